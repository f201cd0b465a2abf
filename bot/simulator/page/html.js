/** Owns turning a server's Telegram HTML into nodes: an allow-list, and nothing else gets through. */
import { el } from "./dom.js";

const PLAIN = new Map([
  ["b", "b"], ["strong", "b"], ["i", "i"], ["em", "i"], ["u", "u"], ["ins", "u"],
  ["s", "s"], ["strike", "s"], ["del", "s"], ["code", "code"], ["pre", "pre"], ["blockquote", "blockquote"],
]);
const DROPPED = new Set(["script", "style", "template", "iframe", "object", "svg", "math", "noscript", "title"]);
const COMMAND = /(^|[\s(（,，。:：、])(\/[a-z][a-z0-9_]{0,31})(?![\w/])/gi;

/**
 * An address that may be opened from a message, or null.
 * @param {string|null} address
 * @returns {string|null}
 */
export function safeAddress(address) {
  try {
    const url = new URL(address ?? "");
    return ["http:", "https:", "mailto:", "tel:", "tg:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * An address of this very server, for pictures and files, or null.
 * @param {string|undefined} address
 * @returns {string|null}
 */
export function ownAddress(address) {
  try {
    const url = new URL(address ?? "", location.origin);
    return address && url.origin === location.origin ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * Nodes for one formatted text. Unknown tags lose the tag and keep their words.
 * @param {string} html as the server gives it; never trusted
 * @param {(command: string) => void} [onCommand] makes /commands in the text pressable
 * @returns {DocumentFragment}
 */
export function formatted(html, onCommand) {
  const parsed = new DOMParser().parseFromString(`<body>${html}`, "text/html");
  const fragment = document.createDocumentFragment();
  for (const child of parsed.body.childNodes) fragment.append(...copied(child, onCommand));
  return fragment;
}

/** @returns {Node[]} */
function copied(node, onCommand) {
  if (node.nodeType === Node.TEXT_NODE) return onCommand ? withCommands(node.data, onCommand) : [new Text(node.data)];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const tag = node.localName;
  if (DROPPED.has(tag)) return [];
  if (tag === "br") return [new Text("\n")];
  const inner = (inside) => [...node.childNodes].flatMap((child) => copied(child, inside));
  if (PLAIN.has(tag)) return [plain(node, PLAIN.get(tag), inner(tag === "code" || tag === "pre" ? undefined : onCommand))];
  if (tag === "a") return link(node, inner(undefined));
  if (tag === "tg-spoiler" || node.className === "tg-spoiler") return [spoiler(inner(undefined))];
  return inner(onCommand);
}

function plain(node, tag, children) {
  const expandable = tag === "blockquote" && node.hasAttribute("expandable");
  return el(tag, expandable ? { class: "expandable", tabindex: "0", on: { click: unfold, keydown: unfold } } : {}, ...children);
}

function unfold(event) {
  if (event.type === "click" || event.key === "Enter") event.currentTarget.classList.toggle("open");
}

function link(node, children) {
  const address = safeAddress(node.getAttribute("href"));
  if (!address) return children;
  return [el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children)];
}

function spoiler(children) {
  const hidden = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-expanded": "false" }, ...children);
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    hidden.setAttribute("aria-expanded", "true");
  };
  hidden.addEventListener("click", show);
  hidden.addEventListener("keydown", show);
  return hidden;
}

/** Splits a text at its /commands, each of which becomes a small button. */
function withCommands(text, onCommand) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(COMMAND)) {
    const start = found.index + found[1].length;
    nodes.push(new Text(text.slice(from, start)));
    nodes.push(el("button", { type: "button", class: "command-link", on: { click: () => onCommand(found[2]) } }, found[2]));
    from = start + found[2].length;
  }
  nodes.push(new Text(text.slice(from)));
  return nodes;
}
