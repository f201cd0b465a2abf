/** Owns the files that wait to be sent: chosen, pasted or dropped; shown with a cross to remove each. */
import { el, icon } from "./dom.js";
import { size, t } from "./language.js";

const LARGEST = 20 * 1024 * 1024; // what a bot can fetch

export class Tray {
  /** @param {{changed: () => void, refused: (text: string) => void}} on */
  constructor(on) {
    this.on = on;
    /** @type {File[]} */
    this.files = [];
    this.picker = el("input", { type: "file", multiple: true, hidden: true, "aria-label": t("attach"), on: { change: () => this.#picked() } });
    this.asFiles = el("input", { type: "checkbox" });
    this.list = el("ul", { class: "waiting-files" });
    this.choice = el("label", { class: "as-files" }, this.asFiles, el("span", { "data-word": "as_files" }, t("as_files")));
    this.node = el("div", { class: "tray", hidden: true }, this.list, this.choice, this.picker);
  }

  /** @param {Iterable<File>} files */
  add(files) {
    for (const file of files) {
      if (file.size > LARGEST) this.on.refused(t("trouble_large", { name: file.name }));
      else if (this.files.length < 10) this.files.push(file);
    }
    this.draw();
    this.on.changed();
  }

  /** Take everything out. @returns {File[]} */
  take() {
    const files = this.files;
    this.files = [];
    this.draw();
    return files;
  }

  #picked() {
    this.add(this.picker.files);
    this.picker.value = "";
  }

  #remove(file) {
    this.files = this.files.filter((one) => one !== file);
    this.draw();
    this.on.changed();
  }

  draw() {
    for (const picture of this.list.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
    this.list.replaceChildren(...this.files.map((file) => this.#item(file)));
    this.node.hidden = !this.files.length;
    this.choice.hidden = !this.files.some((one) => one.type.startsWith("image/"));
  }

  #item(file) {
    const sign = file.type.startsWith("image/") ? el("img", { src: URL.createObjectURL(file), alt: "" }) : icon("file");
    return el("li", {}, sign, el("bdi", { class: "file-name" }, file.name), el("span", { class: "file-size" }, size(file.size)),
      el("button", { type: "button", class: "round small", "aria-label": t("remove", { name: file.name }), on: { click: () => this.#remove(file) } }, icon("close")));
  }
}

/**
 * Files carried by a paste or a drop.
 * @param {DataTransfer|null} transfer
 * @returns {File[]}
 */
export const filesOf = (transfer) => [...(transfer?.files ?? [])];
