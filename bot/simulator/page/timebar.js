/** Owns the time machine's bar: the city's date, what comes next, the steps, what happened. */
import { el, icon, isolated } from "./dom.js";
import { clock, dateLarge, dateSmall, either, moment, onLanguage, t, translate } from "./language.js";

const STEPS = [["duty", "to_duty"], ["day", "to_day"], ["deadline", "to_deadline"], ["month_end", "to_month_end"]];

/**
 * @param {HTMLElement} home
 * @param {import("./stage.js").Stage} stage
 */
export function timebar(home, stage) {
  const parts = frame();
  home.append(...parts.nodes);
  home.hidden = false;
  const draw = () => drawState(parts, stage);
  stage.addEventListener("state", () => { if (stage.state && !stage.lost) clearTrouble(parts); draw(); });
  stage.addEventListener("busy", (event) => { if (event.detail) say(parts, ""); draw(); });
  stage.addEventListener("trouble", (event) => { parts.told = true; say(parts, troubleWords(event.detail), true); });
  parts.others.addEventListener("click", async () => {
    if (stage.asked) return;
    const n = await stage.others(Number(parts.share.value));
    if (n !== null) say(parts, n ? t("answered", { n }) : t("answered_none"));
  });
  for (const [to, button] of parts.steps) {
    button.addEventListener("click", async () => {
      if (stage.asked) return;
      const state = await stage.step(to);
      if (state) say(parts, t("arrived", { when: moment(stage.now()) }));
    });
  }
  onLanguage(() => { translate(home); say(parts, ""); draw(); });
  draw();
}

/** Where there is no stage: one friendly line that can be sent away. @param {HTMLElement} home */
export function withoutStage(home) {
  const away = el("button", { type: "button", class: "quiet", "data-word": "dismiss", on: { click: () => { home.hidden = true; } } }, t("dismiss"));
  home.replaceChildren(el("p", { class: "alone" }, el("span", { "data-word": "no_stage" }, t("no_stage")), away));
  home.hidden = false;
}

/** The bar's nodes, made once. */
function frame() {
  const word = (key, className) => el("span", { class: className ?? null, "data-word": key }, t(key));
  const steps = new Map(STEPS.map(([to, key], n) => [to, el("button", { type: "button", class: n ? "step" : "step primary" }, word(key))]));
  const share = el("select", { "aria-label": t("share"), "data-label": "share" },
    ...[1, 0.8, 0.5, 0.2].map((part) => el("option", { value: part, ...(part === 0.8 ? { selected: true } : {}) }, `${part * 100}%`)));
  const others = el("button", { type: "button", class: "step" }, word("others"));
  const when = el("div", { class: "when", role: "timer", "aria-live": "off" });
  const next = el("dl", { class: "next" });
  const said = el("span", { class: "said", role: "status" });
  const last = el("bdi", { class: "last" });
  const note = el("p", { class: "note" }, said, last);
  const log = el("ol", { class: "log", hidden: true, id: "stage-log" });
  const history = el("button", { type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": "stage-log" }, icon("list"), word("history"));
  const more = el("button", { type: "button", class: "quiet more", "aria-expanded": "false", "data-label": "more", "aria-label": t("more") }, icon("more"));
  const run = el("div", { class: "run", "aria-hidden": "true" });
  const buttons = el("div", { class: "steps", role: "group", "data-label": "machine", "aria-label": t("machine") },
    ...steps.values(), el("span", { class: "with-share" }, others, share));
  const bar = el("div", { class: "bar-inner" }, when, next, buttons, more);
  const foot = el("div", { class: "bar-foot" }, note, history, log);
  toggles(history, () => { log.hidden = !log.hidden; return !log.hidden; });
  toggles(more, () => buttons.classList.toggle("open"));
  const shut = () => { log.hidden = true; history.setAttribute("aria-expanded", "false"); };
  foot.addEventListener("keydown", (event) => { if (event.key === "Escape" && !log.hidden) { shut(); history.focus(); } });
  addEventListener("pointerdown", (event) => { if (!log.contains(event.target) && !history.contains(event.target)) shut(); });
  return { nodes: [bar, foot, run], run, steps, share, others, when, next, note, said, last, log, told: false };
}

function toggles(button, toggle) {
  button.addEventListener("click", () => button.setAttribute("aria-expanded", String(toggle())));
}

/** Show the state; while a step runs, everything that would start another is off. */
function drawState(parts, stage) {
  const { state } = stage;
  if (!state) return;
  const now = stage.now();
  const busy = Boolean(stage.asked || state.busy);
  parts.when.replaceChildren(
    el("span", { class: "date" }, dateLarge(now)), el("span", { class: "beside" }, el("span", {}, dateSmall(now)), el("time", { datetime: state.now }, clock(now))));
  parts.next.replaceChildren(...item("next", state.next ? either(state.next.label) : t("nothing_next"), state.next?.at),
    ...(state.deadline ? item("deadline", "", state.deadline) : []));
  for (const button of [...parts.steps.values(), parts.others, parts.share]) button.disabled = busy;
  parts.run.classList.toggle("on", busy);
  if (stage.asked) say(parts, t(stage.asked === "step" ? "stepping" : "answering"));
  const log = state.log ?? [];
  drawLog(parts.log, log);
  parts.last.textContent = busy ? "" : log.length ? either(log.at(-1).text) : t("history_empty");
}

function item(key, text, at) {
  const when = at ? el("time", { datetime: at }, moment(new Date(at))) : null;
  return [el("div", {}, el("dt", {}, t(key)), text ? el("dd", { class: "what" }, isolated(text)) : null, el("dd", {}, when))];
}

function drawLog(list, entries) {
  const rows = entries.slice(-40).reverse().map((one) => el("li", {}, el("time", { datetime: one.at }, moment(new Date(one.at))), el("bdi", {}, either(one.text))));
  list.replaceChildren(...(rows.length ? rows : [el("li", { class: "none" }, t("history_empty"))]));
}

function say(parts, text, trouble = false) {
  if (parts.said.textContent !== text) parts.said.textContent = text;
  parts.note.classList.toggle("trouble", trouble);
  parts.said.setAttribute("role", trouble ? "alert" : "status");
}

function clearTrouble(parts) {
  if (parts.told && parts.said.textContent === t("trouble_server")) say(parts, "");
  parts.told = false;
}

/** @param {import("./doors.js").Trouble} trouble */
function troubleWords(trouble) {
  if (!trouble.status || trouble.status === 502 || trouble.status === 504) return t("trouble_server");
  const reason = either(trouble.words);
  return reason ? t("trouble_refused", { reason }) : t("trouble_step", { status: trouble.status });
}
