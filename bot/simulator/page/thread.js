/** Owns the list of messages of one pane: drawing what changed, scrolling, the unread mark, moving by keys. */
import { alike, blocksOf } from "./blocks.js";
import { el, icon } from "./dom.js";
import { spin } from "./keyboard.js";
import { dayHeading, dayKey, t } from "./language.js";
import { bubble } from "./message.js";

const PORTION = 100; // so many messages are drawn at first, and more whenever one scrolls up to them
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

export class Thread {
  /**
   * @param {import("./chat.js").Chat} chat
   * @param {import("./message.js").MessageVerbs} verbs
   * @param {{now: () => Date, seen: () => boolean, unread: (n: number) => void}} surroundings
   */
  constructor(chat, verbs, surroundings) {
    this.chat = chat;
    this.verbs = verbs;
    this.surroundings = surroundings;
    /** @type {Map<string, {block: import("./blocks.js").Block, node: HTMLElement}>} */
    this.drawn = new Map();
    this.unreadFrom = null;
    this.unread = 0;
    this.count = el("span", { class: "count", "aria-hidden": "true" });
    this.bottom = el("button", { type: "button", class: "to-bottom", hidden: true, on: { click: () => this.toBottom(true) } }, icon("down"), this.count);
    this.inner = el("div", { class: "blocks" });
    this.list = el("div", { class: "messages", role: "log", "aria-live": "polite", "aria-label": t("log", { name: chat.person.name }), tabindex: "0" }, this.inner);
    this.node = el("div", { class: "thread" }, this.list, this.bottom);
    this.stuck = true;
    this.portion = PORTION;
    this.list.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.top = 0; // where it was scrolled to last
    const settle = new ResizeObserver(() => { if (this.stuck) this.toBottom(); });
    settle.observe(this.list);
    settle.observe(this.inner);
  }

  /** @param {{fresh: any[], changed: any[], first?: boolean}} news what the chat has just learnt */
  update({ fresh, changed, first }) {
    const spoken = fresh.filter((one) => !one.mine);
    const away = !this.stuck || !this.surroundings.seen();
    if (!first && away && spoken.length) {
      this.unreadFrom ??= spoken[0].id;
      this.unread += spoken.length;
    }
    if (fresh.some((one) => one.mine)) { this.stuck = true; this.#read(); }
    this.draw(first ? [] : changed);
    if (this.stuck) this.toBottom();
    this.#badge();
  }

  /** Draw all that differs. @param {any[]} changed messages to light up @param {boolean} [anew] forget what is drawn */
  draw(changed = [], anew = false) {
    if (anew) this.drawn.clear();
    const blocks = blocksOf(this.chat.ordered().slice(-this.portion), dayKey, this.unreadFrom);
    const focus = this.#focus();
    const before = this.drawn;
    this.drawn = new Map();
    for (const block of blocks) {
      const old = before.get(block.key);
      const node = old && alike(old.block, block) ? old.node : this.#node(block);
      if (block.messages.some((one) => changed.includes(one))) node.classList.add("changed");
      this.drawn.set(block.key, { block, node });
    }
    this.#arrange([...this.drawn.values()].map((one) => one.node));
    this.#refocus(focus);
  }

  /** Put the nodes in order without touching those that already stand right (focus and selection survive). */
  #arrange(nodes) {
    const wanted = new Set(nodes);
    for (const child of [...this.inner.children]) if (!wanted.has(child)) child.remove();
    let at = this.inner.firstElementChild;
    for (const node of nodes) {
      if (node === at) at = at.nextElementSibling;
      else this.inner.insertBefore(node, at);
    }
    if (!nodes.length && this.chat.loaded) this.inner.append(el("p", { class: "empty" }, t("empty")));
  }

  #node(block) {
    if (block.kind === "unread") return el("div", { class: "unread-mark", role: "separator" }, el("span", {}, t("unread")));
    if (block.kind === "day") {
      return el("div", { class: "day", role: "separator" }, el("span", {}, dayHeading(block.at, this.surroundings.now())));
    }
    const node = bubble(block.messages, this.verbs);
    node.classList.toggle("follows", block.follows);
    return node;
  }

  /** Let the right button of a message spin, or none. @param {number} message */
  pressing(message) {
    const board = this.list.querySelector(`.keyboard[data-message="${message}"]`);
    if (board) spin(board, this.verbs.waits(message));
  }

  /** Go to the end; a short way may be seen, a long one is jumped. @param {boolean} [seen] */
  toBottom(seen = false) {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    const near = scrollHeight - scrollTop < 3 * clientHeight;
    this.list.scrollTo({ top: scrollHeight, behavior: seen && near && !STILL.matches ? "smooth" : "instant" });
  }

  /** Scroll to a message and light it up. @param {number} id */
  show(id) {
    while (!this.#nodeOf(id) && this.#earlier()) continue;
    const node = this.#nodeOf(id);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: STILL.matches ? "instant" : "smooth" });
    node.classList.remove("changed");
    void node.offsetWidth; // starts the highlight again
    node.classList.add("changed");
  }

  /** Draw another portion above; what one looks at stays where it is. @returns {boolean} whether there was any */
  #earlier() {
    if (this.portion >= this.chat.messages.size) return false;
    const below = this.list.scrollHeight - this.list.scrollTop;
    this.portion += PORTION;
    this.draw();
    this.list.scrollTop = this.list.scrollHeight - below;
    return true;
  }

  #nodeOf(id) {
    for (const { block, node } of this.drawn.values()) if (block.messages.some((one) => one.id === id)) return node;
    return null;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    const low = scrollHeight - scrollTop - clientHeight < 48;
    if (low || scrollTop < this.top) this.stuck = low; // growing content alone doesn't let go of the end
    if (scrollTop < 200 && scrollTop < this.top) this.#earlier();
    this.top = this.list.scrollTop;
    if (this.stuck && this.surroundings.seen()) this.#read();
    this.#badge();
  }

  /** The pane has come into view. */
  seen() {
    if (this.stuck) { this.toBottom(); this.#read(); this.#badge(); }
  }

  /** What was unread is read; the mark itself stays until something else is drawn. */
  #read() { this.unread = 0; this.unreadFrom = null; }

  #badge() {
    this.bottom.hidden = this.stuck;
    this.bottom.setAttribute("aria-label", this.unread ? t("to_bottom_n", { n: this.unread }) : t("to_bottom"));
    this.count.textContent = this.unread ? String(this.unread) : "";
    this.surroundings.unread(this.unread);
  }

  /** Up and down walk through messages; Enter goes to the buttons; the menu key opens the actions. */
  #key(event) {
    const articles = [...this.list.querySelectorAll("article")];
    const here = articles.findIndex((one) => one.contains(document.activeElement));
    const article = articles[here];
    const steps = { ArrowUp: here < 0 ? articles.length - 1 : here - 1, ArrowDown: here + 1, Home: 0, End: articles.length - 1 };
    if (event.key in steps && articles[steps[event.key]]) {
      event.preventDefault();
      articles[steps[event.key]].focus();
    } else if (event.key === "Enter" && article && event.target === article) {
      event.preventDefault();
      ["button.key, a.key", ".photo, .file, a, .text button", ".dots"].map((stop) => article.querySelector(stop)).find(Boolean).focus();
    } else if (event.key === "Escape" && article && event.target !== article) {
      event.stopPropagation();
      article.focus();
    } else if (event.key.toLowerCase() === "r" && event.target === article && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const id = Number(article.dataset.id);
      article.dispatchEvent(new CustomEvent("reply", { bubbles: true, detail: this.chat.messages.get(id) }));
    }
  }

  /** Where the focus is inside the list, so that an edit in place doesn't lose it. */
  #focus() {
    const article = document.activeElement?.closest?.("article");
    if (!article || !this.list.contains(article)) return null;
    const stops = [...article.querySelectorAll("button, a")];
    return { id: Number(article.dataset.id), label: document.activeElement.textContent, at: stops.indexOf(document.activeElement), article };
  }

  #refocus(focus) {
    if (!focus || focus.article.isConnected) return;
    const article = this.#nodeOf(focus.id);
    if (!article) { this.list.focus(); return; }
    const keys = [...article.querySelectorAll(".key")];
    const target = focus.at < 0 ? article : keys.find((one) => one.textContent === focus.label) ?? keys[0] ?? article;
    target.focus({ preventScroll: true });
  }
}
