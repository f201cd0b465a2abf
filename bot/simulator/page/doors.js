/** Owns talking to the simulator's people's door: requests, the event stream, and the shape of a message. */

/**
 * @typedef {{id: number, name: string, username?: string, language_code?: string, blocked?: boolean}} Person
 * @typedef {{kind: string, url: string, name: string, size: number, mime: string, width?: number, height?: number}} Media
 * @typedef {{label: string, url?: string, copy?: string, style?: string, usable: boolean}} Button
 * @typedef {{id: number, at: Date, edited: boolean, mine: boolean, author: string, forwardedFrom: string, html: string,
 *   text: string, replyTo: number|null, buttons: Button[][], keyboard: any, album: string, media: Media|null,
 *   other: string}} Message
 */

/** A refusal by the server, or no server at all (status 0). */
export class Trouble extends Error {
  /** @param {number} status @param {any} [words] what the server said: a string, or one per language */
  constructor(status, words) {
    super(typeof words === "string" ? words : `status ${status}`);
    this.status = status;
    this.words = words;
  }
}

/**
 * One JSON request.
 * @param {string} path
 * @param {any} [body] an object (JSON) or FormData; a GET without one
 * @returns {Promise<any>}
 * @throws {Trouble}
 */
export async function ask(path, body) {
  const form = body instanceof FormData;
  const options = body === undefined ? {} : {
    method: "POST", body: form ? body : JSON.stringify(body), headers: form ? {} : { "content-type": "application/json" },
  };
  const answer = await fetch(path, options).catch(() => { throw new Trouble(0); });
  const content = await answer.json().catch(() => null);
  if (!answer.ok) throw new Trouble(answer.status, content?.error ?? content?.description ?? content?.detail);
  return content;
}

/** @returns {Promise<Person[]>} */
export const people = async () => listOf(await ask("/people"), "people");
/** @param {Partial<Person>} person @returns {Promise<Person>} */
export const join = (person) => ask("/people", person);
/** @returns {Promise<{command: string, description: string}[]>} */
export const commands = async (id) => listOf(await ask(`/people/${id}/commands`), "commands");
/** @returns {Promise<any>} */
export const edit = (id, message, text) => ask(`/people/${id}/edits`, { message_id: message, text });
/** @returns {Promise<string>} the id under which the bot's answer will come */
export const press = async (id, message, row, column) =>
  String((await ask(`/people/${id}/presses`, { message_id: message, row, column })).callback_id);

/**
 * Send a text, or files with the text as caption.
 * @param {number} id the person
 * @param {{text: string, replyTo?: number, files?: File[], asDocuments?: boolean}} said
 */
export function say(id, { text, replyTo, files = [], asDocuments = false }) {
  if (!files.length) return ask(`/people/${id}/messages`, { text, ...(replyTo ? { reply_to: replyTo } : {}) });
  const form = new FormData();
  if (text) form.append("caption", text);
  if (replyTo) form.append("reply_to", String(replyTo));
  if (asDocuments) form.append("as", "document");
  for (const file of files) form.append("file", file, file.name || "image.png");
  return ask(`/people/${id}/messages`, form);
}

/**
 * What has changed in the person's chat after a revision.
 * @returns {Promise<{rev: number, messages: Message[], deleted: number[]}>}
 */
export async function changes(id, after) {
  const answer = await ask(`/people/${id}/chat?after=${after}`);
  const messages = answer.messages.map(message);
  return { rev: answer.rev, messages, deleted: answer.deleted };
}

/**
 * Listen to the person's events until the returned function is called; opens again by itself.
 * @param {number} id
 * @param {Record<string, (data: any) => void>} on one listener per kind, and `line` for the connection (true or false)
 * @returns {() => void}
 */
export function listen(id, on) {
  let source = null;
  let timer = 0;
  let pause = 400;
  const open = () => {
    source = new EventSource(`/people/${id}/events`);
    source.onopen = () => { pause = 400; on.line(true); };
    source.onerror = () => {
      source.close();
      on.line(false);
      timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, 5000);
    };
    for (const kind of ["message", "edit", "delete", "answer", "typing", "commands"]) {
      source.addEventListener(kind, (event) => on[kind](parsed(event.data)));
    }
  };
  open();
  return () => { clearTimeout(timer); source.close(); };
}

function parsed(data) {
  try { return JSON.parse(data); } catch { return {}; }
}

const listOf = (answer, key) => (Array.isArray(answer) ? answer : answer[key] ?? []);

/** @returns {Message} */
function message(raw) {
  return {
    id: raw.id,
    at: new Date(raw.date * 1000),
    edited: raw.edited,
    mine: !raw.from_bot,
    author: raw.from.name,
    forwardedFrom: originName(raw.forwarded),
    html: raw.html,
    text: raw.text,
    replyTo: raw.reply_to,
    buttons: raw.buttons.map((row) => row.map(button)),
    keyboard: raw.keyboard,
    album: raw.album ?? "",
    media: raw.media ? media(raw.media) : null,
    other: Object.keys(raw.other)[0] ?? "",
  };
}

/** @returns {string} who wrote a forwarded message first; empty when it is no forward */
function originName(origin) {
  if (!origin) return "";
  return origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.chat?.title ?? origin.sender_chat?.title ?? "?";
}

/** @returns {Button} */
function button(raw) {
  const usable = [raw.data, raw.url, raw.copy].some((one) => one !== undefined && one !== null);
  return { label: raw.label, url: raw.url, copy: raw.copy, style: raw.style, usable };
}

/** @returns {Media} */
function media(raw) {
  return {
    kind: raw.kind, url: raw.url, name: raw.file_name ?? "", size: raw.size, mime: raw.mime_type ?? "",
    width: raw.width, height: raw.height,
  };
}
