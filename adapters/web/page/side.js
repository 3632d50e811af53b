// Beside the conversation: projects, and what is set rarely.

import { ask, askText, complain, h, icon, iconButton, kept, newId, sure, t } from "./dom.js";
import { call, colours } from "./net.js";

const THEME = "reelay-theme";

export class Side {
	/** `page` is what it acts on: `say`, `showSidebar`, `setLanguage`. */
	constructor(page, { languages, lang, phone }) {
		this.page = page;
		this.list = h("ul#projects");
		const pick = h("select", { "aria-label": t("language"), onchange: () => page.setLanguage(pick.value) },
			languages.map(([code, name]) => h("option", { value: code, selected: code === lang, lang: code }, name)));
		this.theme = h("button", { onclick: () => this.turn() });
		const say = (name) => h("button", { onclick: () => { this.close(); page.say(`/${name}`); } }, t(name));
		this.element = h("nav#side", { "aria-label": t("menu") },
			h("header", h("h2", t("projects")), iconButton("close", t("close"), () => this.close(), "only-narrow")),
			h("button.wide", { onclick: () => this.order({ do: "new" }) }, icon("add"), t("project-new")),
			this.list,
			h("div.foot", say("credits"), say("help"), say("privacy"),
				phone ? h("button", { onclick: () => this.pair() }, icon("phone"), t("phone")) : null, this.theme, pick));
		this.shade = h("div#shade", { onclick: () => this.close() });
		this.narrow = matchMedia("(max-width: 999px)");
		this.narrow.addEventListener("change", () => this.close());
		addEventListener("keydown", (event) => { if (event.key === "Escape" && this.element.classList.contains("open")) this.close(); });
		this.close();
		const around = colours.bg_color; // of Telegram's app
		this.paint(kept(THEME) ?? (around && (parseInt(around.slice(3, 5), 16) < 128 ? "dark" : "light")));
	}

	open() {
		this.opener = document.activeElement;
		this.element.classList.add("open");
		this.element.inert = false;
		this.element.querySelector("button").focus();
	}

	close() {
		const was = this.element.classList.contains("open");
		this.element.classList.remove("open");
		this.element.inert = this.narrow.matches;
		if (was) this.opener?.focus();
	}

	paint(wanted) {
		const dark = wanted ? wanted === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
		document.documentElement.dataset.theme = wanted ?? "";
		this.theme.replaceChildren(icon(dark ? "sun" : "moon"), t(dark ? "theme-light" : "theme-dark"));
		this.dark = dark;
	}

	turn() {
		const wanted = this.dark ? "light" : "dark";
		kept(THEME, wanted);
		this.paint(wanted);
	}

	show({ projects }) {
		this.list.replaceChildren(...projects.map((project) => {
			const title = project.title || t("untitled");
			return h("li", { class: project.active ? "active" : null },
				h("button.name", { dir: "auto", "aria-current": project.active ? "true" : null, onclick: () => project.active ? this.close() : this.order({ do: "switch", project: project.id }) }, title),
				iconButton("pen", `${t("rename")}: ${title}`, () => this.rename(project), "small"),
				iconButton("bin", `${t("delete")}: ${title}`, () => this.remove(project), "small"));
		}));
	}

	order(what) {
		if (what.do === "new" || what.do === "switch") this.close();
		call("POST", "/api/projects", { id: newId(), ...what }).then(this.page.showSidebar, complain);
	}

	async rename(project) {
		const title = await askText(t("rename"), t("name"), false, project.title);
		if (title) this.order({ do: "rename", project: project.id, title });
	}

	async remove(project) {
		if (await sure(t("delete-sure"))) this.order({ do: "delete", project: project.id });
	}

	pair() {
		this.close();
		call("POST", "/api/pair", {}).then(({ link, code }) => ask(t("phone"), () => [
			h("div.pair", h("img", { src: code, alt: "QR" }), h("p", t("phone-how")), h("p.link", { dir: "ltr" }, link))]), complain);
	}
}
