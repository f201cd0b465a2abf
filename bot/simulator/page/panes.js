/** Owns which people stand side by side, the tabs on a phone, and the address that remembers them. */
import { Cast, nameForm } from "./cast.js";
import { el, isolated, portrait } from "./dom.js";
import { language, onLanguage, t } from "./language.js";
import { Pane } from "./pane.js";

const MOST = 3;

export class Panes {
  /**
   * @param {HTMLElement} home where the panes stand
   * @param {HTMLElement} tabs the tab list for narrow windows
   * @param {Cast} cast
   * @param {() => Date} now
   */
  constructor(home, tabs, cast, now) {
    this.home = home;
    this.tabs = tabs;
    this.cast = cast;
    this.now = now;
    /** @type {Pane[]} */
    this.panes = [];
    this.unread = new Map();
    this.current = 0;
    this.tabs.addEventListener("keydown", (event) => this.#tabKey(event));
    document.addEventListener("visibilitychange", () => this.#visible());
    addEventListener("resize", () => { for (const pane of this.panes) if (this.#shown(pane)) pane.thread.seen(); });
    onLanguage(() => this.#redraw());
  }

  /** Open the first panes: those of the address, else the first of the cast. */
  async begin() {
    const asked = (new URLSearchParams(location.search).get("people") ?? "").split(",").map(Number);
    const players = asked.map((id) => this.cast.players.get(id)).filter(Boolean);
    for (const player of this.cast.players.values()) if (players.length < MOST && !players.includes(player)) players.push(player);
    if (!players.length) this.#invite();
    for (const player of players.slice(0, MOST)) await this.#put(this.panes.length, player);
    this.select(0);
  }

  /** Nobody is there yet: ask for a first name. */
  #invite() {
    this.home.replaceChildren(el("section", { class: "pane invitation" }, nameForm((name) => this.#create(this.panes.length, name))));
  }

  async #create(place, name) {
    const player = await this.cast.add(name, language());
    this.home.querySelector(".invitation")?.remove();
    await this.#put(Math.min(place, MOST - 1), player);
    this.select(Math.min(place, MOST - 1));
  }

  /** @param {number} place @param {import("./cast.js").Player} player */
  async #put(place, player) {
    const old = this.panes[place];
    await this.cast.enrol(player);
    const pane = new Pane(player, {
      now: this.now,
      seen: () => this.#shown(pane) && !document.hidden,
      unread: (n) => { if (this.unread.get(pane) !== n) { this.unread.set(pane, n); this.#drawTabs(); } },
      switch: (anchor) => this.#switch(pane, anchor),
    });
    pane.node.id = `pane-${place}`;
    this.panes[place] = pane;
    if (old) { old.close(); old.node.replaceWith(pane.node); } else this.home.append(pane.node);
    this.unread.set(pane, 0);
    this.#remember();
    await pane.open();
  }

  #switch(pane, anchor) {
    const place = this.panes.indexOf(pane);
    this.cast.openSwitch(anchor, {
      chosen: pane.player.id,
      taken: (id) => this.panes.findIndex((one) => one.player.id === id) + 1,
      choose: (player) => this.#become(place, player),
      create: () => this.#ask(place),
    });
  }

  /** Be somebody else here; who is already in another pane changes places. */
  async #become(place, player) {
    const other = this.panes.findIndex((one) => one.player.id === player.id);
    if (other === place) return;
    const leaving = this.panes[place].player;
    await this.#put(place, player);
    if (other >= 0) await this.#put(other, leaving);
    this.select(place);
    this.panes[place].composer.box.focus();
  }

  /** A further person: in a new pane while there is room. */
  #ask(place) {
    const free = this.panes.length < MOST ? this.panes.length : place;
    const form = el("section", { class: "pane invitation" }, nameForm((name) => { form.remove(); this.#create(free, name); }));
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") { form.remove(); this.select(place); } });
    this.home.append(form);
    form.querySelector("input").focus();
  }

  #shown(pane) { return pane.node.offsetParent !== null; }

  /** Bring a pane to the front where only one is seen. @param {number} place */
  select(place) {
    this.current = place;
    this.panes.forEach((pane, n) => pane.node.classList.toggle("current", n === place));
    this.#drawTabs();
    this.#remember();
    this.panes[place]?.thread.seen();
  }

  #drawTabs() {
    const focused = this.tabs.contains(document.activeElement);
    this.tabs.replaceChildren(...this.panes.map((pane, n) => this.#tab(pane, n)));
    if (focused) this.tabs.children[this.current]?.focus();
    const all = [...this.panes].reduce((sum, pane) => sum + (this.unread.get(pane) ?? 0), 0);
    document.title = `${all ? `(${all}) ` : ""}${t("title")}`;
  }

  #tab(pane, n) {
    const unread = this.unread.get(pane);
    return el("button", {
      type: "button", role: "tab", class: "tab", "aria-selected": String(n === this.current), "aria-controls": `pane-${n}`,
      tabindex: n === this.current ? "0" : "-1", on: { click: () => this.select(n) },
    }, portrait(pane.player), isolated(pane.player.name, "name"), unread ? el("span", { class: "count" }, String(unread)) : null);
  }

  #tabKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.select((this.current + step + this.panes.length) % this.panes.length);
    this.tabs.children[this.current].focus();
  }

  /** A hidden page lets its streams go: browsers allow only six to one server for all tabs together. */
  #visible() {
    for (const pane of this.panes) {
      if (document.hidden) pane.close();
      else pane.open().then(() => pane.thread.seen());
    }
  }

  #remember() {
    const address = new URL(location.href);
    address.searchParams.set("people", this.panes.map((pane) => pane.player.id).join(","));
    history.replaceState(null, "", `${address.pathname}?${address.searchParams.toString().replaceAll("%2C", ",")}`);
  }

  #redraw() {
    for (const pane of this.panes) pane.redraw();
    this.#drawTabs();
  }
}
