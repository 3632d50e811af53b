// What goes up and what comes down (docs/web.md#between-page-and-server).

import { newId, visit } from "./dom.js";

/** An answer that says no. */
const refusal = (text, status) => Object.assign(new Error(text), { status });

let language = navigator.language;
export const speak = (lang) => { language = lang; };

const launch = new URLSearchParams(location.hash.slice(1));
let bearer, renew = 0;
/** What Telegram's app gave. */
export const app = launch.get("tgWebAppData");
export const colours = JSON.parse(launch.get("tgWebAppThemeParams") ?? "{}");

/** Ask Telegram's app for something. */
export function tell(eventType, eventData = {}) {
	const inside = window.TelegramWebviewProxy;
	if (inside) inside.postEvent(eventType, JSON.stringify(eventData));
	else if (parent !== window) parent.postMessage(JSON.stringify({ eventType, eventData }), "*");
}

/** Who calls, where no cookie says it: a bearer, in memory alone, got anew before it ends. */
async function identity() {
	if (!app) return {};
	if (Date.now() > renew) {
		const window = visit("reelay-window") ?? newId();
		visit("reelay-window", window);
		const given = await send("POST", "/api/enter", { app, window }, bearer ? { Authorization: bearer } : {});
		bearer = `Bearer ${given.bearer}`;
		renew = Date.now() + given.seconds * 600;
	}
	return { Authorization: bearer };
}

/** A call; raises what the server said, TypeError when nothing was reached. */
export const call = async (method, path, body) => send(method, path, body, await identity());

async function send(method, path, body, headers) {
	if (body && !(body instanceof Blob)) {
		headers["Content-Type"] = "application/json";
		body = JSON.stringify({ ...body, lang: language });
	}
	const glue = path.includes("?") ? "&" : "?";
	const answer = await fetch(path.includes("lang=") ? path : `${path}${glue}lang=${language}`, { method, headers, body });
	const said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
	if (!answer.ok) throw refusal(said.error ?? "", answer.status);
	return said;
}

/** Send a file; `onprogress` gets 0 to 1. Raises what the server said, TypeError for a broken line, AbortError. */
export async function upload(id, file, signal, onprogress) {
	const headers = await identity();
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.open("PUT", `/api/uploads/${id}?lang=${language}`);
		for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
		request.upload.onprogress = (event) => { if (event.total) onprogress(event.loaded / event.total); };
		request.onload = () => {
			if (request.status < 300) return resolve();
			let said = "";
			try { said = JSON.parse(request.responseText).error; } catch { /* no sentence of ours */ }
			reject(refusal(said ?? "", request.status));
		};
		request.onerror = () => reject(new TypeError("line"));
		request.onabort = () => reject(new DOMException("", "AbortError"));
		signal.addEventListener("abort", () => request.abort());
		if (signal.aborted) return request.onabort();
		request.send(file);
	});
}

const SILENCE_MS = 45_000; // thrice the server's pulse

/** Follow the stream for ever, from where it broke; `on` gets events, `state` true while it lives. */
export async function follow(on, state, out) {
	let last = "", failures = 0;
	for (;;) {
		const stop = new AbortController();
		let watch = setTimeout(() => stop.abort(), SILENCE_MS);
		try {
			const headers = await identity();
			if (last) headers["Last-Event-ID"] = last;
			const answer = await fetch("/api/events", { headers, signal: stop.signal });
			if (answer.status === 401) {
				if (!app) return out();
				renew = 0;
			}
			if (!answer.ok) throw new TypeError("line");
			state(true);
			failures = 0;
			const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
			for (let waiting = ""; ;) {
				const { done, value } = await reader.read();
				if (done) break;
				clearTimeout(watch);
				watch = setTimeout(() => stop.abort(), SILENCE_MS);
				const parts = (waiting + value).split("\n\n");
				waiting = parts.pop();
				for (const part of parts) {
					const found = Object.fromEntries([...part.matchAll(/^(\w+): ([^\n]*)/gm)].map((line) => line.slice(1)));
					if (!found.data) continue;
					on(found.event, JSON.parse(found.data));
					last = found.id;
				}
			}
		} catch (error) {
			if (error.status === 403) return out(error);
			if (!(error instanceof TypeError || error.name === "AbortError")) console.error(error);
		}
		clearTimeout(watch);
		state(false);
		await pause(Math.min(300 * 2 ** failures++, 10_000));
	}
}

/** Do it again, ever later, as long as `passing` says so of what it raised. */
export async function patiently(work, passing) {
	for (let tries = 0; ; tries++) {
		try { return await work(); } catch (error) {
			if (!passing(error, tries)) throw error;
			await pause(Math.min(500 * 2 ** tries, 15_000));
		}
	}
}

/** Wait; shorter when the machine says that it is on line again, or the page is looked at. */
function pause(ms) {
	return new Promise((resolve) => {
		const end = () => { clearTimeout(timer); removeEventListener("online", end); removeEventListener("focus", end); resolve(); };
		const timer = setTimeout(end, ms);
		addEventListener("online", end);
		addEventListener("focus", end);
	});
}
