/** Owns which language the page speaks, and dates, times and sizes in it. */
import { WORDS } from "./words.js";

/** @typedef {"zh_CN"|"en"} Language */

const COLUMNS = { zh_CN: 0, en: 1 };
const LOCALES = { zh_CN: "zh-CN", en: "en-GB" };
const listeners = new Set();
/** @type {Language} */
let current = "zh_CN";
/** @type {string|undefined} the stage's time zone; undefined means the browser's own */
let zone;

/** @returns {Language} */
export const language = () => current;

/** The nearest language that the page has. @param {string|null|undefined} name @returns {Language|null} */
export function known(name) {
  if (!name) return null;
  if (/^zh/i.test(name)) return "zh_CN";
  return /^en/i.test(name) ? "en" : null;
}

/** @param {Language} name */
export function speak(name) {
  current = name;
  document.documentElement.lang = LOCALES[name];
  translate(document);
  for (const listener of listeners) listener();
}

/** Call a view again whenever the language changes. @param {() => void} listener */
export const onLanguage = (listener) => { listeners.add(listener); };

/** @param {string|undefined} name an IANA time zone */
export const useZone = (name) => { zone = name; };

/**
 * One of the page's own words.
 * @param {keyof typeof WORDS} key
 * @param {Record<string, string|number>} [values]
 */
export function t(key, values = {}) {
  return WORDS[key][COLUMNS[current]].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** A text that the server gives in both languages. @param {any} texts one text or one per language @returns {string} */
export function either(texts) {
  if (!texts || typeof texts === "string") return texts ?? "";
  return texts[current] ?? texts.zh_CN ?? texts.en ?? "";
}

/** Put the words in again wherever the markup asks for them. @param {ParentNode} root */
export function translate(root) {
  for (const node of root.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.matches("button")) node.title = t(node.dataset.label);
  }
  for (const node of root.querySelectorAll("[data-placeholder]")) node.placeholder = t(node.dataset.placeholder);
}

/** Formatters are slow to make, so each is made once. @type {Map<string, Intl.DateTimeFormat>} */
const formatters = new Map();

function format(date, options, locale = LOCALES[current]) {
  const key = JSON.stringify([locale, zone, options]);
  let formatter = formatters.get(key);
  if (!formatter) formatters.set(key, formatter = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formatter.format(date);
}

/** 09:05 @param {Date} date */
export const clock = (date) => format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
/** The date in large: 11月20日 or Fri 20 Nov @param {Date} date */
export const dateLarge = (date) =>
  format(date, current === "en" ? { weekday: "short", day: "numeric", month: "short" } : { month: "long", day: "numeric" }).replace(",", "");
/** What stands beside it in small: 2026年 星期五 or 2026 @param {Date} date */
export const dateSmall = (date) =>
  [format(date, { year: "numeric" }), current === "en" ? "" : format(date, { weekday: "long" })].filter(Boolean).join(" ");
/** 11月20日周五 09:00 or Fri 20 Nov, 09:00 @param {Date} date */
export const moment = (date) =>
  `${format(date, { month: current === "en" ? "short" : "long", day: "numeric", weekday: "short" }).replace(",", "")} ${clock(date)}`;
/** The day as a key that sorts, in the stage's zone. @param {Date} date */
export const dayKey = (date) =>
  format(date, { year: "numeric", month: "2-digit", day: "2-digit" }, "sv-SE");

/** The heading between days: today, yesterday or the date. @param {Date} date @param {Date} now */
export function dayHeading(date, now) {
  if (dayKey(date) === dayKey(now)) return t("today");
  if (dayKey(date) === dayKey(new Date(now.getTime() - 86_400_000))) return t("yesterday");
  const other = dayKey(date).slice(0, 4) !== dayKey(now).slice(0, 4);
  return format(date, { year: other ? "numeric" : undefined, month: "long", day: "numeric", weekday: "long" });
}

/** 12.4 KB @param {number} bytes */
export function size(bytes) {
  const steps = ["B", "KB", "MB", "GB"];
  const step = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)), 3);
  return `${(bytes / 1024 ** step).toFixed(step && bytes / 1024 ** step < 100 ? 1 : 0)} ${steps[step]}`;
}
