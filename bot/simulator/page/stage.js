/** Owns talking to the stage: the city's clock, its steps, and what the others do. */
import { ask, Trouble } from "./doors.js";

/**
 * @typedef {{now: string, timezone: string, next: {name: string, label: any, at: string}|null, deadline: string|null,
 *   busy: boolean, people: any[], language: string, log: {at: string, text: any}[]}} State
 */

const IDLE = 4000;
const BUSY = 600;

/** Events: `state` (detail: State), `busy` (detail: null, "step" or "others"), `trouble` (detail: Trouble). */
export class Stage extends EventTarget {
  constructor() {
    super();
    /** @type {State|null} */
    this.state = null;
    this.missing = false;
    /** @type {null|"step"|"others"} what this page has asked for and waits for */
    this.asked = null;
    this.lost = false;
  }

  /** The city's time, or the machine's own where there is no stage. @returns {Date} */
  now() { return this.state ? new Date(this.state.now) : new Date(); }

  /** Ask once; afterwards keep asking. @returns {Promise<State|null>} null where there is no stage */
  async begin() {
    await this.refresh();
    if (!this.missing) this.#watch();
    return this.state;
  }

  async refresh() {
    try {
      this.#take(await ask("/stage/state"));
      this.lost = false;
    } catch (trouble) {
      if (trouble.status === 404 && !this.state) this.missing = true;
      else if (!this.lost) { this.lost = true; this.#tell("trouble", trouble); }
    }
  }

  #watch() {
    const busy = this.asked || this.state?.busy;
    setTimeout(async () => {
      if (!document.hidden) await this.refresh();
      this.#watch();
    }, busy ? BUSY : IDLE);
  }

  /** @param {"duty"|"day"|"deadline"|"month_end"} to */
  step(to) { return this.#do("step", () => ask("/stage/step", { to })); }

  /** @param {number} share 0 to 1 @returns {Promise<number|null>} how many units answered; null when it did not work */
  async others(share) {
    const answer = await this.#do("others", () => ask("/stage/others", { share }));
    await this.refresh();
    return answer?.answered ?? null;
  }

  /** One request at a time; trouble is told, not thrown. */
  async #do(kind, request) {
    if (this.asked) return null;
    this.asked = kind;
    this.#tell("busy", kind);
    const hurry = setInterval(() => this.refresh(), BUSY);
    try {
      const answer = await request();
      if (answer?.now) this.#take(answer);
      return answer;
    } catch (trouble) {
      this.#tell("trouble", trouble instanceof Trouble ? trouble : new Trouble(0));
      return null;
    } finally {
      clearInterval(hurry);
      this.asked = null;
      this.#tell("busy", null);
    }
  }

  #take(state) {
    this.state = state;
    this.#tell("state", state);
  }

  #tell(kind, detail) { this.dispatchEvent(new CustomEvent(kind, { detail })); }
}
