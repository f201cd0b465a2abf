/** Owns who can be played: the stage's people with post and unit, or those the simulator knows. */
import * as doors from "./doors.js";
import { el, isolated, portrait } from "./dom.js";
import { either, t } from "./language.js";
import { openMenu } from "./popup.js";

/** @typedef {doors.Person & {role?: any, unit?: any, language?: string}} Player */

export class Cast {
  constructor() {
    /** @type {Map<number, Player>} */
    this.players = new Map();
    this.staged = false;
  }

  /** @param {Player[]} people those of the stage; an empty list means that the simulator is alone */
  async gather(people) {
    this.staged = people.length > 0;
    const all = this.staged ? people : await doors.people();
    for (const one of all) this.players.set(one.id, { ...this.players.get(one.id), ...one });
  }

  /** Make sure that the simulator knows the person. @param {Player} player */
  async enrol(player) {
    const known = (await doors.people()).some((one) => one.id === player.id);
    player.language_code ??= telegramCode(player.language);
    if (!known) await doors.join({ id: player.id, name: player.name, language_code: player.language_code });
  }

  /** @param {string} name @param {string} language @returns {Promise<Player>} */
  async add(name, language) {
    const person = await doors.join({ name, language_code: telegramCode(language) });
    this.players.set(person.id, person);
    return person;
  }

  /** @param {Player} player "post · unit" in the page's language */
  static place(player) {
    return [either(player.role), either(player.unit)].filter(Boolean).join(" · ") || (player.username ? `@${player.username}` : "");
  }

  /**
   * The menu with which a pane becomes somebody else.
   * @param {HTMLElement} anchor
   * @param {{chosen: number|null, taken: (id: number) => number, choose: (player: Player) => void, create: () => void}} with_
   */
  openSwitch(anchor, { chosen, taken, choose, create }) {
    const nobody = el("p", { class: "menu-empty", hidden: true }, t("nobody"));
    const items = [...this.players.values()].map((player) => item(player, player.id === chosen, taken(player.id), () => choose(player)));
    if (!this.staged) items.push(el("button", { type: "button", class: "menu-item", role: "menuitem", tabindex: "-1", on: { click: create } }, t("new_person")));
    const head = this.players.size > 7 ? searchField(items, nobody) : null;
    openMenu(anchor, [...items, nobody], { label: t("switch_person"), className: "cast", head });
  }
}

/** How Telegram's clients name a language of ours. @param {string|undefined} language */
const telegramCode = (language) => (language?.startsWith("en") ? "en" : "zh-hans");

/** @param {Player} player @param {boolean} chosen @param {number} pane where this person already is, or 0 @param {() => void} choose */
function item(player, chosen, pane, choose) {
  const place = [Cast.place(player), pane && !chosen ? t("in_pane", { n: pane }) : ""].filter(Boolean).join(" · ");
  return el("button", {
    type: "button", class: "menu-item person", role: "menuitemradio", tabindex: "-1", "aria-checked": String(chosen), on: { click: choose },
    "data-search": `${player.name} ${place}`.toLowerCase(),
  }, portrait(player), el("span", { class: "who" }, isolated(player.name, "name"), isolated(place, "place")));
}

function searchField(items, nobody) {
  const field = el("input", { type: "search", placeholder: t("search_people"), "aria-label": t("search_people") });
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    for (const one of items) one.hidden = !(one.dataset.search ?? "").includes(wanted);
    nobody.hidden = items.some((one) => !one.hidden);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") items.find((one) => !one.hidden)?.click();
  });
  return el("div", { class: "menu-head" }, field);
}

/**
 * A small form for a name, where nobody is there yet.
 * @param {(name: string) => void} onName
 */
export function nameForm(onName) {
  const field = el("input", { name: "name", required: true, maxlength: "64", autocomplete: "off", "data-placeholder": "your_name", placeholder: t("your_name"), "aria-label": t("your_name") });
  const form = el("form", { class: "name-form" }, el("p", { "data-word": "new_person" }, t("new_person")), field,
    el("button", { type: "submit", class: "primary", "data-word": "enter" }, t("enter")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) onName(field.value.trim());
  });
  return form;
}
