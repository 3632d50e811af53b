"""Files made to harm who opens them."""

from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path


def playlists(folder: Path, port: int, neighbour: Path) -> list[Path]:
    """Text files called .mp4 and .jpg that make a trusting reader open files or URLs."""
    url = f"http://127.0.0.1:{port}"
    texts = {
        "hls-url.mp4": f"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\n{url}/x.ts\n"
        "#EXT-X-ENDLIST\n",
        "hls-key.mp4": "#EXTM3U\n#EXT-X-TARGETDURATION:10\n"
        f'#EXT-X-KEY:METHOD=AES-128,URI="{url}/key"\n#EXTINF:10.0,\n{neighbour}\n',
        "hls-file.mp4": f"#EXTM3U\n#EXTINF:10.0,\nfile://{neighbour}\n#EXT-X-ENDLIST\n",
        "concat-url.mp4": f"ffconcat version 1.0\nfile '{url}/y.mp4'\n",
        "concat-absolute.mp4": f"ffconcat version 1.0\nfile '{neighbour}'\n",
        "concat-relative.mp4": f"ffconcat version 1.0\nfile '{neighbour.name}'\n",
        "dash.mp4": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011">'
        f"<Period><BaseURL>{url}/z.mp4</BaseURL></Period></MPD>",
        "drawing.jpg": '<svg xmlns="http://www.w3.org/2000/svg"><image '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{url}/s.png"/></svg>',
        "page.jpg": f"<html><img src='{url}/i.png'></html>",
        "session.mp4": f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
        f"m=video {port} RTP/AVP 96\n",
        "pattern_%03d.png": "x",
        "empty.mp4": "",
    }
    return [_written(folder / name, text.encode()) for name, text in texts.items()]


def noise(path: Path, size: int = 200_000) -> Path:
    """Random bytes."""
    return _written(path, random.Random(1).randbytes(size))


def wide_png(path: Path, width: int, height: int) -> Path:
    """A valid one-bit PNG of any size: 12000x12000 is 18 kB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    packer = zlib.compressobj(9)
    row = b"\0" + b"\0" * ((width + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return _written(
        path,
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b""),
    )


def absurd_size(clip: Path, path: Path) -> Path:
    """The clip, claiming 65535x65535 pixels in its sample description."""
    body = bytearray(clip.read_bytes())
    at = body.find(b"avc1", body.find(b"stsd"))
    body[at + 28 : at + 32] = struct.pack(">HH", 65535, 65535)
    return _written(path, bytes(body))


def cut(source: Path, path: Path, keep: float) -> Path:
    """The first part of a file."""
    body = source.read_bytes()
    return _written(path, body[: int(len(body) * keep)])


def flipped(source: Path, path: Path, errors: int, spare: int = 3000) -> Path:
    """The file with random bytes overwritten, its first `spare` bytes left alone."""
    body, chance = bytearray(source.read_bytes()), random.Random(1)
    for _ in range(errors):
        body[chance.randrange(min(spare, len(body) - 1), len(body))] = chance.randrange(256)
    return _written(path, bytes(body))


def _written(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path
