// The timeline as a picture: tracks as rows, parts as bars; a tap on one begins a request about it.

import { clock, h, icon, t } from "./dom.js";

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300];

export class Timeline {
	/** `oninsert` gets the words with which a request about a part begins. */
	constructor(oninsert) {
		this.oninsert = oninsert;
		this.before = false;
		this.facts = h("small", { dir: "ltr" });
		this.body = h("div.lanes", { tabindex: "0", role: "group", "aria-label": t("timeline") });
		this.toggle = h("div.toggle", { role: "group", "aria-label": t("timeline"), hidden: true }, ["before", "after"].map((when) =>
			h("button", { "data-when": when, onclick: () => { this.before = when === "before"; this.draw(); } }, t(when))));
		this.element = h("details#timeline", { open: innerWidth >= 1000, hidden: true },
			h("summary", h("h2", t("timeline")), this.facts, icon("fold")),
			this.toggle, this.body, h("p.hint", t("hint")));
	}

	show({ timeline, before }) {
		const changed = JSON.stringify(timeline) !== JSON.stringify(this.now);
		this.now = timeline;
		this.was = before;
		if (changed) this.before = false;
		this.element.hidden = !timeline;
		if (timeline) this.draw();
	}

	draw() {
		const shown = this.before && this.was ? this.was : this.now;
		this.facts.textContent = [clock(shown.length), shown.width ? `${shown.width}×${shown.height}` : ""].filter(Boolean).join(" · ");
		this.toggle.hidden = !this.was;
		for (const button of this.toggle.children) button.setAttribute("aria-pressed", String((button.dataset.when === "before") === this.before));
		const end = Math.max(shown.length, ...shown.lanes.flatMap((lane) => lane.bars.map((bar) => bar.end)), 0.1);
		const other = shown === this.now ? this.was : this.now;
		const known = new Set((other?.lanes ?? []).flatMap((lane) => lane.bars.map((bar) => same(lane, bar))));
		const inner = h("div.inner", { style: { minWidth: `${Math.round(end * 12)}px` } }, ruler(end),
			shown.lanes.map((lane) => this.lane(lane, end, other ? known : null)));
		this.body.replaceChildren(inner);
	}

	lane(lane, end, known) {
		return h(`div.lane.${lane.kind}`, h("span.label", lane.label),
			h("ol", { "aria-label": lane.label }, lane.bars.map((bar) => {
				const fresh = known && !known.has(same(lane, bar));
				const button = h("button", { title: bar.details, "aria-label": bar.details, class: fresh ? "fresh" : null, onclick: () => this.oninsert(`${bar.ask} `) },
					bar.picture ? h("img", { src: bar.picture, alt: "" }) : null, h("span", { dir: "auto" }, bar.name));
				return h("li", { style: { insetInlineStart: `${(bar.start / end) * 100}%`, width: `${(Math.max(bar.end - bar.start, 0.05) / end) * 100}%` } }, button);
			})));
	}
}

const same = (lane, bar) => [lane.kind, bar.name, bar.start.toFixed(2), bar.end.toFixed(2), bar.details].join("|");

function ruler(end) {
	const step = STEPS.find((each) => end / each <= 6) ?? 600;
	const marks = [];
	for (let at = 0; at < end; at += step) marks.push(h("span", { style: { insetInlineStart: `${(at / end) * 100}%` } }, clock(at)));
	return h("div.ruler", { "aria-hidden": "true" }, marks);
}
