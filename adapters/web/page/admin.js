// The operator's page: what its buttons order, and its tables anew every few seconds.
import { call } from "./net.js";

const LIVE_MS = 4000;
const tables = document.getElementById("tables"), said = document.querySelector("output");
const named = (order) => tables.querySelector(`[data-order="${CSS.escape(order)}"]`);

async function refresh() {
	const page = await fetch("/admin", { cache: "no-store" }).catch(() => null);
	if (!page?.ok) return;
	const fresh = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("tables");
	if (fresh.innerHTML === tables.innerHTML) return;
	const order = document.activeElement.dataset.order;
	tables.replaceChildren(...fresh.childNodes);
	if (order) named(order)?.focus();
}

addEventListener("click", async ({ target }) => {
	const { order } = target.dataset;
	if (!order || (/ban|stop/.test(order) && !confirm(target.ariaLabel))) return;
	target.disabled = true;
	const { text, message } = await call("POST", "/admin", JSON.parse(order)).catch((error) => error);
	if (text ?? message) said.value = text ?? message;
	target.disabled = false;
	refresh();
});
setInterval(() => { if (!document.hidden) refresh(); }, LIVE_MS);
