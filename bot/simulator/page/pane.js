/** Owns one pane: who one is, the bot's header, the messages, the composer, and what happens between them. */
import { Cast } from "./cast.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { el, icon, isolated, portrait } from "./dom.js";
import { startPayload } from "./keyboard.js";
import { t } from "./language.js";
import { alertBox, toast } from "./notice.js";
import { menuItem, openMenu } from "./popup.js";
import { Thread } from "./thread.js";
import { filesOf } from "./tray.js";

export class Pane {
  /**
   * @param {import("./cast.js").Player} player
   * @param {{now: () => Date, seen: () => boolean, unread: (n: number) => void, switch: (anchor: HTMLElement) => void}} surroundings
   */
  constructor(player, surroundings) {
    this.player = player;
    this.surroundings = surroundings;
    this.chat = new Chat(player);
    this.composer = new Composer(this.chat, (text) => this.complain(text));
    this.thread = new Thread(this.chat, this.#verbs(), surroundings);
    this.shelf = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
    this.lost = el("p", { class: "lost", role: "status", hidden: true });
    this.start = el("button", { type: "button", class: "primary start", hidden: true, on: { click: () => this.composer.say("/start") } });
    this.identity = el("header", { class: "identity" });
    this.botHead = el("div", { class: "bot-head" });
    this.drop = el("div", { class: "drop", hidden: true, "aria-hidden": "true" });
    this.card = el("div", { class: "card" }, this.botHead, this.lost, this.thread.node, this.start, this.composer.node, this.shelf, this.drop);
    this.node = el("section", { class: "pane" }, this.identity, this.card);
    this.#listen();
    this.drawHeads();
  }

  async open() {
    await this.chat.sync();
    this.chat.open();
    await this.composer.refresh();
  }

  close() { this.chat.close(); }

  /** @returns {import("./message.js").MessageVerbs} */
  #verbs() {
    return {
      press: (message, row, column) => this.chat.press(message, row, column),
      follow: (payload) => this.composer.say(`/start ${payload}`.trim()),
      send: (text) => this.composer.say(text),
      copy: (text) => this.#copy(text),
      waits: (message) => this.chat.presses.get(message)?.place ?? null,
      find: (message) => this.chat.messages.get(message),
      show: (message) => this.thread.show(message),
      actions: (message, anchor, at) => this.#actions(message, anchor, at),
    };
  }

  #listen() {
    const { chat } = this;
    const on = (kind, act) => chat.addEventListener(kind, (event) => act(event.detail));
    on("change", (news) => this.#changed(news));
    on("pressing", (message) => this.thread.pressing(message));
    on("answer", (answer) => this.#answered(answer));
    on("typing", () => this.#typing());
    on("commands", () => this.composer.refresh());
    on("line", (up) => { this.lost.hidden = up; this.lost.textContent = up ? "" : t("reconnecting"); });
    on("trouble", (trouble) => this.complain(t(trouble.key)));
    this.node.addEventListener("reply", (event) => this.composer.reply(event.detail));
    this.node.addEventListener("click", (event) => this.#followLink(event));
    this.node.addEventListener("keydown", (event) => { if (event.key === "Escape") this.composer.box.focus(); });
    for (const kind of ["dragenter", "dragover"]) this.card.addEventListener(kind, (event) => this.#dragged(event));
    this.drop.addEventListener("dragleave", () => { this.drop.hidden = true; });
    this.card.addEventListener("drop", (event) => {
      event.preventDefault();
      this.drop.hidden = true;
      this.composer.tray.add(filesOf(event.dataTransfer));
      this.composer.box.focus();
    });
  }

  #changed(news) {
    if (news.fresh.some((one) => !one.mine)) this.#quiet();
    this.thread.update(news);
    this.composer.drawKeys();
    this.#drawBot();
    const empty = this.chat.loaded && !this.chat.messages.size;
    this.start.hidden = !empty;
  }

  /** A link in a text that leads to this bot's own start is followed here. */
  #followLink(event) {
    const link = event.target.closest("a[href]");
    const payload = link ? startPayload(link.href) : null;
    if (payload === null) return;
    event.preventDefault();
    this.composer.say(`/start ${payload}`.trim());
  }

  #dragged(event) {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    this.drop.hidden = false;
    this.drop.textContent = t("drop");
  }

  /** @param {{text?: string, alert?: boolean, show_alert?: boolean, url?: string}} answer */
  #answered(answer) {
    const payload = answer.url ? startPayload(answer.url) : null;
    if (payload !== null) this.composer.say(`/start ${payload}`.trim());
    if (!answer.text) return;
    if (answer.alert ?? answer.show_alert) alertBox(this.chat.bot || t("bot_says"), answer.text, this.card.getBoundingClientRect());
    else toast(this.shelf, answer.text);
  }

  /** @param {string} text */
  complain(text) { toast(this.shelf, text, "trouble"); }

  async #copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    toast(this.shelf, t("copied"));
  }

  #actions(message, anchor, at) {
    const items = [menuItem(t("reply"), () => this.composer.reply(message), icon("reply"))];
    if (message.id === this.chat.lastOwn()?.id) items.push(menuItem(t("edit"), () => this.composer.edit(message), icon("edit")));
    if (message.text) items.push(menuItem(t("copy"), () => this.#copy(message.text), icon("copy")));
    openMenu(anchor, items, { label: t("actions"), at });
  }

  #typing() {
    clearTimeout(this.typingTimer);
    this.typing = true;
    this.typingTimer = setTimeout(() => this.#quiet(), 5500);
    this.#drawBot();
  }

  #quiet() {
    clearTimeout(this.typingTimer);
    this.typing = false;
    this.#drawBot();
  }

  /** Everything that carries words of the page's own language. */
  redraw() {
    this.drawHeads();
    this.composer.cancel();
    this.composer.drawKeys();
    this.thread.draw([], true);
  }

  drawHeads() {
    const change = el("button", { type: "button", class: "switch", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": t("switch_person") },
      el("span", {}, t("switch")), icon("down"));
    change.addEventListener("click", () => this.surroundings.switch(change));
    this.node.setAttribute("aria-label", `${t("you_are")} ${this.player.name}`);
    this.start.textContent = t("start");
    this.identity.replaceChildren(portrait(this.player), el("div", { class: "who" },
      el("h2", { class: "name" }, isolated(this.player.name)), isolated(Cast.place(this.player), "place")), change);
    this.#drawBot();
  }

  #drawBot() {
    const state = this.typing ? el("span", { class: "state typing" }, el("i"), el("i"), el("i"), t("typing")) : el("span", { class: "state" }, t("bot"));
    this.botHead.replaceChildren(el("span", { class: "seal small", "aria-hidden": "true" }, "联"),
      el("div", { class: "who" }, isolated(this.chat.bot || t("product"), "name"), state));
  }
}
