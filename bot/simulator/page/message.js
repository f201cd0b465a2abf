/** Owns how one message, or one album, is drawn as a bubble. */
import { el, icon, isolated } from "./dom.js";
import { formatted } from "./html.js";
import { inlineKeyboard } from "./keyboard.js";
import { clock, t } from "./language.js";
import { attachments } from "./media.js";

/**
 * @typedef {import("./doors.js").Message} Message
 * @typedef {import("./keyboard.js").Verbs & {send: (text: string) => void, show: (message: number) => void,
 *   find: (message: number) => Message|undefined,
 *   actions: (message: Message, anchor: HTMLElement, at?: {x: number, y: number}) => void}} MessageVerbs
 */

/**
 * @param {Message[]} messages one, or all of an album
 * @param {MessageVerbs} verbs
 * @returns {HTMLElement}
 */
export function bubble(messages, verbs) {
  const first = messages[0];
  const worded = messages.find((one) => one.text) ?? first;
  const media = attachments(messages);
  const body = el("div", { class: `bubble${media ? " with-media" : ""}${worded.text ? "" : " wordless"}` },
    forwarded(first), quote(first, verbs), media, worded.text ? words(worded, verbs) : null,
    first.other ? el("p", { class: "missing" }, t("other", { kind: first.other })) : null, meta(messages));
  const dots = el("button", { type: "button", class: "dots", "aria-label": t("actions"), "aria-haspopup": "menu", "aria-expanded": "false", tabindex: "-1" }, icon("more"));
  dots.addEventListener("click", () => verbs.actions(worded, dots));
  const keys = messages.map((one) => inlineKeyboard(one, verbs)).find(Boolean) ?? null;
  const article = el("article", {
    class: `message ${first.mine ? "mine" : "theirs"}`, "data-id": first.id, tabindex: "-1",
    "aria-label": `${first.mine ? t("you") : first.author} ${clock(first.at)}`,
  }, el("div", { class: "stack" }, el("div", { class: "line" }, body, dots), keys));
  article.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, img") || String(getSelection())) return;
    event.preventDefault();
    verbs.actions(worded, dots, event.clientX ? { x: event.clientX, y: event.clientY } : undefined);
  });
  swipeToReply(article, () => article.dispatchEvent(new CustomEvent("reply", { bubbles: true, detail: worded })));
  return article;
}

/** @param {Message} message @param {MessageVerbs} verbs */
function words(message, verbs) {
  const content = message.html ? formatted(message.html, message.mine ? undefined : verbs.send) : message.text;
  return el("div", { class: "text", dir: "auto" }, content);
}

/** @param {Message} message */
function forwarded(message) {
  return message.forwardedFrom ? el("div", { class: "forwarded" }, isolated(t("forwarded", { name: message.forwardedFrom }))) : null;
}

/** The message that is replied to; pressing it leads there. @param {Message} message @param {MessageVerbs} verbs */
function quote(message, verbs) {
  const quoted = message.replyTo ? verbs.find(message.replyTo) : null;
  if (!quoted) return null;
  return el("button", { type: "button", class: "quote", on: { click: () => verbs.show(quoted.id) } },
    isolated(quoted.mine ? t("you") : quoted.author, "quote-name"), isolated(gist(quoted), "quote-text"));
}

/** A message in one line. @param {Message} message */
export const gist = (message) => message.text.slice(0, 160) || message.media?.name || t("photo");

/** @param {Message[]} messages */
function meta(messages) {
  const first = messages[0];
  return el("span", { class: "meta" },
    messages.some((one) => one.edited) ? el("span", { class: "edited" }, t("edited")) : null,
    el("time", { datetime: first.at.toISOString() }, clock(first.at)),
    first.mine ? el("span", { class: "tick", role: "img", "aria-label": t("sent") }, icon("check")) : null);
}

/** A finger that pulls a message to the left replies to it. */
function swipeToReply(article, reply) {
  let start = null;
  const pull = () => article.style.removeProperty("--pull");
  article.addEventListener("touchstart", (event) => { start = event.touches[0]; }, { passive: true });
  article.addEventListener("touchmove", (event) => {
    if (!start) return;
    const across = event.touches[0].clientX - start.clientX;
    const along = Math.abs(event.touches[0].clientY - start.clientY);
    if (along > 24 && across > -24) start = null;
    article.style.setProperty("--pull", start ? `${Math.max(-72, Math.min(0, across))}px` : "0px");
  }, { passive: true });
  article.addEventListener("touchend", (event) => {
    const far = start && event.changedTouches[0].clientX - start.clientX < -56;
    start = null;
    pull();
    if (far) reply();
  });
  article.addEventListener("touchcancel", () => { start = null; pull(); });
}
