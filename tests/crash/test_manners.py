"""Recovery with manners: what is taken up after a death, what is told, how a stop ends."""

from __future__ import annotations

import time

from core.language.phrases import say
from tests.crash.audit import audit
from tests.crash.people import Person
from tests.crash.points import Arm
from tests.crash.slate import Post
from tests.crash.world import World
from tests.faults import Heartbeats

DAY = 86_400.0
TITLE = "add the title 'Harbour'"


def someone(world: World) -> Person:
    """The first person there."""
    return world.people(1)[0]


def told(world: World, words: str) -> list[Post]:
    """The bot's messages that hold these words."""
    return [p for p in world.slate.books.posts if any(words in text for text in p.texts)]


def sent(world: World) -> bool:
    """Whether a prompt is on its way."""
    return bool(world.query("select 1 from jobs where state = 'sent'"))


async def ready(world: World) -> Person:
    """Somebody with a project, and the bot running."""
    person = someone(world)
    await world.start()
    await person.sends_album()
    assert await world.settle(15)
    return person


async def dies_at(world: World, arm: Arm, person: Person, text: str = TITLE) -> None:
    """The next life takes a prompt in and ends at that commit."""
    await world.kill()
    await world.start(arm)
    person.say(text)
    assert await world.gone(10)


async def ends_well(world: World) -> None:
    """Everything is answered, and no promise broken."""
    assert await world.settle(20)
    await world.stop()
    found = await audit(world)
    assert found.notes == []
    assert found.clean


class Starts:
    """Counts the starts that the bot has written down."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known = self._count()

    def more(self) -> bool:
        """Whether there is one more since this was true the last time."""
        before, self._known = self._known, self._count()
        return self._known > before

    def _count(self) -> int:
        points = self._world.points()
        return points["notes value"] + points["notes insert"]


async def test_a_result_found_after_a_death_says_that_it_took_longer(world: World) -> None:
    """The prompt had arrived: its changes are told, with a word about the delay."""
    person = await ready(world)
    world.faults.once("run_sse", Heartbeats(count=100, every_s=0.2))
    person.say(TITLE)
    assert await world.until(lambda: sent(world), 10)
    charged = world.studio.audit.charged
    while await charged(TITLE) == 0:
        await world.until(lambda: False, 0.05)
    await world.kill()
    await world.start()
    await ends_well(world)
    assert told(world, "This took longer than planned, but it's done.")
    assert await charged(TITLE) == 1


async def test_a_prompt_that_was_never_sent_is_told_as_unknown(world: World) -> None:
    """Killed between the right to send and the sending: no second right, an honest answer."""
    person = await ready(world)
    await dies_at(world, Arm("jobs sent (the right to send)", "after"), person)
    await world.start()
    await ends_well(world)
    assert told(world, "I lost touch with the studio")
    assert await world.studio.audit.sent(TITLE) == 0


async def test_work_older_than_a_day_is_not_begun(world: World) -> None:
    """Accepted, then the machine was off for two days: nothing is spent, and that is said."""
    person = await ready(world)
    await dies_at(world, Arm("jobs sent (the right to send)", "before"), person)
    world.control.offset = 2 * DAY
    await world.start()
    await ends_well(world)
    assert told(world, "I was away for more than a day")
    assert await world.studio.audit.sent(TITLE) == 0


async def test_a_message_older_than_a_day_is_not_begun(world: World) -> None:
    """Written down, then the machine was off for two days: nothing is spent, and that is said."""
    person = await ready(world)
    await dies_at(world, Arm("incoming insert", "after"), person)
    world.control.offset = 2 * DAY
    await world.start()
    assert await world.until(lambda: told(world, "I was away for more than a day"), 10)
    assert await world.studio.audit.sent(TITLE) == 0


async def test_no_more_is_taken_up_than_a_lane_holds(world: World) -> None:
    """Twelve edits while the bot was down: the first five are done, one message tells of seven."""
    person = await ready(world)
    await world.kill()
    titles = [f"add the title 'Down {n}'" for n in range(12)]
    for title in titles:
        person.say(title)
    left_out = say("en", "recovery-left-out", count=7)
    await world.start()
    assert await world.until(lambda: told(world, left_out), 20)
    await ends_well(world)
    assert [await world.studio.audit.charged(title) for title in titles] == [1] * 5 + [0] * 7
    assert len(told(world, left_out)) == 1
    assert not told(world, "already waiting")


async def test_the_third_start_in_a_minute_resumes_nothing(world: World) -> None:
    """A bot that keeps dying is not kept dying by its own work; told to, it goes on."""
    person = await ready(world)
    arm = Arm("jobs sent (the right to send)", "before")
    await dies_at(world, arm, person)
    starts = Starts(world)
    for _ in range(2):
        await world.start(arm, resume=None, speed=1.0)  # however far it comes, it sends nothing
        assert await world.until(starts.more, 10)
        await world.kill()
    await world.start(resume=None, speed=1.0)
    asked = len(world.slate.books.posts)
    await person.asks("help")
    assert await world.until(lambda: len(world.slate.books.posts) > asked, 10)
    assert world.query("select 1 from jobs where state = 'new'")
    await world.kill()
    await world.start(resume=True)
    await ends_well(world)
    assert await world.studio.audit.charged(TITLE) == 1


async def test_a_stop_lets_running_work_end(world: World) -> None:
    """SIGTERM in a turn: the answer is still posted, then the process ends by itself."""
    person = await ready(world)
    person.say(TITLE)
    assert await world.until(lambda: sent(world), 10)
    assert await world.stop() == 0
    assert world.query("select 1 from jobs where state not in ('done', 'failed')") == []
    assert await world.studio.audit.charged(TITLE) == 1


async def test_a_stop_is_bounded(world: World) -> None:
    """Work that does not end in time is left for the next start, which ends it."""
    person = await ready(world)
    await world.kill()
    await world.start(drain=0.3)
    world.faults.once("run_sse", Heartbeats(count=40, every_s=0.2))
    person.say(TITLE)
    assert await world.until(lambda: sent(world), 10)
    assert await world.stop(limit=5.0) == 0
    assert world.query("select 1 from jobs where state = 'sent'")
    await world.start()
    await ends_well(world)


async def test_a_cancel_read_twice_stops_nothing_new(world: World) -> None:
    """Killed at its answer, /cancel is read again after the start: what came later goes on."""
    person = await ready(world)
    person.say("add the title 'First'")
    assert await world.until(lambda: sent(world), 10)
    world.kill_at_post(wanted=lambda post: not post.silent and not post.nonce)
    person.stops()
    assert await world.gone(10)
    person.say(TITLE)
    await world.start()
    await ends_well(world)
    assert await world.studio.audit.charged(TITLE) == 1


async def test_a_cancel_takes_back_no_new_project(world: World) -> None:
    """/new and /cancel were both written down when the bot died: the project is made and told."""
    person = await ready(world)
    await world.kill()
    person.opens_project("Boats")
    person.stops()
    await world.start(Arm("incoming insert", "after", nth=2))
    assert await world.gone(10)
    await world.start()
    await ends_well(world)
    assert told(world, "New project: **Boats**")


async def test_a_cancelled_job_leaves_no_message_behind(world: World) -> None:
    """Killed right after the cancel took effect: the next start takes the progress away."""
    person = await ready(world)
    await world.kill()
    await world.start(Arm("jobs cancelled", "after"))
    world.faults.once("run_sse", Heartbeats(count=20, every_s=0.2))
    person.say(TITLE)
    assert await world.until(lambda: sent(world), 10)
    person.stops()
    assert await world.gone(10)
    await world.start()
    await ends_well(world)


async def test_a_new_project_is_made_once_and_told(world: World) -> None:
    """Killed between the project and the word about it: the word comes, no second project."""
    person = await ready(world)
    await world.kill()
    await world.start(Arm("projects active + projects insert", "after"))
    person.opens_project("Boats")
    assert await world.gone(10)
    await world.start()
    await ends_well(world)
    assert told(world, "New project: **Boats**")
    assert len(world.query("select 1 from projects where title = 'Boats'")) == 1


async def test_an_answer_whose_post_broke_off_is_posted_again(world: World) -> None:
    """A reply to a command is not lost with one connection."""
    person = await ready(world)
    world.slate.trouble("post", "before", 1)
    await person.asks("help")
    await ends_well(world)


async def test_words_behind_a_late_photo_are_heard(world: World) -> None:
    """A part of an album that comes after its prompt takes no words with it."""
    person = await ready(world)
    await person.sends_late_part(TITLE)
    await ends_well(world)
    assert await world.studio.audit.charged(TITLE) == 1


async def test_a_second_bot_on_the_same_database_ends_at_once(world: World) -> None:
    """Two processes would send twice: the second one is told to go away."""
    await ready(world)
    began = time.monotonic()
    assert await world.second() != 0
    assert time.monotonic() - began < 30
    assert world.alive


def test_the_words_of_recovery_are_the_catalogue_s() -> None:
    """The sentences looked for above are what people read."""
    assert say("en", "recovery-changed").startswith("This took longer than planned")
    assert say("en", "recovery-unknown").startswith("I lost touch with the studio")
