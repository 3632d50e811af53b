"""What a file is, by its bytes alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.media.errors import Unsupported
from studio.media.sniff import sniff_bytes

FTYP = b"\x00\x00\x00\x18ftyp"


@pytest.mark.parametrize(
    ("head", "name", "demuxer"),
    [
        (FTYP + b"isom", "mp4", "mov"),
        (FTYP + b"qt  ", "mov", "mov"),
        (FTYP + b"M4A ", "m4a", "mov"),
        (b"\x00\x00\x00\x08wide\x00\x00", "mov", "mov"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "webm", "matroska"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska", "mkv", "matroska"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "avi", "avi"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "wav", "wav"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp", ""),
        (b"ID3\x04\x00\x00", "mp3", "mp3"),
        (b"\xff\xfb\x90\x64", "mp3", "mp3"),
        (b"\xff\xf1\x50\x80", "aac", "aac"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "jpg", ""),
        (b"\x89PNG\r\n\x1a\n", "png", ""),
        (b"GIF89a", "gif", ""),
    ],
)
def test_each_format_of_the_wire_is_recognised(head: bytes, name: str, demuxer: str) -> None:
    """Every format of the contract's list is known by its first bytes and has one demuxer."""
    found = sniff_bytes(head)
    assert (found.name, found.demuxer) == (name, demuxer)


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"", "empty"),
        (FTYP + b"heic", "HEIC"),
        (FTYP + b"avif", "AVIF"),
        (b"OggS\x00\x02", "OGG"),
        (b"<?xml version='1.0'?>", "web page"),
        (b"ffconcat version 1.0\n", "mp4, mov"),
        (b"#EXTM3U\n", "mp4, mov"),
    ],
)
def test_other_files_are_refused_by_name(head: bytes, word: str) -> None:
    """A refusal carries the wire's code and says what was found or what works."""
    with pytest.raises(Unsupported, match=word) as caught:
        sniff_bytes(head)
    assert caught.value.code == 4001


@given(st.binary(max_size=64))
def test_any_bytes_are_recognised_or_refused(head: bytes) -> None:
    """No bytes make the recogniser fail otherwise than by a refusal."""
    try:
        found = sniff_bytes(head)
    except Unsupported:
        return
    assert bool(found.demuxer) != bool(found.pillow)
