/** Owns buttons under messages: their rows, the press and its spinner, and moving between them by arrow keys. */
import { el, icon } from "./dom.js";
import { safeAddress } from "./html.js";
import { t } from "./language.js";

/**
 * @typedef {import("./doors.js").Message} Message
 * @typedef {import("./doors.js").Button} Button
 * @typedef {{press: (message: number, row: number, column: number) => void, follow: (payload: string) => void,
 *   copy: (text: string) => void, waits: (message: number) => string|null}} Verbs
 */

/**
 * The rows of inline buttons of one message.
 * @param {Message} message
 * @param {Verbs} verbs
 * @returns {HTMLElement|null}
 */
export function inlineKeyboard(message, verbs) {
  if (!message.buttons.length) return null;
  const rows = message.buttons.map((row, r) => el("div", { class: "row" }, ...row.map((one, c) => drawn(one, message, r, c, verbs))));
  const board = el("div", { class: "keyboard", "data-message": message.id }, ...rows);
  board.addEventListener("keydown", (event) => moveByArrows(event, board));
  spin(board, verbs.waits(message.id));
  return board;
}

/**
 * Show which button waits for the bot.
 * @param {HTMLElement} board
 * @param {string|null} place "row.column", or null when none waits
 */
export function spin(board, place) {
  for (const button of board.querySelectorAll("[data-place]")) {
    const waits = button.dataset.place === place;
    button.classList.toggle("waiting", waits);
    button.setAttribute("aria-busy", String(waits));
  }
}

/** @param {Button} one @param {Message} message @param {number} row @param {number} column @param {Verbs} verbs */
function drawn(one, message, row, column, verbs) {
  const style = ["primary", "success", "danger"].includes(one.style) ? one.style : "";
  const words = el("span", { class: "button-label", dir: "auto" }, one.label);
  if (one.url) return opener(one, words, style, verbs);
  const action = one.copy !== undefined && one.copy !== null ? () => verbs.copy(one.copy) : () => verbs.press(message.id, row, column);
  return el("button", {
    type: "button", class: `key ${style}`, "data-place": `${row}.${column}`, "aria-disabled": one.usable ? null : "true",
    on: { click: () => { if (one.usable) action(); } },
  }, words, one.copy ? icon("copy") : null, el("span", { class: "spinner", "aria-hidden": "true" }));
}

/** A link button; one that leads to this bot's own start is followed right here. */
function opener(one, words, style, verbs) {
  const payload = startPayload(one.url);
  if (payload !== null) {
    return el("button", { type: "button", class: `key ${style}`, on: { click: () => verbs.follow(payload) } }, words);
  }
  const address = safeAddress(one.url);
  return el(address ? "a" : "span", { class: `key ${style}`, href: address, target: "_blank", rel: "noopener noreferrer" }, words, icon("link"));
}

/**
 * The payload of a https://t.me/BOT?start=PAYLOAD link, or null when it leads elsewhere.
 * The simulated world has one bot, so any bot's name will do.
 * @param {string} address
 */
export function startPayload(address) {
  try {
    const url = new URL(address);
    const here = url.protocol === "tg:" || ["t.me", "telegram.me"].includes(url.hostname);
    return here ? url.searchParams.get("start") : null;
  } catch {
    return null;
  }
}

/**
 * Arrow keys walk between buttons as they stand in rows.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} board
 */
export function moveByArrows(event, board) {
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const step = steps[event.key];
  if (!step) return;
  const rows = [...board.children].map((row) => [...row.children]);
  const r = rows.findIndex((row) => row.includes(document.activeElement));
  if (r < 0) return;
  const row = rows[r + step[0]] ?? null;
  const column = rows[r].indexOf(document.activeElement) + step[1];
  const next = row?.[Math.min(Math.max(column, 0), row.length - 1)];
  if (!next || (step[1] && next === document.activeElement)) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

/**
 * The keys that stand in place of a typed answer (a reply keyboard).
 * @param {any} keyboard the Bot API's ReplyKeyboardMarkup or another markup, which draws nothing
 * @param {(text: string) => void} onText
 * @returns {HTMLElement|null}
 */
export function replyKeyboard(keyboard, onText) {
  const rows = keyboard?.keyboard;
  if (!rows?.length) return null;
  const key = (one) => {
    const text = String(one.text);
    return el("button", { type: "button", class: "key", on: { click: () => onText(text) } }, el("span", { class: "button-label", dir: "auto" }, text));
  };
  const board = el("div", { class: "reply-keyboard", role: "group", "aria-label": t("quick_replies") },
    ...rows.map((row) => el("div", { class: "row" }, ...row.map(key))));
  board.addEventListener("keydown", (event) => moveByArrows(event, board));
  return board;
}
