// The page put together.

import { askText, complain, h, icon, iconButton, kept, once, setWords, t } from "./dom.js";
import { Chat } from "./chat.js";
import { Composer } from "./compose.js";
import { Timeline } from "./timeline.js";
import { app, call, follow, patiently, speak, tell } from "./net.js";
import { Side } from "./side.js";

const ROOT = document.getElementById("app");
const NAME = document.title;
const LANGUAGE = "reelay-language";

async function begin() {
	const own = kept(LANGUAGE);
	const start = await patiently(() => call("GET", `/api/start?lang=${own ?? navigator.language}${own ? "&own" : ""}`), (error) => error.status !== 403);
	setWords(start.words);
	speak(start.lang);
	document.documentElement.lang = start.lang;
	document.documentElement.dir = start.dir;
	const code = app ? "" : location.hash.slice(1);
	if (code) history.replaceState(null, "", "/");
	const go = code && await enter({ code });
	if (go) return location.assign(go);
	if (!start.in) return door();
	for (const event of ["ready", "expand"]) tell(`web_app_${event}`);
	tell("web_app_setup_swipe_behavior", { allow_vertical_swipe: false });
	open(start);
}

/** A guest who may not come in is told why. */
function out(error) {
	app ? ROOT.replaceChildren(h("main#door", h("div", { role: "alert" }, h("h1", error.message)))) : door();
}

async function enter(what) {
	try { return (await call("POST", "/api/enter", what)).go ?? "/"; } catch (error) { complain(error); }
}

/** For a browser that nobody knows. */
function door() {
	const field = h("input", { type: "password", autocomplete: "current-password", required: true });
	const form = h("form.door", { onsubmit: async (event) => { event.preventDefault(); if (await enter({ password: field.value })) location.reload(); } },
		h("img", { src: "/icon.svg", alt: "" }), h("h1", t("enter-title")),
		h("label", h("span", t("enter-password")), field),
		h("button.primary", { type: "submit" }, t("enter")), h("p", t("enter-link")));
	ROOT.replaceChildren(h("main#door", form));
	field.focus();
}

function open(start) {
	let asked;
	const page = {
		say: (text) => composer.say(text),
		showSidebar,
		async setLanguage(language) {
			kept(LANGUAGE, language);
			await call("POST", `/api/language?lang=${language}`).catch(() => {});
			location.reload();
		},
	};
	const chat = new Chat(() => { clearTimeout(asked); asked = setTimeout(refresh, 250); });
	const composer = new Composer(chat, start);
	composer.onform = async (form, message) => {
		const text = await askText(form.title, form.label, form.long, "", "password");
		if (text) composer.say(`${message.text} ${text}`);
	};
	const timeline = new Timeline((words) => composer.insert(words));
	const side = new Side(page, start);
	const title = h("h1", { dir: "auto" }, NAME);
	const offline = h("p#offline", { role: "status", hidden: true }, t("offline"));

	function showSidebar(sidebar) {
		side.show(sidebar);
		timeline.show(sidebar);
		title.textContent = sidebar.projects.find((project) => project.active)?.title || NAME;
	}

	async function refresh() {
		try { showSidebar(await call("GET", "/api/sidebar")); } catch { /* the next message asks again */ }
	}

	chat.empty.append(...welcome(start, composer));
	ROOT.replaceChildren(
		side.element, side.shade,
		h("main",
			h("header#top", iconButton("menu", t("menu"), () => side.open(), "only-narrow"), h("img", { src: "/icon.svg", alt: "" }), title),
			offline, chat.element, composer.element),
		h("aside#aside", { "aria-label": t("timeline") }, timeline.element));
	steady(composer);
	composer.changed();
	if (!matchMedia("(pointer: coarse)").matches) composer.text.focus({ preventScroll: true });
	let lost;
	follow((event, data) => chat.take(event, data), (alive) => {
		clearTimeout(lost);
		if (alive) offline.hidden = true;
		else lost = setTimeout(() => { offline.hidden = false; }, 1500);
	}, out);
}

/** On a narrow screen the timeline is hidden while one writes: a press must not bring it back, and move what is pressed. */
function steady(composer) {
	const narrow = matchMedia("(max-width: 999px)");
	const held = (event) => narrow.matches && document.activeElement === composer.text && event.target.closest("main button, main a");
	addEventListener("mousedown", (event) => { if (held(event)) event.preventDefault(); });
	addEventListener("click", (event) => { if (held(event)) composer.text.blur(); });
}

function welcome(start, composer) {
	const cards = start.examples.map((example) => h("button.card", { onclick: (event) => once(event.currentTarget, tryOut(example, composer)) },
		h("span.photos", example.photos.map((photo) => h("img", { src: photo, alt: "" }))),
		h("strong", example.title), h("span.wish", example.text), h("span.go", t("example-try"), icon("on"))));
	return [h("h2", t("tagline")), h("p", t("examples")), h("div.cards", cards)];
}

async function tryOut(example, composer) {
	const files = await Promise.all(example.photos.map(async (path) => new File([await (await fetch(path)).blob()], path.split("/").pop(), { type: "image/jpeg" })));
	composer.say(example.text, files.map((file) => composer.attach(file)));
}

onhashchange = () => location.reload(); // a link was opened where the page is open
begin().catch((error) => { if (error.status !== 403) throw error; out(error); });
