// What is being written: words and files, kept until they got through.

import { complain, h, icon, iconButton, kept, newId, t, toast, visit } from "./dom.js";
import { files as shownFiles } from "./chat.js";
import { call, patiently, upload } from "./net.js";

const SIDE = 320; // of a thumbnail, in pixels
const AT_ONCE = 2;
const RETRIES = 3;
const DRAFT = "reelay-draft";
let unsentName; // of each person who uses this browser

export class Composer {
	constructor(chat, { limits, me }) {
		this.chat = chat;
		this.limits = limits;
		unsentName = `reelay-unsent-${me}`;
		this.files = [];
		this.line = [];
		this.running = 0;
		this.tray = h("ol#tray", { hidden: true });
		this.text = h("textarea", { rows: "1", placeholder: t("placeholder"), "aria-label": t("placeholder"), maxlength: "16000", dir: "auto", enterkeyhint: "send", oninput: () => this.changed(), onkeydown: (event) => this.typed(event) });
		this.picker = h("input", { type: "file", multiple: true, accept: "image/*,video/*,audio/*", hidden: true, tabindex: "-1", onchange: () => { this.add(this.picker.files); this.picker.value = ""; } });
		this.sendButton = h("button.round.send", { type: "submit", "aria-label": t("send"), title: t("send"), disabled: true }, icon("send"));
		this.element = h("form#composer", { onsubmit: (event) => { event.preventDefault(); this.send(); } },
			this.tray,
			h("div.bar", this.picker, iconButton("add", t("attach"), () => this.picker.click()), this.text, this.sendButton));
		this.listen();
		this.text.value = visit(DRAFT) ?? "";
		for (const message of unsent()) this.resume(message);
	}

	listen() {
		const veil = h("div#veil", { hidden: true }, h("p", icon("add"), t("drop")));
		document.body.append(veil);
		let depth = 0;
		const carries = (event) => event.dataTransfer?.types.includes("Files");
		const over = (shown) => { veil.hidden = !shown; if (!shown) depth = 0; };
		addEventListener("dragenter", (event) => { if (carries(event)) { depth++; over(true); } });
		addEventListener("dragleave", (event) => { if (carries(event) && --depth <= 0) over(false); });
		addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
		addEventListener("drop", (event) => { if (carries(event)) { event.preventDefault(); over(false); this.add(event.dataTransfer.files); } });
		addEventListener("paste", (event) => { if (event.clipboardData?.files.length) { event.preventDefault(); this.add(event.clipboardData.files); } });
	}

	typed(event) {
		const touch = matchMedia("(pointer: coarse)").matches;
		if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !touch) { event.preventDefault(); this.send(); }
	}

	/** Put words where the cursor is, and go there. */
	insert(words) {
		if (/\S$/.test(this.text.value.slice(0, this.text.selectionStart))) words = ` ${words}`;
		this.text.setRangeText(words, this.text.selectionStart, this.text.selectionEnd, "end");
		this.text.focus();
		this.changed();
	}

	changed() {
		this.text.style.height = "auto";
		this.text.style.height = `${Math.min(this.text.scrollHeight, innerHeight * 0.35)}px`;
		this.sendButton.disabled = !this.text.value.trim() && !this.files.length;
		visit(DRAFT, this.text.value);
	}

	add(found) {
		for (const file of found) {
			if (this.files.length >= this.limits.files) { toast(t("too-many")); break; }
			if (file.size > this.limits.file) { toast(`${file.name}: ${t("too-big")}`); continue; }
			this.files.push(this.attach(file));
		}
		this.show();
		this.text.focus({ preventScroll: true });
	}

	/** A file and its way up, which begins at once. */
	attach(file) {
		const one = { id: newId(), file, name: file.name, type: file.type, size: file.size, done: 0, stop: new AbortController() };
		one.look = thumbnail(file).then((picture) => {
			if (!picture) return null;
			one.picture = URL.createObjectURL(picture);
			one.onchange?.();
			return picture;
		});
		one.up = new Promise((resolve, reject) => this.line.push({ one, resolve, reject }));
		one.up.catch(() => {});
		this.pump();
		return one;
	}

	async pump() {
		if (this.running >= AT_ONCE || !this.line.length) return;
		const { one, resolve, reject } = this.line.shift();
		this.running++;
		try {
			await this.raise(one);
			resolve();
		} catch (error) {
			one.failed = error;
			reject(error);
		}
		one.onchange?.();
		this.running--;
		this.pump();
	}

	async raise(one) {
		const up = () => upload(one.id, one.file, one.stop.signal, (done) => { one.done = done; one.onchange?.(); });
		await patiently(up, (error, tries) => (error instanceof TypeError || error.status >= 500) && tries < RETRIES && !one.stop.signal.aborted);
		const picture = await one.look;
		if (picture) await call("PUT", `/api/uploads/${one.id}/picture`, picture).catch(() => {});
		one.done = 1;
	}

	remove(one) {
		one.stop.abort();
		this.line = this.line.filter((waiting) => waiting.one !== one);
		this.files = this.files.filter((other) => other !== one);
		call("DELETE", `/api/uploads/${one.id}`).catch(() => {});
		this.show();
	}

	move(one, to) {
		const rest = this.files.filter((other) => other !== one);
		rest.splice(to, 0, one);
		this.files = rest;
		this.show();
	}

	show() {
		this.tray.hidden = !this.files.length;
		this.tray.replaceChildren(...this.files.map((one, place) => this.thumb(one, place)));
		this.changed();
	}

	thumb(one, place) {
		const bar = h("progress", { max: "1", value: "0", "aria-label": `${t("uploading")}: ${one.name}` });
		const face = h("div.face");
		const focus = (at, which) => {
			const found = this.tray.children[at]?.querySelectorAll("button") ?? [];
			([found[which], found[3 - which]].find((button) => button && !button.disabled) ?? this.text.previousSibling).focus();
		};
		const go = (to, which) => { this.move(one, to); focus(to, which); };
		const item = h("li", {
			draggable: "true",
			ondragstart: ({ dataTransfer }) => { this.held = one; dataTransfer.effectAllowed = "move"; dataTransfer.setData("text/plain", one.name); },
			ondragover: (event) => { if (this.held) event.preventDefault(); },
			ondrop: (event) => { if (this.held) { event.preventDefault(); this.move(this.held, place); this.held = null; } },
			ondragend: () => { this.held = null; },
		}, face, bar,
			iconButton("close", `${t("remove")}: ${one.name}`, () => { this.remove(one); focus(place, 0); }, "small"),
			h("div.row",
				iconButton("back", `${t("earlier")}: ${one.name}`, () => go(place - 1, 1), "small", { disabled: place === 0 }),
				iconButton("on", `${t("later")}: ${one.name}`, () => go(place + 1, 2), "small", { disabled: place === this.files.length - 1 })));
		one.onchange = () => {
			bar.value = one.done;
			bar.hidden = one.done === 1;
			item.classList.toggle("failed", Boolean(one.failed));
			if (one.picture && !face.firstElementChild?.src) face.replaceChildren(h("img", { src: one.picture, alt: one.name }));
		};
		face.append(h("span.chip", icon("file"), h("span", one.name)));
		one.onchange();
		return item;
	}

	send() {
		const text = this.text.value.trim();
		if (!text && !this.files.length) return;
		const files = this.files;
		this.files = [];
		this.text.value = "";
		this.show();
		this.say(text, files);
	}

	/** Say this with these files, as if it had been typed. */
	say(text, files = []) {
		const message = { id: newId(), text, files: files.map(({ id, name, type }) => ({ id, name, type })) };
		const bar = h("progress", { max: "1", value: "0", "aria-label": t("uploading"), hidden: !files.length });
		const stop = h("button.quiet", { onclick: () => { for (const one of files) one.stop.abort(); shown.remove(); } }, t("cancel"));
		const shown = this.pend(message, files, bar, files.length ? stop : null);
		for (const one of files) one.onchange = () => { bar.value = files.reduce((sum, each) => sum + each.done, 0) / files.length; };
		Promise.all(files.map((one) => one.up)).then(
			() => { stop.remove(); this.deliver(message, shown); },
			(error) => {
				if (error.name === "AbortError") return;
				shown.remove();
				this.files = [...files.filter((one) => !one.failed), ...this.files];
				if (!this.text.value) this.text.value = text;
				this.show();
				complain(error);
			});
	}

	pend(message, files, ...inside) {
		const found = files.map((one) => ({ name: one.name, size: one.size, picture: one.picture }));
		return this.chat.pend(message.id,
			found.length ? shownFiles(found) : null,
			message.text ? h("div.text", { dir: "auto" }, h("p", message.text)) : null,
			...inside);
	}

	/** Hand it over, again and again until it is taken, over a reload too. */
	async deliver(message, shown) {
		keep(message);
		try {
			const { form } = await patiently(() => call("POST", "/api/messages", message), (error) => {
				if (error.status < 500) return false;
				shown.element.dataset.state = t("unsent");
				return true;
			});
			if (form) { shown.remove(); this.onform?.(form, message); }
		} catch (error) {
			shown.remove();
			complain(error);
			if (!this.text.value) { this.text.value = message.text; this.changed(); }
		}
		forget(message);
	}

	resume(message) {
		this.deliver(message, this.pend(message, message.files));
	}
}

const unsent = () => JSON.parse(kept(unsentName) ?? "[]");

function keep(message) {
	if (message.text.startsWith("/")) return; // it may hold a secret
	kept(unsentName, JSON.stringify([...unsent().filter((each) => each.id !== message.id), message].slice(-20)));
}

function forget(message) {
	kept(unsentName, JSON.stringify(unsent().filter((each) => each.id !== message.id)));
}

/** A small JPEG of a picture or of a clip's beginning; null for what this browser can't draw. */
async function thumbnail(file) {
	try {
		const source = file.type.startsWith("video/") ? await firstFrame(file) : await createImageBitmap(file);
		const [width, height] = [source.videoWidth ?? source.width, source.videoHeight ?? source.height];
		const scale = Math.min(1, SIDE / Math.max(width, height));
		const canvas = h("canvas");
		canvas.width = Math.max(1, Math.round(width * scale));
		canvas.height = Math.max(1, Math.round(height * scale));
		canvas.getContext("2d").drawImage(source, 0, 0, canvas.width, canvas.height);
		source.close?.();
		if (source.src) URL.revokeObjectURL(source.src);
		return await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
	} catch {
		return null;
	}
}

function firstFrame(file) {
	return new Promise((resolve, reject) => {
		const video = h("video", { muted: true, playsinline: true, preload: "auto" });
		const late = setTimeout(() => reject(new Error("slow")), 8000);
		video.onseeked = () => { clearTimeout(late); resolve(video); };
		video.onloadeddata = () => { video.currentTime = Math.min(0.1, video.duration / 2 || 0); };
		video.onerror = () => { clearTimeout(late); reject(new Error("unreadable")); };
		video.src = URL.createObjectURL(file);
	});
}
