"""What several edits are described with."""

from __future__ import annotations

from typing import Literal

CreateKind = Literal["promo", "slideshow", "montage"]
Position = Literal["top", "center", "bottom"]
# Positions of the clips meant, from 1; none means all.
Items = tuple[int, ...]
