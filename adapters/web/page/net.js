// What goes up and what comes down (docs/web.md#between-page-and-server).

export class Refusal extends Error {
  constructor(text, status) { super(text); this.status = status; }
}

let language = "";
export const speak = (lang) => { language = lang; };

/** A call; raises Refusal with the server's sentence, TypeError when nothing was reached. */
export async function call(method, path, body) {
  const headers = {};
  if (body && !(body instanceof Blob)) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify({ ...body, lang: language });
  }
  const glue = path.includes("?") ? "&" : "?";
  const answer = await fetch(path.includes("lang=") ? path : `${path}${glue}lang=${language}`, { method, headers, body });
  const said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  if (!answer.ok) throw new Refusal(said.error ?? "", answer.status);
  return said;
}

/** Send a file; `onprogress` gets 0 to 1. Raises Refusal, TypeError for a broken line, AbortError. */
export function upload(id, file, signal, onprogress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/api/uploads/${id}?lang=${language}`);
    request.upload.onprogress = (event) => { if (event.total) onprogress(event.loaded / event.total); };
    request.onload = () => {
      if (request.status < 300) return resolve();
      let said = "";
      try { said = JSON.parse(request.responseText).error; } catch { /* no sentence of ours */ }
      reject(new Refusal(said ?? "", request.status));
    };
    request.onerror = () => reject(new TypeError("line"));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    if (signal.aborted) return request.onabort();
    request.send(file);
  });
}

const SILENCE_MS = 45_000; // the server is heard of every 15 s
const WAITS_MS = [300, 1000, 2000, 5000, 10_000];

/** Follow the stream for ever, from where it broke; `on` gets events, `state` true while it lives. */
export async function follow(on, state, out) {
  let last = "", failures = 0;
  for (;;) {
    const stop = new AbortController();
    let watch = setTimeout(() => stop.abort(), SILENCE_MS);
    try {
      const answer = await fetch("/api/events", { headers: last ? { "Last-Event-ID": last } : {}, signal: stop.signal });
      if (answer.status === 401) return out();
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
          const found = Object.fromEntries(part.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
          if (!found.data) continue;
          on(found.event, JSON.parse(found.data));
          last = found.id;
        }
      }
    } catch (error) {
      if (!(error instanceof TypeError || error.name === "AbortError")) console.error(error);
    }
    clearTimeout(watch);
    state(false);
    await pause(WAITS_MS[Math.min(failures++, WAITS_MS.length - 1)]);
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
