// The page put together.

import { askText, complain, h, icon, iconButton, setWords, t } from "./dom.js";
import { Chat } from "./chat.js";
import { Composer } from "./compose.js";
import { Timeline } from "./timeline.js";
import { call, follow, speak } from "./net.js";
import { Side } from "./side.js";

const app = document.getElementById("app");
const NAME = document.title;
const LANGUAGE = "reelay-language";

async function begin() {
  const own = localStorage.getItem(LANGUAGE);
  const start = await patiently(() => fetch(`/api/start?lang=${own ?? navigator.language}${own ? "&own" : ""}`).then((answer) => answer.json()));
  setWords(start.words);
  speak(start.lang);
  document.documentElement.lang = start.lang;
  document.documentElement.dir = start.dir;
  const code = location.hash.slice(1);
  if (code) history.replaceState(null, "", "/");
  const go = code && await enter({ code });
  if (go) return location.assign(go);
  if (!start.in) return door();
  open(start);
}

async function patiently(call) {
  for (let wait = 300; ; wait = Math.min(wait * 2, 10_000)) {
    try { return await call(); } catch { await new Promise((again) => setTimeout(again, wait)); }
  }
}

async function enter(what) {
  try { return (await call("POST", "/api/enter", what)).go ?? "/"; } catch (error) { complain(error); }
}

/** For a browser that nobody knows. */
function door() {
  const field = h("input", { type: "password", autocomplete: "current-password", required: true });
  const form = h("form", { class: "door", onsubmit: async (event) => { event.preventDefault(); if (await enter({ password: field.value })) location.reload(); } },
    h("img", { src: "/icon.svg", alt: "" }), h("h1", {}, t("enter-title")),
    h("label", {}, h("span", {}, t("enter-password")), field),
    h("button", { type: "submit", class: "primary" }, t("enter")), h("p", {}, t("enter-link")));
  app.replaceChildren(h("main", { id: "door" }, form));
  field.focus();
}

function open(start) {
  let asked;
  const page = {
    say: (text) => composer.say(text),
    showSidebar,
    async setLanguage(language) {
      localStorage.setItem(LANGUAGE, language);
      await call("POST", `/api/language?lang=${language}`).catch(() => {});
      location.reload();
    },
  };
  const chat = new Chat(() => { clearTimeout(asked); asked = setTimeout(refresh, 250); });
  const composer = new Composer(chat, start.limits);
  composer.onform = async (form, message) => {
    const text = await askText(form.title, form.label, form.long, "", "password");
    if (text) composer.say(`${message.text} ${text}`);
  };
  const timeline = new Timeline((words) => composer.insert(words));
  const side = new Side(page, start);
  const title = h("h1", { dir: "auto" }, NAME);
  const offline = h("p", { id: "offline", role: "status", hidden: true }, t("offline"));

  function showSidebar(sidebar) {
    side.show(sidebar);
    timeline.show(sidebar);
    title.textContent = sidebar.projects.find((project) => project.active)?.title || NAME;
  }

  async function refresh() {
    try { showSidebar(await call("GET", "/api/sidebar")); } catch { /* the next message asks again */ }
  }

  chat.empty.append(...welcome(start, composer));
  app.replaceChildren(
    side.element, side.shade,
    h("main", {},
      h("header", { id: "top" }, iconButton("menu", t("menu"), () => side.open(), { class: "round only-narrow" }), h("img", { src: "/icon.svg", alt: "" }), title),
      offline, chat.element, composer.element),
    h("aside", { id: "aside", "aria-label": t("timeline") }, timeline.element));
  steady(composer);
  composer.changed();
  if (!matchMedia("(pointer: coarse)").matches) composer.text.focus({ preventScroll: true });
  let lost;
  follow((event, data) => chat.take(event, data), (alive) => {
    clearTimeout(lost);
    if (alive) offline.hidden = true;
    else lost = setTimeout(() => { offline.hidden = false; }, 1500);
  }, door);
}

/** While words are written on a narrow screen the timeline is hidden: a button that is pressed must
 * not bring it back, and itself be moved, before the press is through. */
function steady(composer) {
  const narrow = matchMedia("(max-width: 999px)");
  const held = (event) => narrow.matches && document.activeElement === composer.text && event.target.closest("main button, main a");
  addEventListener("mousedown", (event) => { if (held(event)) event.preventDefault(); });
  addEventListener("click", (event) => { if (held(event)) composer.text.blur(); });
}

function welcome(start, composer) {
  const cards = start.examples.map((example) => h("button", { type: "button", class: "card", onclick: (event) => tryOut(example, composer, event.currentTarget) },
    h("span", { class: "photos" }, example.photos.map((photo) => h("img", { src: photo, alt: "" }))),
    h("strong", {}, example.title), h("span", { class: "wish" }, example.text), h("span", { class: "go" }, t("example-try"), icon("on"))));
  return [h("h2", {}, t("tagline")), h("p", {}, t("examples")), h("div", { class: "cards" }, cards)];
}

async function tryOut(example, composer, card) {
  card.disabled = true;
  try {
    const files = await Promise.all(example.photos.map(async (path) => new File([await (await fetch(path)).blob()], path.split("/").pop(), { type: "image/jpeg" })));
    composer.say(example.text, files.map((file) => composer.attach(file)));
  } catch (error) {
    complain(error);
  }
  card.disabled = false;
}

begin();
