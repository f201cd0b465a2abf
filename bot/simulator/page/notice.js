/** Owns what pops up over a pane: toasts that pass, alerts that wait for OK, pictures made large. */
import { el, icon } from "./dom.js";
import { t } from "./language.js";

/**
 * A passing word at the foot of a pane; a screen reader hears it politely.
 * @param {HTMLElement} shelf the pane's live region
 * @param {string} text
 * @param {"plain"|"trouble"} [tone]
 */
export function toast(shelf, text, tone = "plain") {
  const note = el("div", { class: `toast ${tone}`, dir: "auto" }, text);
  shelf.append(note);
  while (shelf.childElementCount > 3) shelf.firstElementChild.remove();
  setTimeout(() => note.remove(), 3500 + Math.min(text.length * 45, 5000));
}

/**
 * A word that waits for OK, over the pane it belongs to.
 * @param {string} title
 * @param {string} text
 * @param {DOMRect} over
 */
export function alertBox(title, text, over) {
  const back = document.activeElement;
  const ok = el("button", { type: "submit", class: "primary", autofocus: true }, t("ok"));
  const box = el("dialog", { class: "alert", role: "alertdialog", "aria-labelledby": "alert-title", "aria-describedby": "alert-text" },
    el("form", { method: "dialog" },
      el("h2", { id: "alert-title", dir: "auto" }, title), el("p", { id: "alert-text", dir: "auto" }, text), ok));
  document.body.append(box);
  box.addEventListener("close", () => { box.remove(); if (back?.isConnected) back.focus(); });
  box.showModal();
  box.style.left = `${over.left + (over.width - box.offsetWidth) / 2}px`;
  box.style.top = `${over.top + (over.height - box.offsetHeight) / 2}px`;
}

/**
 * One picture as large as the window allows; a click or Escape closes it.
 * @param {string} address
 * @param {string} name
 */
export function enlarge(address, name) {
  const back = document.activeElement;
  const close = el("button", { type: "button", class: "round", "aria-label": t("close"), autofocus: true }, icon("close"));
  const box = el("dialog", { class: "lightbox", "aria-label": name }, el("img", { src: address, alt: name }), close);
  box.addEventListener("click", () => box.close());
  box.addEventListener("close", () => { box.remove(); if (back?.isConnected) back.focus(); });
  document.body.append(box);
  box.showModal();
}
