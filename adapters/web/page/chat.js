// The conversation: messages as elements, replaced in place by their ids.

import { askText, clock, h, icon, newId, once, size, t } from "./dom.js";
import { call } from "./net.js";

const CHOSEN = "✅ ";
const NEAR = 120;

export class Chat {
	/** `onnews` is called when something final was said. */
	constructor(onnews) {
		this.onnews = onnews;
		this.items = new Map();
		this.log = h("div#log", { role: "log", "aria-label": t("conversation"), tabindex: "0" });
		this.older = h("button.quiet", { hidden: true, onclick: () => this.fetchOlder() }, t("older"));
		this.dots = h("div#typing", { hidden: true, "aria-hidden": "true" }, h("i"), h("i"), h("i"));
		this.empty = h("div#empty");
		this.scroller = h("div#scroll", { onscroll: () => this.scrolled() }, this.older, this.empty, this.log, this.dots);
		this.newest = h("button#newest", { hidden: true, "aria-label": t("newest"), onclick: () => this.toEnd() }, icon("fold"));
		this.element = h("div#chat", this.scroller, this.newest);
		const watch = new ResizeObserver(() => { if (this.sticks) this.toEnd(); });
		for (const each of [this.log, this.scroller]) watch.observe(each);
		this.sticks = true;
	}

	/** Only who scrolls back leaves the end: a video that grows does not. */
	scrolled() {
		const { scrollTop } = this.scroller;
		this.sticks = this.atEnd() || (this.sticks && scrollTop >= this.top);
		this.top = scrollTop;
		if (this.sticks) this.newest.hidden = true;
	}

	atEnd() { return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR; }

	toEnd() {
		this.scroller.scrollTop = this.scroller.scrollHeight;
		this.sticks = true;
	}

	take(event, data) {
		if (event === "reset") this.reset(data);
		else if (event === "message") this.show(data);
		else if (event === "gone") this.gone(data.id);
		else if (event === "typing") this.typing();
	}

	reset({ messages, more }) {
		const pending = [...this.items.values()].filter((item) => item.pending);
		this.items.clear();
		this.log.replaceChildren();
		for (const message of messages) this.show(message, true);
		for (const item of pending) if (!this.keyed(item.key)) { this.items.set(item.id, item); this.log.append(item.element); }
		this.older.hidden = !more;
		this.look();
		this.toEnd();
		this.onnews();
	}

	keyed(key) { return [...this.items.values()].find((item) => item.key === key); }

	show(message, quiet = false) {
		if (message.key) this.drop(this.keyed(message.key), message.id);
		const known = this.items.get(message.id);
		const element = render(message);
		element.number = message.id;
		if (known) known.element.replaceWith(element);
		else this.place(element);
		keepFocus(known?.element, element);
		this.items.set(message.id, { id: message.id, key: message.key, element, message });
		if (quiet) return;
		this.look();
		this.dots.hidden = true;
		if (this.sticks || message.mine) this.toEnd();
		else if (!known && !message.live) this.newest.hidden = false;
		if (!message.live && !message.mine && !message.quiet) this.onnews();
	}

	/** Show what is on its way. */
	pend(key, ...inside) {
		const id = `pending ${key}`;
		const element = h("article.mine.pending", ...inside);
		this.items.set(id, { id, key, element, pending: true });
		this.log.append(element);
		this.look();
		this.toEnd();
		return { element, remove: () => this.drop(this.items.get(id)) };
	}

	drop(item, unless) {
		if (!item || item.id === unless) return;
		item.element.remove();
		this.items.delete(item.id);
		this.look();
	}

	gone(id) { this.drop(this.items.get(id)); }

	/** Messages stand in the order of their numbers, what is on its way after them. */
	place(element) {
		let next = null;
		for (let last = this.log.lastElementChild; last && !(last.number < element.number); last = last.previousElementSibling) next = last;
		this.log.insertBefore(element, next);
	}

	typing() {
		clearTimeout(this.rest);
		this.dots.hidden = [...this.items.values()].some((item) => item.message?.live);
		this.rest = setTimeout(() => { this.dots.hidden = true; }, 6000);
		if (this.sticks) this.toEnd();
	}

	look() {
		this.empty.hidden = this.items.size > 0;
		this.element.classList.toggle("bare", !this.items.size);
		const groups = this.log.getElementsByClassName("buttons");
		this.log.querySelector(".last")?.classList.remove("last");
		groups[groups.length - 1]?.classList.add("last");
	}

	async fetchOlder() {
		const { messages, more } = await call("GET", `/api/messages?before=${this.log.firstElementChild.number}`);
		const height = this.scroller.scrollHeight;
		for (const message of messages) this.show(message, true);
		this.scroller.scrollTop += this.scroller.scrollHeight - height;
		this.older.hidden = !more;
	}
}

/** An answer that is replaced while one of its buttons has the focus leaves it where it was. */
function keepFocus(before, after) {
	if (!before?.contains(document.activeElement)) return;
	const place = [...before.querySelectorAll("button, a")].indexOf(document.activeElement);
	after.querySelectorAll("button, a")[place]?.focus();
}

function render(message) {
	const who = message.mine ? "mine" : "theirs";
	const item = h(`article.${who}${message.live ? ".live" : ""}`, { "aria-live": message.live ? "off" : null });
	if (message.files?.length) item.append(files(message.files));
	if (message.video) item.append(player(message.video));
	if (message.picture) item.append(h("figure", h("img", { src: message.picture.src, alt: message.picture.name, loading: "lazy" })));
	if (message.blocks.length) item.append(h("div.text", { dir: "auto" }, ...prose(message.blocks)));
	if (message.download) item.append(saving(message.download, "chip", message.download.name));
	if (message.progress !== undefined) item.append(h("progress", { max: "1", value: String(message.progress), "aria-label": t("working") }));
	else if (message.live) item.append(h("progress", { "aria-label": t("working") }));
	if (message.buttons) item.append(buttons(message));
	return item;
}

export function files(found) {
	return h("ul.files", found.map((file) => h("li", file.picture
		? h("img", { src: file.picture, alt: file.name, loading: "lazy" })
		: h("span.chip", icon("file"), h("span", file.name), file.size ? h("small", size(file.size)) : null))));
}

function prose(blocks) {
	const made = [];
	let quote = null;
	for (const block of blocks) {
		const tag = { heading: "h3", code: "pre" }[block.kind] ?? "p";
		const element = h(`${tag}.${block.kind}${block.gap ? ".gap" : ""}`);
		if (block.lead) element.append(h("span.lead", block.lead.trimStart()));
		if (block.kind === "item") element.style.marginInlineStart = `${(block.lead.length - block.lead.trimStart().length) / 2}em`;
		element.append(h("span", block.spans.map(span)));
		if (!block.quoted) quote = null;
		else if (!quote) made.push(quote = h("blockquote"));
		quote ? quote.append(element) : made.push(element);
	}
	return made;
}

function span({ text, marks = [], url }) {
	const tags = { bold: "strong", italic: "em", strike: "s", code: "code" };
	const inner = marks.reduce((within, mark) => h(tags[mark], within), text);
	return url ? h("a", { href: url, target: "_blank" }, inner) : inner;
}

function buttons(message) {
	const question = message.buttons.flat().some((button) => button.data?.startsWith("o:"));
	const group = h(question ? "div.buttons.question" : "div.buttons", { role: "group", "aria-label": t("answer") });
	for (const row of message.buttons) group.append(h("div.row", row.map((button) => one(message, button))));
	return group;
}

function one(message, button) {
	if (button.url) return h("a.button", { href: button.url, target: "_blank" }, button.label);
	const chosen = button.label.startsWith(CHOSEN);
	const label = chosen ? button.label.slice(CHOSEN.length) : button.label;
	return h("button", { class: button.data.startsWith("x:") ? "primary" : null, "aria-pressed": chosen ? "true" : null, onclick: (event) => once(event.currentTarget, press(message.id, button.data)) },
		chosen ? icon("check") : null, h("span", { dir: "auto" }, label));
}

async function press(message, data) {
	const id = newId();
	const { form } = await call("POST", "/api/press", { id, message, data });
	const text = form && await askText(form.title, form.label, form.long);
	if (text) await call("POST", "/api/press", { id, message, data, text });
}

const saving = ({ src, name }, look, label) =>
	h("a", { class: look, href: `${src}&as=${encodeURIComponent(name)}`, download: name }, icon("save"), label);

function player(video) {
	const screen = h("video", { controls: true, playsinline: true, preload: "metadata", poster: video.poster, src: video.src, width: String(video.width), height: String(video.height), "aria-label": video.name });
	const row = h("div.row", saving(video, "button", t("download")));
	if (navigator.canShare) row.append(h("button", { onclick: (event) => once(event.currentTarget, share(video)) }, icon("share"), t("share")));
	const facts = [clock(video.seconds), video.width ? `${video.width}×${video.height}` : "", size(video.size)].filter(Boolean).join(" · ");
	const figure = h("figure.film", screen, h("figcaption", h("small", facts), row));
	screen.addEventListener("error", () => { screen.replaceWith(h("p.lost", t("video-gone"))); row.remove(); }, { once: true });
	return figure;
}

async function share(video) {
	const file = new File([await (await fetch(video.src)).blob()], video.name, { type: "video/mp4" });
	await navigator.share(navigator.canShare({ files: [file] }) ? { files: [file] } : { title: video.name });
}
