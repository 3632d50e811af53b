"""Scores a studio (Reelay's embedded backend) on chat prompts, through its HTTP wire API alone.

    python exam.py dev.jsonl --url http://127.0.0.1:8700
    python exam.py dev.jsonl --start 'python -m studio --free --port {port}'
    python exam.py dev.jsonl --rescore results.jsonl  # judge saved answers again

Needs httpx. See README.md for items, predicates, verdicts and the draft's fields that are read.
"""
from __future__ import annotations

import argparse, asyncio, colorsys, contextlib, json, os, re, signal, socket, subprocess, sys, time, unicodedata, uuid
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORLD = HERE / "world"
P4 = ["portrait.jpg", "coffee.jpg", "cat.jpg", "pano.jpg"]
ATTRIBUTION = {"X-Skill-Source": "ai-video-generator-free-hd", "X-Skill-Version": "1.0.0", "X-Skill-Platform": "clawhub"}
VERDICTS = ["right", "honest", "half", "silent-half", "wrong", "claimed", "not-understood", "broken"]

# ------------------------------------------------------------------ the draft, read tolerantly
SIZES = {"tiny": 0.5, "xs": 0.5, "small": 0.75, "s": 0.75, "smaller": 0.75, "normal": 1, "medium": 1, "m": 1, "default": 1, "": 1,
         "large": 1.4, "big": 1.4, "l": 1.4, "bigger": 1.4, "larger": 1.4, "huge": 1.8, "xl": 1.8, "xlarge": 1.8, "xxl": 2.2}
LOOKS = {"bw": "bw", "blackwhite": "bw", "mono": "bw", "grayscale": "bw", "greyscale": "bw", "noir": "bw", "b&w": "bw", "black_and_white": "bw",
         "vintage": "vintage", "retro": "vintage", "sepia": "vintage", "old": "vintage", "film": "vintage", "warm": "warm", "cool": "cool", "cold": "cool",
         "bright": "bright", "brighter": "bright", "dark": "dark", "darker": "dark", "vivid": "vivid", "vibrant": "vivid", "saturated": "vivid",
         "contrast": "contrast", "cinematic": "cinematic", "soft": "soft", "fade": "soft"}


def pick(m, *names, default=None):
    for n in names:
        if isinstance(m, dict) and m.get(n) is not None:
            return m[n]
    return default


def listed(x):
    if x is None or x is False or x == "":
        return []
    if isinstance(x, str):
        return [x]
    if isinstance(x, dict):
        return [x["kind"]] if "kind" in x else [k for k, v in x.items() if v]
    return [y if isinstance(y, str) else pick(y, "kind", "name", default=str(y)) for y in x]


def look_set(m):
    found = set()
    for key in ("look", "looks", "filter", "filters", "grade", "grading", "effect", "effects", "color_look"):
        found |= {LOOKS.get(str(x).lower(), str(x).lower()) for x in listed(m.get(key))}
    return found - {"none", "no", "normal"}


def color_name(value):
    """Names that a colour may go by."""
    s = str(value or "").strip().lower()
    named = re.fullmatch(r"[a-z]+", s)
    if named:
        return {s}
    h = re.fullmatch(r"#?([0-9a-f]{6})([0-9a-f]{2})?", s) or (re.fullmatch(r"#?([0-9a-f])([0-9a-f])([0-9a-f])", s))
    if not h:
        return {s}
    raw = h.group(1) if len(h.group(1)) == 6 else "".join(c * 2 for c in h.groups())
    r, g, b = (int(raw[i:i + 2], 16) / 255 for i in (0, 2, 4))
    hue, sat, val = colorsys.rgb_to_hsv(r, g, b)
    hue *= 360
    if val < 0.22:
        return {"black"}
    if sat < 0.13:
        return {"white"} if val > 0.9 else {"grey"}
    out = set()
    for name, lo, hi in (("red", -15, 15), ("red", 345, 361), ("orange", 15, 45), ("gold", 36, 56), ("yellow", 43, 70), ("green", 70, 170),
                         ("cyan", 165, 200), ("blue", 185, 255), ("purple", 250, 315), ("pink", 300, 355), ("pink", 0, 12)):
        if lo <= hue < hi:
            out.add(name)
    if "pink" in out and "red" in out:
        out.discard("pink" if sat > 0.65 else "red")
    if out & {"gold", "yellow"} and sat > 0.3:
        out |= {"gold"} if hue < 60 else set()
    return out or {s}


class View:
    """What a person would see of a draft; unknown names are kept in `other`."""

    CLIP = {"src", "name", "kind", "in", "speed", "length", "mv", "motion", "tr", "transition", "mute", "vol", "volume", "look", "looks", "filter", "rotate", "fit", "color", "denoise"}

    def __init__(self, state):
        state = state or {}
        draft = state.get("draft") or {}
        self.m = m = draft.get("m") or {}
        self.raw = draft
        names = {}
        for info in state.get("video_infos") or []:
            for key in ("id", "hash", "media_id", "src", "file_id"):
                if info.get(key):
                    names[str(info[key])] = info.get("filename") or info.get("name") or ""
        self.clips, self.texts, self.audio, self.overlays = [], [], [], []
        for track in draft.get("t") or []:
            for sg in track.get("sg") or []:
                sm = sg.get("m") or {}
                s, d = (sg.get("s") or 0) / 1000, (sg.get("d") or 0) / 1000
                if track.get("tt") == 0:
                    self.clips.append(self._clip(sm, s, d, names))
                elif track.get("tt") == 1:
                    self.audio.append(dict(s=s, d=d, m=sm, gen=str(pick(sm, "gen", "mood", default="")).lower(), src=sm.get("src") or "",
                                           vol=float(pick(sm, "vol", "volume", default=1)), name=str(sm.get("name", "")), role=str(sm.get("role", ""))))
                elif isinstance(sm.get("text"), str):
                    self.texts.append(self._text(sm, s, d))
                else:
                    self.overlays.append(dict(s=s, d=d, m=sm, src=sm.get("src"), role=sm.get("role", "")))
        self.total = (draft.get("d") or 0) / 1000
        self.empty = not self.clips
        self.cards = [c for c in self.clips if c["kind"] not in ("image", "video", "photo", "clip")]
        if len(self.cards) < len(self.clips):  # a title or end card among photos is not "photo 1"
            self.clips = [c for c in self.clips if c not in self.cards]
        music = [a for a in self.audio if not re.search("voice|speech|tts|narrat", a["role"] + a["gen"])]
        self.music = music[0] if music else None
        self.voice = [a for a in self.audio if a not in music]
        w, h = m.get("width") or 0, m.get("height") or 0
        self.canvas = (w, h)
        self.looks = look_set(m)
        self.fades = sorted(x.lower().replace("fade_", "") for x in listed(m.get("fade") if m.get("fade") is not None else m.get("fades")))
        self.mute = bool(m.get("mute"))
        self.logo = m.get("logo") or next((o["src"] for o in self.overlays if o["role"] == "logo"), "")
        self.fit = str(m.get("fit") or "")

    def _clip(self, m, s, d, names):
        name = str(m.get("name") or names.get(str(m.get("src")), ""))
        label = next((f for f in ("portrait", "coffee", "cat", "pano", "clip", "logo") if name.lower().startswith(f)), name or str(m.get("kind", "?")))
        tr = pick(m, "tr", "transition")
        if isinstance(tr, dict):
            tr = [tr.get("kind", ""), pick(tr, "ms", "d", default=0)]
        elif isinstance(tr, str):
            tr = [tr, 0]
        elif not tr:
            tr = ["", 0]
        if tr[0] in ("none", "cut"):
            tr = ["", 0]
        return dict(label=label, src=m.get("src"), kind=m.get("kind", ""), s=s, d=d, at=(m.get("in") or 0) / 1000, speed=float(m.get("speed") or 1),
                    mv=str(pick(m, "mv", "motion", default="none")), tr=str(tr[0]), trms=(tr[1] or 0) / 1000,
                    mute=bool(m.get("mute")), vol=float(pick(m, "vol", "volume", default=1)), looks=look_set(m), rotate=m.get("rotate") or 0,
                    rev=bool(pick(m, "reverse", "reversed", "backwards")), fit=str(m.get("fit") or ""), ground=str(m.get("color", "")),
                    other={k: v for k, v in m.items() if k not in self.CLIP})

    def _text(self, m, s, d):
        pos = pick(m, "pos", "position", "place", default="")
        y = pick(m, "y")
        if isinstance(y, (int, float)) and not pos:
            pos = "top" if y < 0.4 else "bottom" if y > 0.6 else "center"
        size = pick(m, "size", "scale", "font_size", "fontSize", "px", default=1)
        size = SIZES.get(size.lower(), 1) if isinstance(size, str) and not re.fullmatch(r"[\d.]+", size) else float(size)
        style = {k: m[k] for k in m if re.search("outline|stroke|box|back|bg|shadow|font|weight|bold|style|anim|face|italic", k, re.I) and k not in ("font_size", "fontSize")}
        return dict(text=m["text"], s=s, d=d, color=color_name(m.get("color", "#ffffff")), pos=str(pos).lower(), size=size, role=str(m.get("role", "")), style=style)

    def slot(self, k):
        """Start and end of clip k (from 1; -1 the last) as it is seen."""
        i = k - 1 if k > 0 else len(self.clips) + k
        if not 0 <= i < len(self.clips):
            return None
        c = self.clips[i]
        return c["s"], c["s"] + c["d"]

    def looks_of(self, i):
        return self.clips[i]["looks"] | self.looks

    def facets(self):
        c = self.clips
        r = lambda x: round(x, 1)  # noqa: E731
        return dict(
            order=[x["label"] for x in c], lens=[r(x["d"]) for x in c], total=r(self.total), ranges=[(x["label"], r(x["at"])) for x in c if x["kind"] == "video"],
            speed=[x["speed"] for x in c if x["kind"] == "video"], texts=sorted(t["text"] for t in self.texts),
            style=sorted((t["text"], tuple(sorted(t["color"])), t["pos"], t["size"], json.dumps(t["style"], sort_keys=True, default=str)) for t in self.texts),
            texttime=sorted((t["text"], r(t["s"]), r(t["d"])) for t in self.texts),
            music=(self.music["gen"] or self.music["src"] or self.music["name"]) if self.music else None, vol=self.music["vol"] if self.music else None,
            musicfx=json.dumps({k: v for k, v in self.music["m"].items() if re.search("fade|until|duck|start|in$", k)}, sort_keys=True) if self.music else None,
            voice=len(self.voice), sound=[self.mute, bool(self.m.get("denoise")), [(x["mute"], x["vol"]) for x in c]], fades=self.fades,
            fadefx=json.dumps({k: v for k, v in self.m.items() if "fade" in k and k not in ("fade", "fades")} | ({"fade": self.m["fade"]} if isinstance(self.m.get("fade"), dict) else {}), sort_keys=True),
            trans=[x["tr"] for x in c[:-1]], transms=[r(x["trms"]) for x in c[:-1]], motion=[x["mv"] for x in c], looks=[sorted(self.looks_of(i)) for i in range(len(c))],
            grounds=[x["ground"] for x in self.cards], canvas=self.canvas, fit=[self.fit, [x["fit"] for x in c]], rotate=[(x["rotate"], x["rev"]) for x in c], logo=bool(self.logo),
            other=json.dumps([len(self.cards), [x["other"] for x in c], {k: v for k, v in self.m.items() if not re.search("title|name|width|height|fps|look|fade|mute|denoise|logo|fit", k)}], sort_keys=True, default=str),
        )


def changes(a, b):
    x, y = a.facets(), b.facets()
    return {k for k in x if x[k] != y[k]}


# ------------------------------------------------------------------ what a reply says
NEG = re.compile(
    r"\b(can'?t|can’t|cannot|can not|couldn['’]?t|unable|not|don['’]?t|doesn['’]?t|isn['’]?t|aren['’]?t|didn['’]?t|haven['’]?t|won['’]?t|no|none|nothing|only|fixed here|without|already|impossible|instead)\b"
    r"|不能|无法|無法|没法|不会|不支持|还不|没有|沒有|没能|做不到|不了|只能|不行|已经是|不认|不懂|没变|没有变|尚未|仅|没听懂"
    r"|\b(no|não|sem|nicht|kein\w*|nur|schon|ne|pas|aucun\w*|impossible|seulement|déjà|solo|ya|nada|ningún\w*|tidak|belum|tak|bukan|hanya|sudah seperti|já|só)\b|\bn['’]"
    r"|(?<!\w)(не|нет|нельзя|невозможно|только|уже|ничего)(?!\w)|ません|できな|ない|無理|だけ|すでに|없|못|안 |않|이미|만 |नहीं|केवल|पहले|(?<!\w)(لا|لم|لن|ليس|غير|فقط|بدون)(?!\w)|لا ", re.I)
DONE = re.compile(
    r"\b(done|ready|added|removed|changed|updated|all set|finished|created|made it|here (is|are|you)|applied|moved|swapped|undone)\b|改好|已[^经]|完成|好了|搞定|撤销了|できました|完了|しました|作りました"
    r"|다 됐|완료|했어요|됐어요|준비됐|\b(hecho|list[oa]|añadid\w+|pronto|feito|adicionad\w+|fertig|erledigt|fait|prête?|ajouté\w*|selesai|siap|beres|ditambahkan)\b|готово|добавил|हो गया|तैयार|تم|جاهز", re.I)
FACT = re.compile(r"^\s*(?:[-•*–]|\d+[.)])\s|→|←|->")


def plain(reply):
    """The reply without its lists of facts ("Fades: none -> in") and without GUI talk."""
    lines = [x for x in reply.splitlines() if x.strip() and not FACT.search(x)]
    return "\n".join(x for x in lines if not re.search(r"\bclick\b|preview .*timeline|点击|预览", x, re.I)).strip()


def asks(reply):
    return bool(re.search(r"[?？؟]", plain(reply)))


def admits(reply, about=""):
    p = plain(reply)
    return bool(NEG.search(p)) and (not about or bool(re.search(about, reply, re.I)))


@lru_cache(4096)
def bare(reply):
    return re.sub(r"[\"“”'‘’«»「」『』].{0,80}?[\"“”'‘’«»「」『』]", "", plain(reply) or reply).strip().lower()


@lru_cache(65536)
def same_talk(a, b):
    """Whether two replies are the same stock phrase."""
    a, b = bare(a), bare(b)
    if not a or not b or a == b:
        return bool(a) and a == b
    near = SequenceMatcher(None, a, b, autojunk=False)
    return near.real_quick_ratio() > 0.86 and near.quick_ratio() > 0.86 and near.ratio() > 0.86


# ------------------------------------------------------------------ predicates
class World:
    def __init__(self, past, after, reply, fallback):
        self.past, self.b, self.a, self.reply, self.fallback = past, past[-1], after, reply, fallback


def near(x, y, tol):
    return abs(x - y) <= tol + 1e-9


def idx(v, k):
    return k - 1 if k > 0 else len(v.clips) + k


def norm(t):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", t)).strip()


def text_ok(w, rx, at):
    """The first text that matches and has these attributes."""
    v, old = w.a, w.b
    for t in v.texts:
        if not re.search(rx, norm(t["text"]), re.I):
            continue
        if "color" in at and at["color"] not in t["color"]:
            continue
        if "pos" in at and not re.search(at["pos"], t["pos"].replace("middle", "center").replace("centre", "center")):
            continue
        tol = at.get("tol", 0.6)
        if "at" in at and not (near(t["s"], at["at"][0], tol) and near(t["s"] + t["d"], at["at"][1], tol)):
            continue
        if "from" in at and not near(t["s"], at["from"], tol):
            continue
        if "item" in at and not in_slot(v, t, at["item"]):
            continue
        if at.get("end") and not (t["s"] + t["d"] >= v.total - 1.0 and t["s"] >= v.total * 0.5):
            continue
        if at.get("start") and t["s"] > 1.6:
            continue
        if "size" in at:
            was = next((o["size"] for o in old.texts if o["text"] == t["text"]), old.texts[0]["size"] if old.texts else 1)
            if not (t["size"] > was * 1.05 if at["size"] == ">" else t["size"] < was * 0.95):
                continue
        if "style" in at and not any(re.search(at["style"], k, re.I) and x not in (False, None, "", "none", 0) for k, x in t["style"].items()):
            continue
        return True
    return False


def in_slot(v, t, k):
    slot = v.slot(k)
    if not slot:
        return False
    mid = t["s"] + t["d"] / 2
    return slot[0] - 0.3 <= mid <= slot[1] + 0.3 and t["d"] <= slot[1] - slot[0] + 1.2


def seen(v, k):
    """Several readings of how long clip k is seen."""
    i = idx(v, k)
    if not 0 <= i < len(v.clips):
        return []
    c = v.clips[i]
    prev = v.clips[i - 1]["trms"] if i else 0
    nxt = v.clips[i + 1]["s"] - c["s"] if i + 1 < len(v.clips) else v.total - c["s"]
    return [c["d"], nxt, c["d"] - (c["trms"] if i + 1 < len(v.clips) else 0) / 2 - prev / 2]


def shown(v):
    """Stretches of the source clip that are shown, merged."""
    spans = sorted((c["at"], c["at"] + c["d"] * c["speed"]) for c in v.clips if c["kind"] == "video")
    out = []
    for a, b in spans:
        if out and a <= out[-1][1] + 0.15:
            out[-1][1] = max(out[-1][1], b)
        else:
            out.append([a, b])
    return out


RATIOS = {"16:9": 16 / 9, "9:16": 9 / 16, "1:1": 1, "4:5": 0.8, "4:3": 4 / 3}
KINDS = {"fade": r"fade|dissolve|cross", "wipe": "wipe", "slide": "slide|push|swipe", "cut": "^$", "glitch": "glitch", "zoom": "zoom", "swipe": "slide|push|swipe|wipe", "black": "black|dip"}


def only(w, k, change, others):
    """change(i) holds for clip k, others(i) for every other one."""
    i = idx(w.a, k)
    return 0 <= i < len(w.a.clips) and len(w.a.clips) == len(w.b.clips) and change(i) and all(others(j) for j in range(len(w.a.clips)) if j != i)


def music_is(v, kind):
    if v.music is None:
        return False
    what = v.music["gen"] or v.music["name"].lower()
    if kind == "own":
        return bool(v.music["src"]) and not v.music["gen"] or "song" in v.music["name"].lower()
    return bool(re.search(kind, what, re.I))


MOOD = {"happy": "upbeat|happy|cheer|funk|pop|bright|fun|energ|dance|joy", "calm": "calm|lofi|lo-fi|chill|ambient|soft|relax|romantic|piano|acoustic|sad|gentle|cozy|peace",
        "epic": "cinematic|epic|dramatic|trailer|orchest", "lofi": "lofi|lo-fi|chill", "sad": "sad|calm|piano|melanch|emotional|ambient", "energetic": "upbeat|energ|rock|electro|dance|fast|hype|edm",
        "romantic": "romantic|calm|piano|love|acoustic|wedding|soft|ambient|emotional", "any": ".", "jazz": "jazz", "rock": "rock|guitar", "festive": "christmas|festive|holiday|upbeat"}


def p_same_texts(w):
    have = [t["text"] for t in w.a.texts]
    return all(t["text"] in have for t in w.b.texts)


def share(n, goal):
    return abs(n - goal) <= max(0.03, goal * 0.08)


PRED = {  # name -> (function, facets it may change)
    "length": (lambda w, s, tol=0.6: near(w.a.total, s, tol), "total lens"),
    "length_in": (lambda w, a, b: a <= w.a.total <= b, "total lens"),
    "length_ratio": (lambda w, r, tol=0.08: w.b.total > 0 and near(w.a.total / w.b.total, r, r * tol), "total lens"),
    "longer": (lambda w: w.a.total > w.b.total + 0.3, "total lens"),
    "shorter": (lambda w: w.a.total < w.b.total - 0.3, "total lens"),
    "each_len": (lambda w, s: bool(w.a.clips) and all(any(near(x, s, 0.45) for x in seen(w.a, k + 1)) for k in range(len(w.a.clips))), "total lens"),
    "each_shorter": (lambda w: len(w.a.clips) == len(w.b.clips) and all(x["d"] < y["d"] - 0.1 for x, y in zip(w.a.clips, w.b.clips)), "total lens"),
    "each_longer": (lambda w: len(w.a.clips) == len(w.b.clips) and all(x["d"] > y["d"] + 0.1 for x, y in zip(w.a.clips, w.b.clips)), "total lens"),
    "item_len": (lambda w, k, s: any(near(x, s, 0.45) for x in seen(w.a, k)), "total lens"),
    "item_longer": (lambda w, k: only(w, k, lambda i: w.a.clips[i]["d"] > w.b.clips[i]["d"] + 0.25, lambda j: w.a.clips[j]["d"] <= w.b.clips[j]["d"] + 0.25), "total lens"),
    "item_shorter": (lambda w, k: only(w, k, lambda i: w.a.clips[i]["d"] < w.b.clips[i]["d"] - 0.25, lambda j: w.a.clips[j]["d"] >= w.b.clips[j]["d"] - 0.25), "total lens"),
    "item_delta": (lambda w, k, s: only(w, k, lambda i: near(w.a.clips[i]["d"] - w.b.clips[i]["d"], s, 0.4), lambda j: w.a.clips[j]["d"] <= w.b.clips[j]["d"] + 0.25), "total lens"),
    "rest_same": (lambda w, k: only(w, k, lambda i: True, lambda j: near(w.a.clips[j]["d"], w.b.clips[j]["d"], 0.45)), ""),
    "order": (lambda w, *o: [c["label"] for c in w.a.clips] == list(o), "order"),
    "perm": (lambda w, *o: [c["label"] for c in w.a.clips] == [w.b.clips[k - 1]["label"] for k in o if k <= len(w.b.clips)], "order"),
    "reordered": (lambda w: sorted(c["label"] for c in w.a.clips) == sorted(c["label"] for c in w.b.clips) and [c["label"] for c in w.a.clips] != [c["label"] for c in w.b.clips], "order"),
    "items": (lambda w, n: len(w.a.clips) == n, "order total"),
    "items_min": (lambda w, n: len(w.a.clips) >= n, "order total"),
    "has": (lambda w, label: any(c["label"] == label for c in w.a.clips), "order total"),
    "hasnt": (lambda w, label: bool(w.a.clips) and all(c["label"] != label for c in w.a.clips), "order total"),
    "shows": (lambda w, *r: len(shown(w.a)) == len(r) and all(near(x[0], y[0], 0.35) and near(x[1], y[1], 0.35) for x, y in zip(shown(w.a), r)), "order total lens ranges"),
    "first_at": (lambda w, x: bool(w.a.clips) and near(w.a.clips[0]["at"], x, 0.35), "ranges order"),
    "speed": (lambda w, x, tol=0.06: any(c["kind"] == "video" for c in w.a.clips) and all(near(c["speed"], x, tol * x) for c in w.a.clips if c["kind"] == "video"), "speed total lens"),
    "speed_up": (lambda w: any(x["kind"] == "video" and x["speed"] > 1.04 for x in w.a.clips) and max(x["speed"] for x in w.a.clips) > max(y["speed"] for y in w.b.clips), "speed total lens"),
    "speed_down": (lambda w: any(x["kind"] == "video" for x in w.a.clips) and min(x["speed"] for x in w.a.clips) < min(y["speed"] for y in w.b.clips), "speed total lens"),
    "half_speed_part": (lambda w, a, b, x: any(c["kind"] == "video" and near(c["speed"], x, 0.1) for c in w.a.clips) and any(c["kind"] == "video" and near(c["speed"], 1, 0.05) for c in w.a.clips), "speed total lens order ranges"),
    "reversed": (lambda w: any(c["rev"] for c in w.a.clips), "rotate"),
    "rotated": (lambda w, k: only(w, k, lambda i: bool(w.a.clips[i]["rotate"]), lambda j: not w.a.clips[j]["rotate"]), "rotate"),
    "text": (lambda w, rx, at=None: text_ok(w, rx, at or {}), "texts style texttime"),
    "notext": (lambda w, rx=".": not any(re.search(rx, norm(t["text"]), re.I) for t in w.a.texts), "texts style texttime"),
    "texts": (lambda w, n: len(w.a.texts) == n, "texts style texttime"),
    "texts_plus": (lambda w, n: len(w.a.texts) == len(w.b.texts) + n, "texts style texttime"),
    "texts_kept": (lambda w: p_same_texts(w), ""),
    "text_each": (lambda w, *words: len(w.a.clips) >= len(words) and all(any(norm(t["text"]).lower() == norm(x).lower() and in_slot(w.a, t, k + 1) for t in w.a.texts) for k, x in enumerate(words)), "texts style texttime"),
    "endcard": (lambda w, rx: any(re.search(rx, norm(t["text"]), re.I) and t["s"] + t["d"] >= w.a.total - 0.7 and (t["s"] >= w.a.total * 0.5 or t["d"] <= 5.5) for t in w.a.texts), "texts style texttime total order lens"),
    "all_style": (lambda w, rx: bool(w.a.texts) and all(any(re.search(rx, k, re.I) and v not in (False, None, "", "none", 0) for k, v in t["style"].items()) for t in w.a.texts), "style"),
    "style_changed": (lambda w: w.a.facets()["style"] != w.b.facets()["style"] and p_same_texts(w), "style"),
    "music": (lambda w, kind: music_is(w.a, MOOD.get(kind, kind)), "music vol musicfx"),
    "music_other": (lambda w: w.a.music is not None and w.a.facets()["music"] != w.b.facets()["music"], "music vol musicfx"),
    "nomusic": (lambda w: not w.a.empty and w.a.music is None or (w.a.music is not None and w.a.music["vol"] == 0), "music vol musicfx"),
    "vol": (lambda w, x: w.a.music is not None and share(w.a.music["vol"], x), "vol"),
    "vol_up": (lambda w: w.a.music is not None and w.b.music is not None and w.a.music["vol"] > w.b.music["vol"], "vol"),
    "vol_down": (lambda w: w.a.music is not None and w.b.music is not None and 0 < w.a.music["vol"] < w.b.music["vol"], "vol"),
    "music_fade": (lambda w, where, s=None: w.a.music is not None and any(re.search("fade", k) and re.search(where, k + json.dumps(v)) and (s is None or str(s) in re.sub(r"000\b", "", json.dumps(v))) for k, v in w.a.music["m"].items()), "musicfx fades"),
    "music_same": (lambda w: w.a.facets()["music"] == w.b.facets()["music"], ""),
    "clip_mute": (lambda w: any(c["kind"] == "video" for c in w.a.clips) and (w.a.mute or all(c["mute"] or c["vol"] == 0 for c in w.a.clips if c["kind"] == "video")), "sound"),
    "clip_loud": (lambda w: not w.a.mute and all(not c["mute"] and c["vol"] > 0 for c in w.a.clips if c["kind"] == "video"), "sound"),
    "clip_vol_down": (lambda w: any(c["kind"] == "video" and c["vol"] < 1 and c["vol"] > 0 for c in w.a.clips), "sound"),
    "clip_vol_up": (lambda w: any(c["kind"] == "video" and c["vol"] > 1 for c in w.a.clips), "sound"),
    "denoise": (lambda w: bool(w.a.m.get("denoise")) or any("denoise" in json.dumps(c["other"]) for c in w.a.clips), "sound other"),
    "fade": (lambda w, where: where in w.a.fades, "fades fadefx"),
    "nofade": (lambda w, where: where not in w.a.fades, "fades fadefx"),
    "fade_color": (lambda w, color: color in json.dumps(w.a.m).lower() or ("#ffffff" in json.dumps({k: v for k, v in w.a.m.items() if "fade" in k}).lower() and color == "white"), "fades fadefx other"),
    "fade_s": (lambda w, s: bool(re.search(rf"\b{int(s * 1000)}\b|\b{s}\b", json.dumps({k: v for k, v in w.a.m.items() if "fade" in k}))), "fades fadefx other"),
    "trans": (lambda w, kind: len(w.a.clips) > 1 and all(re.search(KINDS.get(kind, kind), c["tr"]) for c in w.a.clips[:-1]), "trans transms"),
    "trans_other": (lambda w: [c["tr"] for c in w.a.clips[:-1]] != [c["tr"] for c in w.b.clips[:-1]], "trans transms"),
    "trans_one": (lambda w, k, kind: len(w.a.clips) == len(w.b.clips) > k and bool(re.search(KINDS.get(kind, kind), w.a.clips[k - 1]["tr"])) and w.a.clips[k - 1]["tr"] != w.b.clips[k - 1]["tr"]
                  and all(w.a.clips[j]["tr"] == w.b.clips[j]["tr"] for j in range(len(w.a.clips) - 1) if j != k - 1), "trans transms"),
    "trans_longer": (lambda w: sum(c["trms"] for c in w.a.clips[:-1]) > sum(c["trms"] for c in w.b.clips[:-1]) + 0.2, "trans transms"),
    "trans_shorter": (lambda w: 0 < sum(c["trms"] for c in w.a.clips[:-1]) < sum(c["trms"] for c in w.b.clips[:-1]) - 0.2, "trans transms"),
    "motion": (lambda w, rx: bool(w.a.clips) and all(re.search(rx, c["mv"]) for c in w.a.clips if c["kind"] == "image"), "motion"),
    "motion_only": (lambda w, k, rx: only(w, k, lambda i: bool(re.search(rx, w.a.clips[i]["mv"])), lambda j: w.a.clips[j]["mv"] == w.b.clips[j]["mv"]), "motion"),
    "motions": (lambda w, *each: len(w.a.clips) == len(w.b.clips) == len(each) and all(c["mv"] == old["mv"] if rx is None else bool(re.search(rx, c["mv"])) for rx, c, old in zip(each, w.a.clips, w.b.clips)), "motion"),
    "motion_any": (lambda w: any(c["mv"] not in ("none", "still", "") for c in w.a.clips), "motion"),
    "motion_other": (lambda w: [c["mv"] for c in w.a.clips] != [c["mv"] for c in w.b.clips], "motion"),
    "look": (lambda w, name: bool(w.a.clips) and all(re.search(name, " ".join(w.a.looks_of(i))) for i in range(len(w.a.clips))), "looks"),
    "look_only": (lambda w, k, name: only(w, k, lambda i: bool(re.search(name, " ".join(w.a.looks_of(i)))), lambda j: w.a.looks_of(j) == w.b.looks_of(j)), "looks"),
    "look_except": (lambda w, k, name: only(w, k, lambda i: not re.search(name, " ".join(w.a.looks_of(i))), lambda j: bool(re.search(name, " ".join(w.a.looks_of(j))))), "looks"),
    "nolook": (lambda w, name=".": not any(re.search(name, " ".join(w.a.looks_of(i))) for i in range(len(w.a.clips))), "looks"),
    "canvas": (lambda w, ratio: w.a.canvas[1] > 0 and near(w.a.canvas[0] / w.a.canvas[1], RATIOS[ratio], 0.02), "canvas"),
    "whole": (lambda w: w.a.fit not in ("", "crop", "cover", "fill") or (bool(w.a.clips) and all(c["fit"] in ("blur", "contain", "fit", "whole", "pad", "bars") for c in w.a.clips)), "fit"),
    "filled": (lambda w: w.a.fit in ("", "crop", "cover", "fill"), "fit"),
    "logo": (lambda w: bool(w.a.logo), "logo"),
    "nologo": (lambda w: not w.a.logo, "logo"),
    "voice": (lambda w: bool(w.a.voice), "voice vol"),
    "back": (lambda w, n=1: len(w.past) > n and not (changes(w.a, w.past[-1 - n]) - {"other"}), "*"),
    "changed": (lambda w, *f: bool(changes(w.b, w.a) & set(f)) if f else bool(changes(w.b, w.a) - {"other"}), "*"),
    "made": (lambda w: not w.a.empty, ""),
    "empty": (lambda w: w.a.empty, ""),
    "cards": (lambda w, n: len(w.a.cards) >= 1 and len(w.a.texts) >= n, ""),
    "ground": (lambda w, color: bool(w.a.cards) and all(color in color_name(c["ground"]) for c in w.a.cards), "grounds"),
    "unchanged": (lambda w: not changes(w.b, w.a), ""),
    "says": (lambda w, rx: bool(re.search(rx, w.reply, re.I)), ""),
    "not_says": (lambda w, rx: not re.search(rx, w.reply, re.I), ""),
    "asks": (lambda w: asks(w.reply), ""),
    "admits": (lambda w, about="": admits(w.reply, about), ""),
    "answers": (lambda w: bool(w.reply.strip()) and not w.fallback, ""),
}
GUARD = {"unchanged", "not_says", "texts_kept", "rest_same", "music_same", "clip_loud_kept", "filled"}
REPLY = {"says", "not_says", "asks", "admits", "answers"}
FOLLOWS = {  # what may move along with a facet
    "total": "lens texttime musicfx transms", "lens": "texttime transms total", "order": "lens total ranges trans transms motion texttime looks sound speed fit rotate musicfx",
    "speed": "lens total ranges", "texts": "style texttime", "music": "vol musicfx lens texttime", "trans": "transms lens total texttime", "ranges": "lens total", "canvas": "fit style motion", "fades": "fadefx", "logo": "order",
}
ALWAYS = {"other", "transms", "grounds"}


def allowed(alt, item):
    may = set(item.get("may", "").split()) | ALWAYS
    for p in alt:
        may |= set(PRED[p[0]][1].split())
    if "*" in may:
        return None
    for f in list(may):
        may |= set(FOLLOWS.get(f, "").split())
    for f in list(may):
        may |= set(FOLLOWS.get(f, "").split()) - {"order"}
    return may


def holds(w, p):
    try:
        return bool(PRED[p[0]][0](w, *p[1:]))
    except (IndexError, ValueError, ZeroDivisionError, KeyError):
        return False


def parts(p):
    """A text with its attributes one by one; fewer steps back."""
    if p[0] == "back" and len(p) > 1:
        return [["back", k] for k in range(1, p[1])]
    if p[0] != "text" or len(p) < 3:
        return []
    keep = {k: v for k, v in p[2].items() if k == "tol"}
    return [["text", p[1]], *(["text", p[1], {k: v, **keep}] for k, v in p[2].items() if k != "tol")]


def judge(item, past, after, reply, fallback, told):
    """(verdict, why) of one answer; `told` is the reply less stock excuses."""
    w = World(past, after, reply, fallback)
    still = World(past, past[-1], "", False)  # what held before a word was said
    new = past[-1].empty and not after.empty
    changed = changes(past[-1], after) - ({"other"} if not past[-1].empty else set())
    about = item.get("about", "")
    best = None
    for alt in item["expect"]:
        goals = [p for p in alt if p[0] not in GUARD]
        held = [p for p in goals if holds(w, p)]
        missing = [p for p in goals if p not in held]
        broken = [p for p in alt if p[0] in GUARD and not holds(w, p)]
        may = allowed(alt, item)
        foreign = set() if new or may is None or any(p[0] == "unchanged" for p in alt) else changed - may
        won = [p for p in held if p[0] not in REPLY and p[0] not in ("made", "empty") and (new or not holds(still, p))]
        won += [p for p in missing if any(holds(w, q) and not holds(still, q) for q in parts(p))]
        rank = (not missing and not broken and not foreign, len(won) - len(foreign) - len(broken), -len(missing))
        if best is None or rank > best[0]:
            best = (rank, goals, held, missing, broken, foreign, won)
    spoke = not fallback and (admits(told, about) or (asks(told) and (not about or bool(re.search(about, told, re.I)))))
    if best is not None:
        _, goals, held, missing, broken, foreign, won = best
        why = "; ".join(x for x in ("missing " + str(missing) if missing else "", "broken " + str(broken) if broken else "", "also changed " + str(sorted(foreign)) if foreign else "") if x)
        if not missing and not broken and not foreign and (not fallback or item.get("stock_ok")):
            unseen = any(p[0] == "changed" and "other" in p[1:] for p in goals)  # asked for, though no facet of its own
            if changed or unseen or all(p[0] in REPLY or p[0] == "empty" for p in goals) or admits(reply) or asks(reply):
                return "right", ""
            return "claimed", "it was so before, and the reply does not say that"
        damage = bool(foreign) or any(p[0] not in REPLY for p in broken)
        if won and not damage:
            return ("half" if spoke else "silent-half"), why
        if won and damage:
            return "wrong", why
    else:
        why = "only an honest answer is right"
    if changed:
        if new and item.get("or_refuse") and not item["expect"]:
            return ("wrong"), why
        if new and best is not None and any(p[0] == "made" for p in best[2]) and not best[4]:
            return ("half" if spoke else "silent-half"), why
        return "wrong", ("admitted; " if spoke else "") + why
    if fallback:
        return "not-understood", why
    if not reply.strip():
        return "wrong", "no words; " + why
    if spoke:
        return "honest", why
    if told != "\n".join(x for x in reply.splitlines() if x.strip()):
        return "wrong", "a false excuse; " + why
    if DONE.search(plain(told)):
        return "claimed", why
    return "wrong", "talks of something else; " + why


# ------------------------------------------------------------------ the wire
class Wire:
    def __init__(self, url, client):
        self.url, self.http, self.token = url.rstrip("/"), client, ""

    @property
    def headers(self):
        return {**ATTRIBUTION, "Authorization": f"Bearer {self.token}"}

    async def login(self):
        r = await self.http.post(self.url + "/api/auth/anonymous-token", headers={**ATTRIBUTION, "X-Client-Id": str(uuid.uuid4())})
        self.token = r.json()["data"]["token"]

    async def _data(self, r):
        body = r.json()
        if body.get("code", 0) != 0:
            raise RuntimeError(f"code {body.get('code')}: {body.get('message')}")
        return body.get("data", body)

    async def session(self, lang):
        r = await self.http.post(self.url + "/api/tasks/me/with-session/nemo_agent", headers=self.headers, json={"task_name": "project", "language": lang})
        return (await self._data(r))["session_id"]

    async def upload(self, sid, names):
        kinds = {"jpg": "image/jpeg", "png": "image/png", "mp4": "video/mp4", "mp3": "audio/mpeg"}
        for name in names:  # one after another: their order is theirs
            parts = [("files", (name, (WORLD / name).read_bytes(), kinds[name.rsplit(".", 1)[1]]))]
            await self._data(await self.http.post(f"{self.url}/api/upload-video/nemo_agent/me/{sid}", headers=self.headers, files=parts))

    async def say(self, sid, text):
        body = {"app_name": "nemo_agent", "user_id": "me", "session_id": sid, "new_message": {"parts": [{"text": text}]}}
        r = await self.http.post(self.url + "/run_sse", headers={**self.headers, "Accept": "text/event-stream"}, json=body)
        return words_of(r.content.decode("utf-8", "replace"))

    async def state(self, sid):
        return (await self._data(await self.http.get(f"{self.url}/api/state/nemo_agent/me/{sid}/latest", headers=self.headers))).get("state") or {}

    async def render(self, sid, draft):
        rid = f"render_{uuid.uuid4().hex}"
        t = time.monotonic()
        await self.http.post(self.url + "/api/render/proxy/lambda", headers=self.headers, json={"id": rid, "sessionId": sid, "draft": draft, "output": {"format": "mp4", "quality": "high"}})
        for _ in range(300):
            r = (await self.http.get(f"{self.url}/api/render/proxy/lambda/{rid}", headers=self.headers)).json()
            r = r.get("data", r)
            if r.get("status") in ("completed", "failed"):
                return dict(status=r["status"], s=round(time.monotonic() - t, 1), url=(r.get("output") or {}).get("url") or r.get("outputUrl"))
            await asyncio.sleep(1)
        return dict(status="timeout")


def words_of(stream):
    """The answer's text, out of either dialect; a whole replaces its pieces."""
    said, pieces = [], []
    for block in re.split(r"\r?\n\r?\n|\r\r", stream):
        data = "\n".join(x[5:].lstrip(" ") for x in re.split(r"\r\n|\n|\r", block) if x.startswith("data:"))
        if not data.strip() or data.strip() == "[DONE]":
            continue
        try:
            e = json.loads(data)
        except ValueError:
            continue
        content = e.get("content")
        if isinstance(content, dict):
            if content.get("role", "model") == "user":
                continue
            text = "".join(p["text"] for p in content.get("parts") or [] if isinstance(p.get("text"), str) and not p.get("thought"))
            if not text:
                continue
            if e.get("partial"):
                pieces.append(text)
            else:
                said.append(text)
                pieces = []
        elif e.get("type") == "text":
            pieces.append(content if isinstance(content, str) else e.get("text", ""))
    if pieces:
        said.append("".join(pieces))
    return "\n\n".join(said)


# ------------------------------------------------------------------ a run
NONSENSE = {  # words that mean nothing, with small words that give the language away
    "en": ["blorf the zixqua trimbolly", "please frumble it with the quizzle"], "zh": ["呱哩咕噜嘟嘟嗒", "请给我咕噜一个嘟嗒"], "es": ["zambuyó la trompifa gruñil", "por favor, que esté más zambulloso para los trompifos"],
    "pt": ["zambuiu a trompifa grunhil", "por favor, não quero que você zambule os trompifos"], "ja": ["ぷにゅるがぽれんぬ", "ぽれんぬをぷにゅって"], "ko": ["뿌랑쿠리 볼라뚜", "볼라뚜를 뿌랑해 주세요"],
    "de": ["zwurbel den Knatschilopf", "bitte mach, dass es nicht so knatschig zwurbelt"], "fr": ["zambouille la trompifle", "je veux que ce soit plus trompiflé pour les gnouilles"], "ru": ["бурдыкнул трямпуху", "пожалуйста, бурдыкни мне трямпуху"],
    "hi": ["झुमकल बुदबुदाड़ी", "कृपया मेरे लिए झुमकल करो"], "ar": ["بلطوشة زمبلقة", "من فضلك زمبلق لي البلطوشة"], "id": ["zambulu trompifa gruniling", "tolong zambulkan yang trompifa untuk saya"]}
LANGS = {"zh": "zh-CN"}


FILM = {"en": "film a dragon flying over a castle", "zh": "拍一段龙飞过城堡的视频", "es": "genera un video de un dragón volando", "pt": "gere um vídeo de um dragão voando", "ja": "ドラゴンが空を飛ぶ動画を生成して", "ko": "용이 하늘을 나는 영상을 생성해줘",
        "de": "erzeuge ein Video von einem fliegenden Drachen", "fr": "génère une vidéo d'un dragon qui vole", "ru": "сгенерируй видео с летящим драконом", "hi": "उड़ते ड्रैगन का वीडियो जेनरेट करो", "ar": "أنشئ فيديو لتنين يطير", "id": "hasilkan video naga terbang"}
TEN = {"en": "make it 10 seconds", "zh": "改成10秒", "es": "que dure 10 segundos", "pt": "deixa com 10 segundos", "ja": "10秒にして", "ko": "10초로 해줘", "de": "mach es 10 Sekunden lang", "fr": "mets 10 secondes", "ru": "сделай 10 секунд", "hi": "इसे 10 सेकंड का करो", "ar": "اجعله 10 ثوان", "id": "jadikan 10 detik"}


async def excuses(wire, langs):
    """Stock refusals that excuse nothing where they do not belong: no footage, and "it is like that already"."""
    found = defaultdict(list)
    for lang in sorted(langs):
        sid = await wire.session(LANGS.get(lang, lang))
        text = await wire.say(sid, FILM.get(lang, FILM["en"]))
        if text.strip() and View(await wire.state(sid)).empty:
            found[lang].append(text)
        await wire.upload(sid, ["cat.jpg"])
        await wire.say(sid, "make a 10 second video from this photo")
        before = View(await wire.state(sid))
        for _ in range(2):
            text = await wire.say(sid, TEN.get(lang, TEN["en"]))
        if text.strip() and not changes(before, View(await wire.state(sid))):
            found[lang].append(text)
    return dict(found)


async def fallbacks(wire, langs):
    """What the studio says when it understands nothing: with a draft, and with files alone."""
    found = defaultdict(list)
    for lang in sorted(langs):
        for how in ("draft", "files"):  # with nothing at hand a refusal to film is an honest answer
            sid = await wire.session(LANGS.get(lang, lang))
            await wire.upload(sid, ["cat.jpg"])
            if how == "draft":
                await wire.say(sid, "make a 10 second video from this photo")
            for nonsense in NONSENSE.get(lang, NONSENSE["en"]):
                before = View(await wire.state(sid))
                text = await wire.say(sid, nonsense)
                if changes(before, View(await wire.state(sid))):
                    print(f"  note: {lang} nonsense with {how} changed the draft: {nonsense!r} -> {text[:60]!r}", file=sys.stderr)
                    break
                if text.strip() and text not in found[lang]:
                    found[lang].append(text)
    return dict(found)


async def sit(wire, item, render=False):
    sid = await wire.session(LANGS.get(item["lang"], item["lang"]))
    if item.get("files"):
        await wire.upload(sid, item["files"])
    states, replies = [await wire.state(sid)], []
    for step in item.get("setup", []):
        if step.startswith("+"):
            await wire.upload(sid, step[1:].split(","))
            continue
        replies.append(await wire.say(sid, step))
        states.append(await wire.state(sid))
    t = time.monotonic()
    reply = await wire.say(sid, item["prompt"])
    dt = round(time.monotonic() - t, 2)
    after = await wire.state(sid)
    made = await wire.render(sid, after["draft"]) if render and (after.get("draft") or {}).get("t") else None
    return dict(states=states, setup_replies=replies, after=after, reply=reply, seconds=dt, render=made)


def score(item, got, known):
    if got.get("error"):
        return "broken", got["error"]
    past = [View(s) for s in got["states"]]
    if item.get("setup") and past[-1].empty:
        return "broken", "the setup made no draft: " + str(got["setup_replies"][-1:])
    if any(not changes(a, b) for a, b in zip(past, past[1:])):
        got["dull"] = [x for x, a, b in zip([y for y in item["setup"] if y[0] != "+"], past, past[1:]) if not changes(a, b)]
    reply = got["reply"]
    stock = [x for said in known["stock"].values() for x in said]
    fallback = any(same_talk(reply, x) for x in stock)
    # An excuse is an honest answer only where it is true: footage that was asked for, a draft that is so already.
    excuse = [] if item["kind"] == "impossible" else [x for said in known["excuse"].values() for x in said if not any(same_talk(x, y) for y in stock)]
    told = "\n".join(x for x in reply.splitlines() if x.strip() and not any(same_talk(x, y) for y in excuse))
    return judge(item, past, View(got["after"]), reply, fallback, told)


def summary(rows):
    n = len(rows)
    c = Counter(r["verdict"] for r in rows)
    ok = sum(r["verdict"] == "right" or (r["verdict"] == "honest" and r["or_refuse"]) for r in rows)
    bad = sum(r["verdict"] == "claimed" or (r["verdict"] == "wrong" and not r["admitted"]) for r in rows)
    silent = c["silent-half"]
    return dict(n=n, ok=ok, rh=c["right"] + c["honest"], bad=bad, silent=silent, c=c)


def line(name, s):
    cells = " ".join(f"{s['c'][v]:5d}" for v in VERDICTS)
    return f"{name:<15} {s['n']:4d} {cells}   {100 * s['ok'] / s['n']:4.0f}%  {100 * s['rh'] / s['n']:4.0f}%  {100 * s['bad'] / s['n']:4.0f}%"


def table(rows):
    head = f"{'':<15} {'n':>4} " + " ".join(f"{v[:5]:>5}" for v in VERDICTS) + "     ok   r+h   w&c"
    out = [head]
    for key in ("kind", "lang"):
        groups = defaultdict(list)
        for r in rows:
            groups[r[key]].append(r)
        out += [line(k, summary(g)) for k, g in sorted(groups.items(), key=lambda x: -len(x[1]))] + [""]
    out.append(line("TOTAL", summary(rows)))
    out.append("ok: right, or honest where the item allows a refusal; r+h: right + every honest answer; w&c: draft changed in another way than asked without a word of admission, or claimed")
    return "\n".join(out)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start(args):
    """(process, url) of a studio started for this run."""
    if args.start:
        port = free_port()
        process = subprocess.Popen(args.start.replace("{port}", str(port)), shell=True, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=sys.stderr, start_new_session=True)
        for _ in range(300):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", port)) == 0:
                    return process, f"http://127.0.0.1:{port}"
            time.sleep(0.1)
        raise SystemExit("the studio did not listen within 30 s")
    raise SystemExit("say --start or --url")


async def run(items, url, args):
    import httpx

    async with httpx.AsyncClient(timeout=120, limits=httpx.Limits(max_connections=20), trust_env=False) as client:
        wire = Wire(url, client)
        await wire.login()
        langs = {i["lang"] for i in items} | {"en"}
        known = {"stock": await fallbacks(wire, langs), "excuse": await excuses(wire, langs)}
        gate, done, got = asyncio.Semaphore(args.jobs), 0, {}

        async def one(n, item):
            nonlocal done
            async with gate:
                try:
                    got[item["id"]] = await sit(wire, item, render=n < args.render)
                except Exception as error:  # noqa: BLE001 - one item's trouble is that item's
                    got[item["id"]] = dict(error=f"{type(error).__name__}: {error}")
            done += 1
            if done % 25 == 0:
                print(f"  {done}/{len(items)}", file=sys.stderr, flush=True)

        await asyncio.gather(*(one(n, item) for n, item in enumerate(items)))
    return got, known


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("items", nargs="+")
    p.add_argument("--url"), p.add_argument("--start")
    p.add_argument("--jobs", type=int, default=3), p.add_argument("--only", default=""), p.add_argument("--kind", default="")
    p.add_argument("--all", action="store_true", help="count the items too that the bot answers itself")
    p.add_argument("--out", default="results.jsonl"), p.add_argument("--rescore", default="")
    p.add_argument("--render", type=int, default=0, help="also render the drafts of the first N items")
    p.add_argument("--show", default="", help="print these verdicts, comma separated, or all")
    args = p.parse_args()
    items = [json.loads(x) for f in args.items for x in Path(f).read_text().splitlines() if x.strip()]
    if args.only:
        items = [i for i in items if i["id"] in args.only.split(",")]
    if args.kind:
        items = [i for i in items if i["kind"] in args.kind.split(",")]
    if not items:
        raise SystemExit("no such items")
    for i in items:
        for alt in i["expect"]:
            for q in alt:
                assert q[0] in PRED, (i["id"], q)
    began, process = time.monotonic(), None
    if args.rescore:
        saved = [json.loads(x) for x in Path(args.rescore).read_text().splitlines()]
        known = next(x["fallbacks"] for x in saved if "fallbacks" in x)
        got = {x["id"]: x["got"] for x in saved if "got" in x}
        items = [i for i in items if i["id"] in got]
    else:
        url = args.url
        if not url:
            process, url = start(args)
        try:
            got, known = asyncio.run(run(items, url, args))
        finally:
            if process:
                process.stdin.close()
                try:
                    process.wait(3)
                except subprocess.TimeoutExpired:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(process.pid, signal.SIGTERM)  # its own group: started with start_new_session
                    process.wait(10)
    rows = []
    with open(args.out, "w") if not args.rescore or args.out != args.rescore else open("/dev/null", "w") as out:
        out.write(json.dumps({"fallbacks": known}, ensure_ascii=False) + "\n")
        for i in items:
            verdict, why = score(i, got[i["id"]], known)
            reply = got[i["id"]].get("reply", "")
            rows.append(dict(id=i["id"], lang=i["lang"], kind=i["kind"], verdict=verdict, why=why, or_refuse=i["or_refuse"], bot=bool(i.get("bot")), admitted=verdict == "wrong" and (why.startswith(("admitted", "talks", "a false", "no words")) or admits(reply, i.get("about", "")) or (asks(reply)))))
            if got[i["id"]].get("dull"):
                print(f"  note: {i['id']}: the setup {got[i['id']]['dull']} changed nothing", file=sys.stderr)
            out.write(json.dumps({**rows[-1], "prompt": i["prompt"], "got": got[i["id"]]}, ensure_ascii=False) + "\n")
            shows = args.show.split(",")
            if args.show == "all" or verdict in shows or i["id"] in shows:
                print(f"[{verdict}] {i['id']} {i['lang']} {i['kind']}: {i['prompt']}\n    {why}\n    {' | '.join(x for x in reply.splitlines() if x.strip())[:400]}")
            if got[i["id"]].get("render"):
                print(f"    render of {i['id']}: {got[i['id']]['render']}")
    bots = [r for r in rows if r["bot"]]
    print(table(rows if args.all else [r for r in rows if not r["bot"]]))
    if bots and not args.all:
        print(f"not counted, the bot answers these itself: {dict(Counter(r['verdict'] for r in bots))}")
    print(f"{len(rows)} items in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
