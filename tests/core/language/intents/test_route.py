"""The order of decisions: command, file, link, words."""

from __future__ import annotations

import pytest

from core.language.intents import (
    Intent,
    Route,
    export_quality,
    media_urls,
    route,
    unsupported_urls,
)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("/export", Intent.EXPORT),
        ("/export@reelay_bot 720p", Intent.EXPORT),
        ("/STATUS", Intent.STATE),
        ("/credits", Intent.CREDITS),
        ("/new summer trip", Intent.NEW),
        ("/cancel", Intent.CANCEL),
        ("/start abc123", Intent.HELP),
        ("/upload", Intent.UPLOAD),
    ],
)
def test_a_slash_command_is_its_label(text: str, intent: Intent) -> None:
    """A slash command wins over every word behind it."""
    assert route(text) == Route(intent)


def test_an_unknown_slash_command_is_read_as_words() -> None:
    """What is no command of ours goes to the agent."""
    assert route("/frobnicate the intro").intent is Intent.SSE


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("", ()),
        ("here are the photos", ()),
        ("🙂", ()),
        ("turn these into a slideshow", (Intent.SSE,)),
        ("add a title and export it", (Intent.SSE, Intent.EXPORT)),
        ("export this", (Intent.EXPORT,)),
    ],
)
def test_a_file_is_uploaded_before_its_words_are_followed(
    text: str, then: tuple[Intent, ...]
) -> None:
    """With an attachment the upload comes first, instructions after it, remarks ask for nothing."""
    assert route(text, has_attachment=True) == Route(Intent.UPLOAD, then)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://cdn.example.com/a.mp4", Route(Intent.UPLOAD)),
        ("make it slower https://cdn.example.com/a.MP4?x=1", Route(Intent.UPLOAD, (Intent.SSE,))),
        ("https://youtu.be/abc", Route(Intent.UPLOAD)),
        ("make a promo for https://shop.example.com", Route(Intent.SSE)),
    ],
)
def test_a_media_link_is_an_upload(text: str, expected: Route) -> None:
    """A direct link to a media file, or a bare link, is something sent."""
    assert route(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don't export yet, the music is too loud", Route(Intent.SSE)),
        ("before exporting add a logo", Route(Intent.SSE)),
        ("先别导出，改一下字幕", Route(Intent.SSE)),
        ('subtitle: "export your data anytime"', Route(Intent.SSE)),
        ("「ダウンロード」という文字を入れて", Route(Intent.SSE)),
        ("cut the last 3 seconds and export", Route(Intent.SSE, (Intent.EXPORT,))),
        ("改一下标题然后导出", Route(Intent.SSE, (Intent.EXPORT,))),
        ("looks great, export it", Route(Intent.EXPORT)),
        ("make a video about import and export", Route(Intent.SSE)),
        ("give me a video of a fox in the snow", Route(Intent.SSE)),
        ("trim it then send me the file", Route(Intent.SSE, (Intent.EXPORT,))),
        ("forget the music, just export it", Route(Intent.EXPORT)),
    ],
)
def test_words_are_a_command_only_as_a_whole(text: str, expected: Route) -> None:
    """Negated, postponed and quoted commands stay prompts; a closing command is a second step."""
    assert route(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "send me the file as soon as the title is fixed",
        "could I have the mp4, but with the logo a bit smaller",
        "make the ending calmer and let me know what that cost me",
        "删掉最后一段，弄完直接把成片发我",
    ],
)
def test_an_edit_stays_with_the_agent_whichever_clause_it_is_in(text: str) -> None:
    """An edit and a command in one message: the agent first, the command after it, in any order."""
    assert route(text).intent is Intent.SSE
    assert len(route(text).then) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no complaints, give me the file", Route(Intent.EXPORT)),
        ("did you fall asleep", Route(Intent.STATE)),
        ("cute", Route(Intent.SSE)),
        ("why is it so quiet", Route(Intent.SSE)),
        ("video on carbon credits", Route(Intent.SSE)),
        ("trim the end and give me the file", Route(Intent.SSE, (Intent.EXPORT,))),
    ],
)
def test_talk_before_a_command_is_no_edit(text: str, expected: Route) -> None:
    """Nor is a topic a command, or a question about the picture one about the state."""
    assert route(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "edit the intro and the credits",
        "fix the intro and credits",
        "blur the status bar and the credits",
        "cut between upload and download speed graphs",
        "add music and credits",
        "corta la intro y los créditos",
        "edita a introdução e os créditos",
        "剪掉片头和片尾字幕",
    ],
)
def test_two_things_of_one_edit_are_no_second_step(text: str) -> None:
    """A clause of its own has a verb, or asks; a second noun does neither."""
    assert route(text) == Route(Intent.SSE)


def test_export_quality_is_read_from_the_message() -> None:
    """1080p and 720p in their usual spellings; nothing else."""
    assert export_quality("export in 1080p") == "1080p"
    assert export_quality("导出720P") == "720p"
    assert export_quality("Full HD please") == "1080p"
    assert export_quality("export 10800 things") is None


def test_links_are_told_apart() -> None:
    """Media files are fetched, player pages refused, punctuation around links dropped."""
    text = "(https://a.example/x.mp4), https://www.youtube.com/watch?v=1 https://open.spotify.com/t"
    assert media_urls(text) == ["https://a.example/x.mp4"]
    assert unsupported_urls(text) == [
        "https://www.youtube.com/watch?v=1",
        "https://open.spotify.com/t",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("new project: a 15 second ad for my bakery", Route(Intent.NEW, (Intent.SSE,))),
        ("new project, a 15 second ad for my bakery", Route(Intent.NEW, (Intent.SSE,))),
        ("新项目，给我家面包店做个15秒广告", Route(Intent.NEW, (Intent.SSE,))),
        ("stop, make it square instead", Route(Intent.CANCEL, (Intent.SSE,))),
        ("stop that, give me the file", Route(Intent.CANCEL, (Intent.EXPORT,))),
        ("quita el texto y expórtalo", Route(Intent.SSE, (Intent.EXPORT,))),
        ("qual é o meu saldo", Route(Intent.CREDITS)),
        ("don't change anything, I want the file", Route(Intent.EXPORT)),
        ("no cambies nada, quiero el archivo", Route(Intent.EXPORT)),
        ("ничего не меняй, дай файл", Route(Intent.EXPORT)),
        ("什么都不用改，把文件发给我", Route(Intent.EXPORT)),
        ("stop that and start a new project", Route(Intent.CANCEL, (Intent.NEW,))),
        ("forget this one, new project", Route(Intent.NEW)),
        ("और कितना टाइम लगेगा", Route(Intent.STATE)),
        ("कितना टाइम और लगेगा भाई", Route(Intent.STATE)),
        ("خلص رصيدي ولا لسه؟", Route(Intent.CREDITS)),
        ("new hat, new shoes", Route(Intent.SSE)),
        ("save the part from 0:10 to 0:20", Route(Intent.SSE)),
        ("cut the pause, save from 0:10 to 0:20", Route(Intent.SSE)),
        ("cancel the slow motion", Route(Intent.SSE)),
        ("сохрани только первые 5 секунд", Route(Intent.SSE)),
        ("den Anfang kürzen und mir dann die Datei schicken", Route(Intent.SSE, (Intent.EXPORT,))),
        ("शुरुआत काटकर वीडियो भेज दो", Route(Intent.SSE, (Intent.EXPORT,))),
        ("an export button in blue", Route(Intent.SSE)),
        ("use this script for a video", Route(Intent.SSE)),
    ],
)
def test_clauses_decide_together(text: str, expected: Route) -> None:
    """Talk before a command isn't sent to the agent; what is edited outweighs a command's verb."""
    assert route(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "leave the titles alone, I just want the file",
        "deja la música como está, mándame el archivo",
        "deixa o título assim, me manda o arquivo",
        "laisse les couleurs comme ça, envoie-moi le fichier",
        "an den Farben nichts mehr ändern, schick mir die Datei",
        "титры не трогай, пришли файл",
        "warnanya jangan diubah, kirim filenya",
        "रंग मत बदलो, वीडियो भेज दो",
        "لا تغير الألوان، ابعتلي الملف",
        "色はそのままで、動画送って",
        "색은 건드리지 마, 영상 보내줘",
        "颜色别动了，把视频发给我",
    ],
)
def test_what_is_to_stay_as_it_is_is_no_edit(text: str) -> None:
    """A command beside an edit that is not wanted is that command alone."""
    assert route(text) == Route(Intent.EXPORT)


@pytest.mark.parametrize(
    "text",
    [
        "आवाज़ बढ़ाओ, हो जाए तो वीडियो भेज दो",
        "शुरुआत काट करके वीडियो भेज दो",
        "संगीत हटा दो वीडियो भेज देना",
        "明るくして動画送って",
        "最後を切って送って",
    ],
)
def test_a_second_step_needs_no_word_between(text: str) -> None:
    """Verbs follow each other in Hindi and Japanese, and a vowel sign ends a word as well."""
    assert route(text) == Route(Intent.SSE, (Intent.EXPORT,))


@pytest.mark.parametrize(
    "text",
    [
        "A film about saving and export",
        "ein Film über Sparen und Export",
        "un corto sobre ahorro y exportación",
        "фильм про сбережения и экспорт",
        "一部关于储蓄和出口的短片",
    ],
)
def test_two_things_of_one_film_are_no_second_step(text: str) -> None:
    """What a film is about may be two things."""
    assert route(text) == Route(Intent.SSE)


@pytest.mark.parametrize(
    "text",
    [
        "Is it done yet? A lazy morning in a bakery",
        "¿Ya está listo? Una mañana en la panadería",
        "Ist es fertig? Ein Morgen in der Backstube",
        "C'est prêt ? Un matin à la boulangerie",
        "Готово? Утро в пекарне",
        "できた？パン屋の朝",
    ],
)
def test_a_title_is_asked_about_at_most(text: str) -> None:
    """What sounds like a command may be the title of what follows: nothing is done."""
    assert (route(text).intent, route(text).then) == (Intent.SSE, ())


DOUBTFUL = (
    *(
        "finish everything",
        "wrap up the rest",
        "clear the old one",
        "check the video",
        "pack the video",
    ),
    *("show the list", "save in the gallery", "share for mum", "store it all", "stop the price"),
)


def test_a_doubtful_command_is_asked_about() -> None:
    """Between two readings the command is only suggested, and nothing is done before an answer."""
    asked = [found for text in DOUBTFUL if (found := route(text)).suggestion is not None]
    assert asked
    assert {(found.intent, found.then) for found in asked} == {(Intent.SSE, ())}
    assert all(found.suggestion is not Intent.SSE for found in asked)


@pytest.mark.parametrize(
    ("text", "language", "options"),
    [
        ("les clips", "fr", ("ajoute des fondus doux entre les clips", "mets de la musique")),
        ("2", "en", ("make it 15 seconds", "make it brighter")),
        ("vertical", "en", ("a square video", "a vertical video")),
        ("yes", "en", ("make it 15 seconds",)),
    ],
)
def test_an_answer_to_what_was_offered_is_the_agents(
    text: str, language: str, options: tuple[str, ...]
) -> None:
    """Whatever it would be without; "les clips" alone asks for a list of them."""
    assert route(text, language=language, context=options) == Route(Intent.SSE)


def test_a_command_that_acts_is_no_answer_by_chance() -> None:
    """ "Para" means "stop", though it also stands in "para 20%"."""
    options = ("abaixe a música para 20%", "deixe com 15 segundos")
    assert route("para", language="pt", context=options) == Route(Intent.CANCEL)


GREETINGS = """hello, hello there, hello all, hello bot, hi everyone, good morning, 你好, 大家好,
    哈囉, 早安, hola, hola a todos, buenas tardes, oi, oi gente, bom dia, こんにちは, やあ,
    안녕하세요, привет, всем привет, здравствуйте, hallo, hallo zusammen, guten abend, bonjour,
    coucou, salut tout le monde, halo, halo semua, नमस्ते, हैलो, مرحبا, السلام عليكم"""


@pytest.mark.parametrize("text", [text.strip() for text in GREETINGS.split(",")])
def test_a_greeting_is_no_question(text: str) -> None:
    """Though "hello? anybody there?" asks how it goes."""
    assert route(text) == Route(Intent.SSE)


@pytest.mark.parametrize(
    "text",
    [
        "why is it vertical? i want it for youtube",
        "kannst du es kleiner machen, ist zu groß für whatsapp",
        "hazlo cuadrado, va en instagram",
        "сделай широким, это на ютуб",
        "tell me about it",
        "we lost everything in the flood and began again",
        "hallo, wie gehts?",
        "hola, ¿cómo estás?",
        "привет, как твои дела",
        "oi, como você está?",
        "哈囉，你最近好嗎",
    ],
)
def test_a_place_or_a_greeting_asks_for_no_command(text: str) -> None:
    """Where a video is to be shown says its shape; how somebody is asks for no timeline."""
    assert (route(text).intent, route(text).then) == (Intent.SSE, ())


@pytest.mark.parametrize(
    "text",
    [
        *("can you upload it to youtube?", "kannst du das auf youtube hochladen"),
        *("puedes subirlo a youtube?", "posta isso no instagram pra mim"),
    ],
)
def test_to_upload_the_video_is_to_want_it(text: str) -> None:
    """Nobody sends a file by that: they are told that it is brought here."""
    assert route(text) == Route(Intent.EXPORT)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Uy no, me equivoqué, es hasta el sábado", "es"),
        ("me equivoqué, es el viernes", "es"),
        ("oh no, wrong day, it's saturday", "en"),
        ("no wait, my mistake, it's on friday", "en"),
        ("Ups, falsch, es ist bis Samstag", "de"),
        ("oups je me suis trompé, c'est jusqu'à samedi", "fr"),
        ("opa, me enganei, é até sábado", "pt"),
        ("ой, ошибся, до субботы", "ru"),
        ("eh salah, maksudnya sabtu", "id"),
        ("不对,我弄错了,是到星期六", "zh"),
        ("間違えた、土曜日までです", "ja"),
        ("아 실수, 토요일까지야", "ko"),
        ("أخطأت، هو حتى السبت", "ar"),
        ("गलती हो गई, शनिवार तक है", "hi"),
    ],
)
def test_what_puts_something_right_is_the_agents(text: str, language: str) -> None:
    """Who was wrong and says how it is stops nothing, and is not asked whether they do."""
    assert route(text, language=language) == Route(Intent.SSE)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("wait, wrong photo", "en"),
        ("my mistake, stop", "en"),
        ("never mind, wrong chat", "en"),
        ("uy, me equivoqué de foto, para", "es"),
        ("oups, je me suis trompé", "fr"),
        ("Ups, falscher Chat", "de"),
    ],
)
def test_a_slip_without_anything_better_stops(text: str, language: str) -> None:
    """What was wrong is a reason to stop, where nothing is put in its place."""
    assert route(text, language=language) == Route(Intent.CANCEL)


@pytest.mark.parametrize(
    "text",
    [
        "Mein Enkel hat gesagt, das geht auch in schwarz-weiß, aber nur beim ersten Bild bitte",
        "Mein Sohn meint, das klappt auch in Farbe, aber nur am Ende bitte",
    ],
)
def test_a_remark_before_a_but_is_no_second_step(text: str) -> None:
    """Nothing is exported that no known word asks for."""
    assert route(text, language="de") == Route(Intent.SSE)
