/** Owns small menus that hang on a button or at the pointer: keyboard, focus, closing, placing. */
import { el } from "./dom.js";

let closeCurrent = () => {};

/**
 * Open a menu; any other closes. Escape or a click elsewhere closes it and gives the focus back.
 * @param {HTMLElement} anchor where it hangs and where the focus returns
 * @param {HTMLElement[]} items each a focusable element; pressing one closes the menu
 * @param {{label: string, className?: string, above?: boolean, at?: {x: number, y: number}, head?: HTMLElement}} options
 */
export function openMenu(anchor, items, options) {
  const mine = anchor.getAttribute("aria-expanded") === "true";
  closeCurrent();
  if (mine) return;
  const list = el("div", { class: "menu-items", role: "menu", "aria-label": options.label }, ...items);
  const box = el("div", { class: `menu ${options.className ?? ""}` }, options.head, list);
  document.body.append(box);
  place(box, anchor, options);
  anchor.setAttribute("aria-expanded", "true");
  const outside = (event) => { if (!box.contains(event.target) && !anchor.contains(event.target)) close(false); };
  const close = (refocus = true) => {
    box.remove();
    anchor.setAttribute("aria-expanded", "false");
    removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", shut);
    closeCurrent = () => {};
    if (refocus) anchor.focus();
  };
  const shut = () => close(false);
  closeCurrent = shut;
  addEventListener("pointerdown", outside, true);
  addEventListener("resize", shut);
  box.addEventListener("keydown", (event) => onKey(event, box, close));
  list.addEventListener("click", (event) => { if (event.target.closest("[role^=menuitem]")) close(); }, true);
  (options.head?.querySelector("input") ?? items.find((one) => one.matches("[aria-checked=true]")) ?? items[0])?.focus();
}

/** @param {string} text @param {() => void} action @param {Node} [before] */
export function menuItem(text, action, before) {
  return el("button", { type: "button", class: "menu-item", role: "menuitem", tabindex: "-1", on: { click: action } },
    before, el("span", {}, text));
}

function onKey(event, box, close) {
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (step === undefined || (event.target.matches("input") && Math.abs(step) > 1)) return;
  event.preventDefault();
  const items = [...box.querySelectorAll("[role^=menuitem]")].filter((one) => !one.hidden);
  const here = items.indexOf(document.activeElement);
  const there = Math.abs(step) === 1 ? (here + step + items.length) % items.length : step > 0 ? items.length - 1 : 0;
  items[there]?.focus();
}

/** Keep the box inside the window, below its anchor (or above it, or at the pointer). */
function place(box, anchor, { above, at }) {
  const rect = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const x = at ? at.x : Math.min(rect.left, innerWidth - width - 8);
  let y = at ? at.y : above ? rect.top - height - 6 : rect.bottom + 6;
  if (y + height > innerHeight - 8) y = Math.max(8, (at ? at.y : rect.top) - height - 6);
  box.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, y)}px`;
}
