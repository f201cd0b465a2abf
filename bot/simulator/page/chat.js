/** Owns one person's chat as it is known here: messages by number, kept equal to the server by revision. */
import * as doors from "./doors.js";

const RETRY = 1500; // milliseconds
const PATIENCE = 12_000; // after this a press stops spinning and says that the bot is silent

/**
 * Events: `change` (detail: {fresh, changed, first}), `typing`, `answer`, `commands`, `line`, `trouble`.
 */
export class Chat extends EventTarget {
  /** @param {doors.Person} person */
  constructor(person) {
    super();
    this.person = person;
    /** @type {Map<number, doors.Message>} */
    this.messages = new Map();
    this.bot = "";
    this.rev = 0;
    this.online = true;
    /** @type {Map<number, {place: string, callback: string, timer: number}>} presses that wait, by message */
    this.presses = new Map();
    this.answered = new Set();
    this.syncing = null;
    this.again = false;
    this.stop = () => {};
    this.loaded = false;
  }

  open() {
    this.stop();
    this.stop = doors.listen(this.person.id, {
      line: (up) => this.#line(up),
      message: () => this.sync(),
      edit: () => this.sync(),
      delete: () => this.sync(),
      typing: (data) => this.#tell("typing", data),
      commands: () => this.#tell("commands"),
      answer: (data) => this.#answer(data),
    });
  }

  close() {
    clearTimeout(this.retry);
    this.stop();
  }

  /** Messages in the order of the chat. @returns {doors.Message[]} */
  ordered() { return [...this.messages.values()].sort((a, b) => a.id - b.id); }

  /** The newest message of one's own that can still be edited. */
  lastOwn() { return this.ordered().findLast((one) => one.mine && one.text && !one.forwardedFrom) ?? null; }

  /** The reply keyboard that stands now: the newest one, unless it was taken away or used up. */
  keyboard() {
    const last = this.ordered().findLast((one) => one.keyboard);
    const used = last?.keyboard.one_time_keyboard && this.ordered().some((one) => one.mine && one.id > last.id);
    return used ? null : last?.keyboard ?? null;
  }

  /** Fetch what changed; calls in between are merged into one more round. @returns {Promise<void>} */
  sync() {
    if (this.syncing) { this.again = true; return this.syncing; }
    this.syncing = this.#rounds().finally(() => { this.syncing = null; });
    return this.syncing;
  }

  async #rounds() {
    do {
      this.again = false;
      const news = await doors.changes(this.person.id, this.rev).catch((trouble) => this.#missed(trouble));
      if (news) this.#apply(news);
    } while (this.again);
  }

  /** Nothing came: try again soon. A server that began anew doesn't know the person and is told. */
  async #missed(trouble) {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.sync(), RETRY);
    if (trouble.status === 404) {
      const { id, name, language_code } = this.person;
      await doors.join({ id, name, language_code }).catch(() => {});
    }
  }

  #apply({ rev, messages, deleted }) {
    if (rev < this.rev) { // the server began anew
      this.messages.clear();
      this.rev = 0;
      this.loaded = false;
      this.again = true;
      this.#tell("change", { fresh: [], changed: [] });
      return;
    }
    const fresh = messages.filter((one) => !this.messages.has(one.id));
    const changed = messages.filter((one) => this.messages.has(one.id));
    for (const one of messages) this.messages.set(one.id, one);
    for (const id of deleted) this.messages.delete(id);
    for (const one of changed) this.#settle(one.id);
    this.rev = rev;
    this.bot = messages.findLast((one) => !one.mine)?.author ?? this.bot;
    const first = !this.loaded;
    this.loaded = true;
    if (first || messages.length || deleted.length) this.#tell("change", { fresh, changed, first });
  }

  /** Send, then show at once what the server made of it. */
  async say(said) {
    await doors.say(this.person.id, said);
    await this.sync();
  }

  async edit(message, text) {
    await doors.edit(this.person.id, message, text);
    await this.sync();
  }

  /** Press the button at a place; it spins until the bot answers or edits. */
  async press(message, row, column) {
    const press = { place: `${row}.${column}`, callback: "", timer: setTimeout(() => this.#silent(message), PATIENCE) };
    this.#settle(message);
    this.presses.set(message, press);
    this.#tell("pressing", message);
    try {
      press.callback = await doors.press(this.person.id, message, row, column);
      if (this.answered.has(press.callback)) this.#settle(message);
    } catch (trouble) {
      this.#settle(message);
      this.#tell("trouble", { key: "trouble_press", status: trouble.status });
    }
  }

  #silent(message) {
    this.#settle(message);
    this.#tell("trouble", { key: "trouble_silent" });
  }

  #settle(message) {
    const press = this.presses.get(message);
    if (!press) return;
    clearTimeout(press.timer);
    this.presses.delete(message);
    this.#tell("pressing", message);
  }

  #answer(data) {
    const callback = String(data.callback_id);
    this.answered.add(callback);
    for (const [message, press] of this.presses) if (press.callback === callback) this.#settle(message);
    this.#tell("answer", data);
  }

  #line(up) {
    this.online = up;
    this.#tell("line", up);
    this.sync().then(() => { if (up) this.#tell("commands"); });
  }

  #tell(kind, detail) { this.dispatchEvent(new CustomEvent(kind, { detail })); }
}
