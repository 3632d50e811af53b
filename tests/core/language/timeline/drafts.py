"""Drafts to talk about, as the contract and the studio write them, and strategies for more."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Draft = dict[str, Any]

CONTRACT: Draft = {
    "t": [
        {"tt": 0, "sg": [{"d": 10000, "m": {"name": "city timelapse"}}]},
        {"tt": 1, "sg": [{"d": 10000, "m": {"name": "Lo-fi", "volume": 0.35}}]},
        {"tt": 7, "sg": [{"d": 3000, "m": {"text": "Urban Dreams"}}]},
    ],
    "d": 10000,
}


def promo() -> Draft:
    """Three photos with crossfades, music and a title: 28 s, fresh at each call."""
    return {
        "t": [
            {
                "tt": 0,
                "m": {"name": "Video"},
                "sg": [
                    {"d": 10000, "m": {"src": "f1", "name": "beach", "tr": ["fade", 1000]}},
                    {"d": 10000, "m": {"src": "f2", "name": "dunes", "tr": ["fade", 1000]}},
                    {"d": 10000, "m": {"src": "f3", "name": "palms", "mv": "zoom_in"}},
                ],
            },
            {"tt": 1, "sg": [{"d": 28000, "m": {"gen": "lofi", "vol": 0.35, "name": "Lo-fi"}}]},
            {
                "tt": 7,
                "sg": [
                    {"s": 500, "d": 4500, "m": {"text": "Summer Sale", "color": "#ffffff"}},
                ],
            },
        ],
        "d": 28000,
        "m": {"title": "Shop", "width": 1080, "height": 1920, "fps": 30, "look": ["warm"]},
    }


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
KEYS = st.sampled_from(
    ["t", "tt", "sg", "d", "m", "s", "name", "title", "text", "src", "vol", "tr", "mv", "speed"]
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=20,
)
META = st.dictionaries(KEYS, SCALARS | st.lists(SCALARS, max_size=3), max_size=5)
SEGMENTS = st.fixed_dictionaries({}, optional={"s": SCALARS, "d": SCALARS, "m": META})
TRACKS = st.fixed_dictionaries(
    {"tt": st.sampled_from([0, 1, 7, 3, "x"]), "sg": st.lists(SEGMENTS, max_size=6)},
    optional={"m": META, "d": SCALARS},
)
DRAFTS = st.fixed_dictionaries(
    {"t": st.lists(TRACKS, max_size=5)}, optional={"d": SCALARS, "m": META}
)
