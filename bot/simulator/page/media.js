/** Owns how photos, albums, documents and other attachments are drawn in a bubble. */
import { el, icon } from "./dom.js";
import { ownAddress } from "./html.js";
import { size, t } from "./language.js";
import { enlarge } from "./notice.js";

/**
 * @typedef {import("./doors.js").Media} Media
 * @typedef {import("./doors.js").Message} Message
 */

/**
 * What the messages of one bubble carry; null when there is nothing.
 * @param {Message[]} messages one, or all of an album
 * @returns {HTMLElement|null}
 */
export function attachments(messages) {
  const carriers = messages.filter((one) => one.media);
  if (!carriers.length) return null;
  const pictures = carriers.filter((one) => one.media.kind === "photo");
  if (pictures.length > 1) {
    return el("div", { class: `album of${Math.min(pictures.length, 4)}` }, ...pictures.map((one) => photo(one.media)));
  }
  return el("div", { class: "attachments" }, ...carriers.map((one) => attachment(one.media)));
}

/** @param {Media} media */
function attachment(media) {
  const address = ownAddress(media.url);
  if (!address) return el("p", { class: "missing" }, t("missing"));
  if (media.kind === "photo") return photo(media);
  if (media.kind === "sticker" && media.mime !== "video/webm") return el("img", { class: "sticker", src: address, alt: "" });
  if (media.kind === "voice" || media.kind === "audio") return el("audio", { controls: true, preload: "none", src: address });
  if (media.kind === "video" || media.kind === "animation" || media.kind === "video_note") {
    return el("video", { controls: true, preload: "metadata", src: address });
  }
  return file(media, address);
}

/** @param {Media} media */
function photo(media) {
  const address = ownAddress(media.url);
  if (!address) return el("p", { class: "missing" }, t("missing"));
  const name = media.name || t("photo");
  const picture = el("img", { src: address, alt: name, loading: "lazy", decoding: "async", width: media.width, height: media.height });
  const broken = () => picture.replaceWith(el("p", { class: "missing" }, t("missing")));
  picture.addEventListener("error", broken);
  return el("button", { type: "button", class: "photo", "aria-label": t("enlarge"), on: { click: () => enlarge(address, name) } }, picture);
}

/** @param {Media} media @param {string} address */
function file(media, address) {
  const name = media.name || t("unnamed");
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toUpperCase();
  const label = t("download", { name, size: size(media.size) });
  return el("a", { class: "file", href: address, download: name, "aria-label": label },
    el("span", { class: `sheet ${kindOf(ending)}`, "aria-hidden": "true" }, ending ?? icon("file")),
    el("span", { class: "file-words" },
      el("bdi", { class: "file-name" }, name), el("span", { class: "file-size" }, size(media.size))));
}

function kindOf(ending = "") {
  if (/^(XLSX?|CSV|ODS)$/.test(ending)) return "table";
  if (/^(DOCX?|ODT|RTF|TXT|MD)$/.test(ending)) return "text";
  return ending === "PDF" ? "pdf" : "other";
}
