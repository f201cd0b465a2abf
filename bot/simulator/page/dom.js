/** Owns making elements: every node of the page comes from here, and text is only ever text. */

/**
 * Make an element. Strings among the children become text nodes, null and false are left out.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] `on` holds listeners; true sets a bare attribute; null leaves it out
 * @param {...(Node|string|null|false|undefined)} children
 * @returns {any}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SHAPES = {
  attach: "M20 11.5 12.2 19.3a5 5 0 0 1-7-7L13.4 4a3.3 3.3 0 0 1 4.7 4.7l-8.2 8.2a1.7 1.7 0 0 1-2.4-2.4l7.4-7.4",
  send: "M4 12 20 4.5 15.5 20l-3.6-6.2L4 12Zm7.9 1.8L20 4.5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  close: "m6 6 12 12M18 6 6 18",
  down: "m6 9 6 6 6-6",
  more: "M5.4 12h.2M11.9 12h.2M18.4 12h.2",
  reply: "m9 7-5 5 5 5m-5-5h10a6 6 0 0 1 6 6",
  edit: "m5 19 1-4L16.5 4.5l3 3L9 18l-4 1Z",
  copy: "M9 9h10v11H9zM5 15V4h10",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  menu: "M4 7h16M4 12h16M4 17h10",
  link: "M8 16 17 7m-7 0h7v7",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9c0-3.3 2.7-6 6-6s6 2.7 6 6M16 4.5a3.5 3.5 0 0 1 0 6.3M18 14.5c1.9.9 3 2.9 3 5.5",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
};

/**
 * A line drawing that screen readers pass over.
 * @param {keyof typeof SHAPES} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", SHAPES[name]);
  drawing.append(line);
  return drawing;
}

/**
 * A name isolated from the writing direction of what stands around it.
 * @param {string} text
 * @param {string} [className]
 */
export function isolated(text, className) {
  return el("bdi", { class: className ?? null }, text);
}

/**
 * The round sign of a person: the first letter of the name on a colour of their own.
 * @param {{id: number, name: string}} person
 */
export function portrait(person) {
  const letter = [...person.name.trim().replace(/^[^\p{L}\p{N}]+/u, "")][0] ?? "?";
  return el("span", { class: `portrait hue${Math.abs(person.id) % 6}`, "aria-hidden": "true" }, letter);
}
