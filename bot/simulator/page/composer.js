/** Owns the box where one writes: text, reply, edit of one's own message, files, the command menu. */
import * as doors from "./doors.js";
import { el, icon, isolated } from "./dom.js";
import { replyKeyboard } from "./keyboard.js";
import { t } from "./language.js";
import { gist } from "./message.js";
import { openMenu } from "./popup.js";
import { filesOf, Tray } from "./tray.js";

const GROWS = CSS.supports("field-sizing", "content"); // the box grows by itself in newer browsers

export class Composer {
  /**
   * @param {import("./chat.js").Chat} chat
   * @param {(text: string) => void} complain shows trouble in words
   */
  constructor(chat, complain) {
    this.chat = chat;
    this.complain = complain;
    this.about = { kind: "new", message: null }; // new, reply or edit, and to which message
    this.commands = [];
    this.tray = new Tray({ changed: () => this.#fit(), refused: complain });
    this.box = el("textarea", { rows: "1", "data-placeholder": "write", "aria-label": t("write"), placeholder: t("write"), dir: "auto", maxlength: "4096" });
    this.menu = this.#button("menu", "commands", () => this.openCommands());
    this.attach = this.#button("attach", "attach", () => this.tray.picker.click());
    this.sendButton = this.#button("send", "send", () => this.send());
    this.context = el("div", { class: "context", hidden: true });
    this.keys = el("div", { class: "keys" });
    this.node = el("div", { class: "composer" }, this.context, this.tray.node,
      el("div", { class: "writing" }, this.menu, this.box, this.attach, this.sendButton), this.keys);
    this.box.addEventListener("input", () => this.#fit());
    this.box.addEventListener("keydown", (event) => this.#key(event));
    this.box.addEventListener("paste", (event) => {
      const files = filesOf(event.clipboardData);
      if (files.length) { event.preventDefault(); this.tray.add(files); }
    });
    this.#fit();
  }

  #button(shape, word, action) {
    return el("button", { type: "button", class: `round do-${shape}`, "data-label": word, "aria-label": t(word), title: t(word), on: { click: action } }, icon(shape));
  }

  /** Say something at once, beside whatever stands in the box. @param {string} text */
  async say(text) {
    await this.chat.say({ text }).catch((trouble) => this.#complain(trouble));
  }

  /** @param {doors.Message} message */
  reply(message) {
    this.#turn({ kind: "reply", message });
    this.box.focus();
  }

  /** @param {doors.Message} message */
  edit(message) {
    this.#turn({ kind: "edit", message });
    this.box.value = message.text;
    this.#fit();
    this.box.focus();
    this.box.setSelectionRange(message.text.length, message.text.length);
  }

  cancel() {
    if (this.about.kind === "edit") this.box.value = "";
    this.#turn({ kind: "new", message: null });
    this.#fit();
  }

  #turn(about) {
    this.about = about;
    const { kind, message } = about;
    this.context.hidden = kind === "new";
    this.sendButton.dataset.label = kind === "edit" ? "save" : "send";
    this.sendButton.title = t(kind === "edit" ? "save" : "send");
    this.sendButton.setAttribute("aria-label", this.sendButton.title);
    const title = kind === "edit" ? t("editing") : kind === "reply" ? t("replying", { name: message.mine ? t("you") : message.author }) : "";
    this.context.replaceChildren(...(message ? [icon(kind), el("div", { class: "context-words" },
      isolated(title, "quote-name"), isolated(gist(message), "quote-text")),
    this.#button("close", "cancel", () => { this.cancel(); this.box.focus(); })] : []));
    this.#fit();
  }

  async send() {
    const text = this.box.value.trim();
    const files = this.tray.files;
    if (!text && !files.length) return;
    const { kind, message } = this.about;
    this.box.value = "";
    this.tray.take();
    this.#turn({ kind: "new", message: null });
    this.node.classList.add("sending");
    try {
      if (kind === "edit") await this.chat.edit(message.id, text);
      else await this.chat.say({ text, files, replyTo: message?.id, asDocuments: this.tray.asFiles.checked });
    } catch (trouble) {
      this.#restore({ kind, message }, text, files);
      this.#complain(trouble);
    }
    this.node.classList.remove("sending");
    this.#fit();
  }

  /** Nothing that was written is lost when it could not be sent. */
  #restore(about, text, files) {
    this.#turn(about);
    this.box.value = [text, this.box.value].filter(Boolean).join("\n");
    this.tray.add(files);
  }

  #complain(trouble) {
    this.complain(trouble.status ? t("trouble_refused", { reason: trouble.message }) : t("trouble_send"));
  }

  /** The box grows with its text; the send button wakes when there is something to send. */
  #fit() {
    if (!GROWS) {
      this.box.style.height = "auto";
      this.box.style.height = `${Math.max(38, Math.min(this.box.scrollHeight, 160))}px`;
    }
    this.box.placeholder = t(this.about.kind === "edit" ? "write_edit" : this.tray.files.length ? "caption" : "write");
    this.node.classList.toggle("ready", Boolean(this.box.value.trim() || this.tray.files.length));
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return; // an input method is still choosing characters
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.about.kind !== "new") {
      event.stopPropagation();
      this.cancel();
    } else if (event.key === "ArrowUp" && !this.box.value && !event.ctrlKey) {
      const last = this.chat.lastOwn();
      if (last) { event.preventDefault(); this.edit(last); }
    }
  }

  openCommands() {
    const items = this.commands.map(({ command, description }) => el("button", {
      type: "button", class: "menu-item command", role: "menuitem", tabindex: "-1",
      on: { click: () => { this.say(`/${command}`); this.box.focus(); } },
    }, el("span", { class: "command-name" }, `/${command}`), el("bdi", { class: "command-about" }, description)));
    if (!items.length) items.push(el("p", { class: "menu-empty", role: "menuitem", tabindex: "-1" }, t("no_commands")));
    openMenu(this.menu, items, { label: t("commands"), above: true, className: "commands" });
  }

  /** The command menu of this chat and the reply keyboard may have changed. */
  async refresh() {
    this.commands = await doors.commands(this.chat.person.id).catch(() => this.commands);
  }

  drawKeys() {
    const board = replyKeyboard(this.chat.keyboard(), (text) => this.say(text));
    this.keys.replaceChildren(...(board ? [board] : []));
  }
}
