/** Owns the start of the page: language, stage, cast, panes. */
import { Cast } from "./cast.js";
import { known, language, speak, t, useZone } from "./language.js";
import { Panes } from "./panes.js";
import { Stage } from "./stage.js";
import { timebar, withoutStage } from "./timebar.js";

const place = (id) => document.getElementById(id);

/** The two languages as one switch; the choice stands in the address. */
function languageSwitch() {
  for (const button of document.querySelectorAll("[data-language]")) {
    const show = () => button.setAttribute("aria-pressed", String(button.dataset.language === language()));
    button.addEventListener("click", () => {
      const address = new URL(location.href);
      address.searchParams.set("lang", button.dataset.language);
      history.replaceState(null, "", `${address.pathname}?${address.searchParams.toString().replaceAll("%2C", ",")}`);
      speak(known(button.dataset.language));
      for (const one of document.querySelectorAll("[data-language]")) one.setAttribute("aria-pressed", String(one === button));
    });
    show();
  }
}

/** Try until the server answers; meanwhile say so. */
async function gathered(cast, stage) {
  for (;;) {
    try {
      await cast.gather(stage.state?.people ?? []);
      place("trouble").hidden = true;
      return;
    } catch {
      place("trouble").textContent = t("trouble_server");
      place("trouble").hidden = false;
      await new Promise((resolve) => { setTimeout(resolve, 1500); });
      await stage.refresh();
    }
  }
}

async function begin() {
  const asked = known(new URLSearchParams(location.search).get("lang"));
  speak(asked ?? known(navigator.language) ?? "zh_CN");
  const stage = new Stage();
  const cast = new Cast();
  const state = await stage.begin();
  useZone(state?.timezone);
  speak(asked ?? known(state?.language) ?? language());
  languageSwitch();
  await gathered(cast, stage);
  if (stage.missing) withoutStage(place("stage"));
  else timebar(place("stage"), stage);
  const panes = new Panes(place("panes"), place("tabs"), cast, () => stage.now());
  await panes.begin();
  document.documentElement.dataset.ready = "true";
}

begin();
