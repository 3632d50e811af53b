// Elements, words and dialogs. Text is only ever set as text: nothing that anybody wrote is markup.

let words = {};
export const setWords = (found) => { words = found; };
/** A word of the page, by its key. */
export const t = (key) => words[key] ?? key;

/** An element, named as CSS does; what begins with "on" listens, null is left out. */
export function h(tag, ...children) {
	const [, name, id, classes] = tag.match(/(\w+)#?(\w*)\.?(.*)/);
	const made = document.createElement(name);
	if (id) made.id = id;
	if (classes) made.className = classes.replaceAll(".", " ");
	if (name === "button") made.type = name; // none submits by chance
	for (const [name, value] of Object.entries(children[0]?.constructor === Object ? children.shift() : {})) {
		if (value === null || value === undefined || value === false) continue;
		if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
		else if (name === "style") Object.assign(made.style, value);
		else if (name in made && typeof value !== "string") made[name] = value;
		else made.setAttribute(name, value === true ? "" : value);
	}
	made.append(...children.flat().filter((child) => child !== null && child !== undefined));
	return made;
}

const PATHS = {
	add: "M12 5v14M5 12h14",
	send: "M12 19V5M6 11l6-6 6 6",
	menu: "M4 7h16M4 12h16M4 17h16",
	close: "M6 6l12 12M18 6L6 18",
	back: "M14.5 6l-6 6 6 6",
	on: "M9.5 6l6 6-6 6",
	fold: "M6 9.5l6 6 6-6",
	save: "M12 4v11M7 11l5 5 5-5M5 20h14",
	share: "M12 15V4M8 8l4-4 4 4M6 12H5v8h14v-8h-1",
	pen: "M4 20l1-4L16 5l3 3L8 19z",
	bin: "M5 7h14M10 7V5h4v2M7 7l1 13h8l1-13",
	moon: "M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5z",
	sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5",
	phone: "M7 3h10v18H7zM11 18h2",
	file: "M7 3h7l4 4v14H7zM14 3v4h4",
	check: "M5 12.5l4.5 4.5L19 7.5",
};

export function icon(name) {
	const draw = (tag, attributes) => {
		const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
		for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
		return made;
	};
	const svg = draw("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: `icon icon-${name}` });
	svg.append(draw("path", { d: PATHS[name] }));
	return svg;
}

/** A button that shows a picture and says a word. */
export const iconButton = (name, label, press, look = "", extra = {}) =>
	h(`button.round.${look}`, { "aria-label": label, title: label, onclick: press, ...extra }, icon(name));

/** A random name that the server takes for an id. */
export function newId() {
	const bytes = crypto.getRandomValues(new Uint8Array(12));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is kept under a name, or with a value is to be; a frame may have no store. */
const keeper = (store) => (name, value) => {
	try { return value === undefined ? window[store].getItem(name) : window[store].setItem(name, value); } catch { return null; }
};
export const kept = keeper("localStorage"), visit = keeper("sessionStorage");

export function size(bytes) {
	const unit = bytes < 1e6 ? "kilobyte" : "megabyte";
	const value = bytes < 1e6 ? bytes / 1e3 : bytes / 1e6;
	return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

export function clock(seconds) {
	const whole = Math.round(seconds);
	return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

let toasts;
/** A word at the edge of the screen, for some seconds; screen readers say it. */
export function toast(text) {
	toasts ??= document.body.appendChild(h("div#toasts", { role: "status" }));
	const shown = h("p", text);
	toasts.append(shown);
	setTimeout(() => shown.remove(), 6000);
}

/** Say why something did not work: in the server's words, where it had any. */
export const complain = (error) => toast((error.status && error.message) || t("failed"));

/** Let a button rest until what it began has ended. */
export async function once(button, work) {
	button.disabled = true;
	await work.catch((error) => { if (error.name !== "AbortError") complain(error); });
	button.disabled = false;
}

/** A dialog; resolves to what `done` was called with, null when it was left. */
export function ask(title, build) {
	return new Promise((resolve) => {
		let answer = null;
		const dialog = h("dialog", {
			"aria-label": title,
			onclose: () => { dialog.remove(); resolve(answer); },
			onclick: (event) => { if (event.target === dialog) done(null); },
		});
		const done = (value) => { answer = value; dialog.close(); };
		dialog.append(h("header", h("h2", title), iconButton("close", t("close"), () => done(null))), ...build(done));
		document.body.append(dialog);
		dialog.showModal();
		dialog.querySelector("textarea, input")?.focus();
	});
}

/** Ask for words: one line or several. */
export function askText(title, label, long, value = "", kind = "text") {
	return ask(title, (done) => {
		const field = long ? h("textarea", { rows: "3" }) : h("input", { type: kind, autocomplete: "off" });
		field.value = value;
		const form = h("form", { method: "dialog", onsubmit: (event) => { event.preventDefault(); if (field.value.trim()) done(field.value.trim()); } },
			h("label", h("span", label), field),
			h("div.row.end", h("button.primary", { type: "submit" }, t("save"))));
		return [form];
	});
}

export const sure = (title) => ask(title, (done) => [
	h("div.row.end",
		h("button", { onclick: () => done(null) }, t("cancel")),
		h("button.danger", { onclick: () => done(true) }, t("delete")))]);
