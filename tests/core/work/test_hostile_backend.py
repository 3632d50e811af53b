"""A backend that lies: what it names is not fetched, what it sends is looked at, nobody waits."""

from __future__ import annotations

import json

import pytest

from tests.core.bench import PROMO, TITLE, Bench
from tests.core.nemo.loopback import MP4, Loopback, serve
from tests.faults import Refuse, Says

INWARDS = ("http://127.0.0.1:{port}/v.mp4", "http://[::ffff:127.0.0.1]:{port}/v.mp4")
METADATA = "http://169.254.169.254/latest/meta-data"


def completed(url: str) -> Says:
    """A render that is ready at this address."""
    return Says(json.dumps({"status": "completed", "outputUrl": url}).encode())


async def project(bench: Bench) -> None:
    """Open the bench for somebody with a project."""
    await bench.open()
    await bench.say(PROMO, bench.photos(1))
    await bench.rest()


@pytest.mark.parametrize("url", [*INWARDS, METADATA])
async def test_result_that_points_inwards_is_neither_fetched_nor_shown(
    bench: Bench, url: str
) -> None:
    """The service's own download is taken; without it the person reads that there is no video."""
    await project(bench)
    async with serve(Loopback()) as inside:
        inside.answer("GET", "/v.mp4", raw=MP4, headers={"Content-Type": "video/mp4"})
        url = url.format(port=inside.url.rpartition(":")[2])
        bench.faults.always("render_poll", completed(url))
        bench.faults.always("download", Refuse(http=404))
        await bench.command("export")
        await bench.rest()
        assert inside.seen == []
    assert bench.last.video is None
    assert bench.says(bench.last.text, "export-lost")
    assert not any(part in bench.transcript() for part in ("127.0.0.1", "169.254", "::ffff"))


async def test_error_page_that_calls_itself_a_video_is_not_sent(bench: Bench) -> None:
    """The service's own download is tried, else the person is told."""
    await project(bench)
    page = Says(b"<Error><Code>AccessDenied</Code></Error>", "video/mp4")
    bench.faults.always("result", page)
    await bench.command("export")
    await bench.rest()
    assert bench.last.video is not None
    assert bench.last.video[4:8] == b"ftyp"
    bench.faults.always("download", page)
    await bench.command("export")
    await bench.rest()
    assert bench.last.video is None
    assert bench.says(bench.last.text, "export-lost")


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"data": {"state": {"draft": {"t": [{"sg": [{}] * 200_000}]}}}}),
        '{"code":' + "9" * 5_000 + "}",
        '{"code":"' + "9" * 5_000 + '"}',
        '{"data":{"state":{"draft":' + '{"a":' * 500 + "1" + "}" * 503,
        "[" * 100_000,
    ],
    ids=["segments", "code", "code as text", "nested", "nested and cut"],
)
async def test_absurd_state_is_told_as_an_outage(bench: Bench, body: str) -> None:
    """One sentence, and the prompt is not sent."""
    await project(bench)
    bench.faults.always("state", Says(body.encode()))
    await bench.say(TITLE)
    await bench.rest()
    assert bench.says(bench.last.text, "error-backend-down")
    assert await bench.sent() == [PROMO]
