"""Ordinary requests, as people of each language type them: what the planner reads out of each."""

from __future__ import annotations

import pytest

from core.language.phrases import LANGUAGES, backend_language
from studio.agent import ops as o
from studio.agent.apply import apply
from studio.agent.context import Media, Project
from studio.agent.planner import plan
from studio.draft import Draft

PHOTOS = tuple(Media(f"p{n}", "image", f"p{n}.jpg") for n in range(1, 4))
DRAFT = apply(Draft(), [o.Create(PHOTOS, "promo", 30_000), o.AddText("Hello")])

WHITE, BLACK, RED, YELLOW = "#ffffff", "#000000", "#ff3b30", "#ffd60a"
BLUE, GREEN, GOLD, PINK = "#0a84ff", "#30d158", "#ffcc33", "#ff5fa2"
PORTRAIT, LANDSCAPE, SQUARE = o.Canvas(1080, 1920), o.Canvas(1920, 1080), o.Canvas(1080, 1080)
UNDO, SHORTER, FADE_OUT = o.Undo(), o.ScaleDuration(0.75), o.Fade("out")


def new(seconds: int | None, kind: o.CreateKind = "montage") -> o.Create:
    """A new video out of all photos."""
    return o.Create(PHOTOS, kind, seconds * 1000 if seconds else None)


def title(text: str, color: str | None = None) -> o.AddText:
    return o.AddText(text, "title", color)


def more(text: str, color: str | None = None) -> o.AddText:
    """A text that is called no title stands beside the one that is there."""
    return o.AddText(text, "title", color, "bottom", beside=True)


def ending(text: str, color: str | None = None) -> o.AddText:
    return o.AddText(text, "end", color)


def music(mood: str, volume: float | None = None) -> o.SetMusic:
    return o.SetMusic(mood, volume)


def loud(share: float) -> o.MusicVolume:
    return o.MusicVolume(to=share)


QUIETER, LOUDER = o.MusicVolume(factor=0.5), o.MusicVolume(factor=1.6)
FASTER, SLOWER = o.Speed(1.5), o.Speed(0.75)

Request = tuple[str, tuple[o.Op, ...]]
REQUESTS: dict[str, list[Request]] = {
    "en": [
        ("can you turn these pictures into a 25 second video?", (new(25),)),
        ("put the heading 'Grand Opening' in gold at the start", (title("Grand Opening", GOLD),)),
        ("write 'See you soon' in red at the very end", (ending("See you soon", RED),)),
        ("I'd like it in landscape format", (LANDSCAPE,)),
        ("swap the soundtrack for something cinematic", (music("cinematic"),)),
        ("the music is way too loud", (o.MusicVolume(factor=0.45),)),
        ("chop 4 seconds off the end", (o.TrimEnd(4_000),)),
        ("this feels sluggish, play it faster", (FASTER,)),
        ("let the picture fade to black", (FADE_OUT,)),
        ("it's too long, shorten it", (SHORTER,)),
        ("go back one step", (UNDO,)),
    ],
    "zh-Hans": [
        ("帮我把这些照片剪成一个25秒的视频", (new(25),)),
        ("开头打上金色的“盛大开业”几个字", (more("盛大开业", GOLD),)),
        ("最后加上红色文字“下次见”", (ending("下次见", RED),)),
        ("换成横屏的", (LANDSCAPE,)),
        ("背景音乐换成大气一点的", (music("cinematic"),)),
        ("音乐太吵了，小声一点", (QUIETER,)),
        ("把最后4秒剪掉", (o.TrimEnd(4_000),)),
        ("节奏快一点", (FASTER,)),
        ("结束时淡出", (FADE_OUT,)),
        ("太长了，短一些", (SHORTER,)),
        ("撤回刚才的操作", (UNDO,)),
    ],
    "zh-Hant": [
        ("幫我把這些相片剪成一支25秒的影片", (new(25),)),
        ("開頭打上金色的「盛大開幕」幾個字", (more("盛大開幕", GOLD),)),
        ("最後加上紅色文字「下次見」", (ending("下次見", RED),)),
        ("換成橫式的", (LANDSCAPE,)),
        ("改成直式", (PORTRAIT,)),
        ("背景音樂換成大氣一點的", (music("cinematic"),)),
        ("配樂音量調到15%", (loud(0.15),)),
        ("把最後4秒剪掉", (o.TrimEnd(4_000),)),
        ("速度放慢一點", (SLOWER,)),
        ("結尾畫面淡出", (FADE_OUT,)),
        ("影片太長了，短一點", (SHORTER,)),
        ("還原剛才的修改", (UNDO,)),
    ],
    "es": [
        ("¿me puedes hacer un video de 25 segundos con estas imágenes?", (new(25),)),
        ("ponle al principio el rótulo «Gran apertura» en dorado", (title("Gran apertura", GOLD),)),
        ("escribe “Hasta pronto” en rojo al final", (ending("Hasta pronto", RED),)),
        ("lo quiero apaisado", (LANDSCAPE,)),
        ("conviértelo en cuadrado", (SQUARE,)),
        ("cambia la canción por algo más épico", (music("cinematic"),)),
        ("la música está demasiado alta", (QUIETER,)),
        ("sube la música al 60 %", (loud(0.6),)),
        ("recorta los últimos 4 segundos", (o.TrimEnd(4_000),)),
        ("que vaya más deprisa", (FASTER,)),
        ("que la imagen se desvanezca al final", (FADE_OUT,)),
        ("acórtalo un poco", (o.ScaleDuration(0.87),)),
        ("vuelve atrás", (UNDO,)),
        (
            "quita los primeros dos segundos y pon música tranquila",
            (o.TrimStart(2_000), music("calm")),
        ),
    ],
    "pt": [
        ("dá para montar um vídeo de 25 segundos com essas imagens?", (new(25),)),
        ("bota o título “Grande abertura” em dourado no começo", (title("Grande abertura", GOLD),)),
        ("escreva 'Até logo' em vermelho no fim", (ending("Até logo", RED),)),
        ("quero ele deitado", (LANDSCAPE,)),
        ("transforma em quadrado", (SQUARE,)),
        ("troca a trilha por algo mais épico", (music("cinematic"),)),
        ("a música tá alta demais", (QUIETER,)),
        ("aumenta a música para 60%", (loud(0.6),)),
        ("corta os últimos 4 segundos", (o.TrimEnd(4_000),)),
        ("deixa mais rápido", (FASTER,)),
        ("quero um fade out no final", (FADE_OUT,)),
        ("encurta um pouco", (o.ScaleDuration(0.87),)),
        ("volta atrás", (UNDO,)),
        ("deixe em preto e branco e tire a música", (o.Look("bw"), o.MusicOff())),
    ],
    "ja": [
        ("この写真で25秒のムービーを作ってもらえますか", (new(25),)),
        ("冒頭に金色で「グランドオープン」と表示して", (more("グランドオープン", GOLD),)),
        ("ラストに赤い文字で「またね」を載せて", (ending("またね", RED),)),
        ("横長に変更してください", (LANDSCAPE,)),
        ("正方形にしてほしい", (SQUARE,)),
        ("BGMをもっと壮大な曲に差し替えて", (music("cinematic"),)),
        ("曲がうるさすぎる", (QUIETER,)),
        ("BGMの音量を60%に上げて", (loud(0.6),)),
        ("末尾の4秒を削って", (o.TrimEnd(4_000),)),
        ("テンポアップして", (FASTER,)),
        ("終わりはフェードアウトでお願い", (FADE_OUT,)),
        ("ちょっと短めにしてください", (o.ScaleDuration(0.87),)),
        ("2倍の速さにして", (o.Speed(2.0, exact=True),)),
        ("音楽をもう少し静かに", (QUIETER,)),
        ("長すぎる", (SHORTER,)),
        ("さっきの変更を取り消して", (UNDO,)),
        ("タイトルを消して、音楽をピアノに変えて", (o.RemoveText("title"), music("calm"))),
    ],
    "ko": [
        ("이 사진들로 25초짜리 동영상 만들어 주세요", (new(25),)),
        ("처음에 금색으로 '그랜드 오픈'이라고 써 주세요", (more("그랜드 오픈", GOLD),)),
        ("끝에 빨간 글씨로 “또 만나요” 띄워 줘", (ending("또 만나요", RED),)),
        ("가로 화면으로 변경해 주세요", (LANDSCAPE,)),
        ("정사각형으로 맞춰 줘", (SQUARE,)),
        ("배경음악을 웅장한 걸로 바꿔 줘", (music("cinematic"),)),
        ("노래가 너무 시끄러워", (QUIETER,)),
        ("음악 볼륨을 60%로 키워 줘", (loud(0.6),)),
        ("뒷부분 4초를 없애 줘", (o.TrimEnd(4_000),)),
        ("좀 더 빨리 재생되게 해 줘", (FASTER,)),
        ("끝날 때 서서히 어두워지게 해 줘", (FADE_OUT,)),
        ("너무 길어, 더 짧게", (SHORTER,)),
        ("두 배로 빠르게", (o.Speed(2.0),)),
        ("음악 좀 줄여줘", (QUIETER,)),
        ("방금 한 거 취소해 줘", (UNDO,)),
        ("제목을 지우고 음악을 빼 줘", (o.RemoveText("title"), o.MusicOff())),
    ],
    "ru": [
        ("можешь собрать из этих снимков видео на 25 секунд?", (new(25),)),
        ("в начале напиши золотым «Большое открытие»", (more("Большое открытие", GOLD),)),
        ("в самом конце поставь красную надпись «До встречи»", (ending("До встречи", RED),)),
        ("хочу горизонтальное", (LANDSCAPE,)),
        ("переделай в квадрат", (SQUARE,)),
        ("замени песню на что-нибудь эпичное", (music("cinematic"),)),
        ("музыка слишком громкая", (QUIETER,)),
        ("прибавь музыку до 60%", (loud(0.6),)),
        ("отрежь последние 4 секунды", (o.TrimEnd(4_000),)),
        ("пусть идёт побыстрее", (FASTER,)),
        ("пусть картинка плавно гаснет в конце", (FADE_OUT,)),
        ("слишком длинно, сократи", (SHORTER,)),
        ("убери три последние секунды", (o.TrimEnd(3_000),)),
        ("ускорь в 2 раза", (o.Speed(2.0),)),
        ("слишком длинное", (SHORTER,)),
        ("верни как было", (UNDO,)),
        ("убери заголовок и добавь спокойную музыку", (o.RemoveText("title"), music("calm"))),
    ],
    "de": [
        ("kannst du aus diesen Bildern ein Video von 25 Sekunden machen?", (new(25),)),
        (
            "setz die Überschrift „Große Eröffnung“ in Gold an den Anfang",
            (title("Große Eröffnung", GOLD),),
        ),
        ("schreib zum Schluss 'Bis bald' in Rot", (ending("Bis bald", RED),)),
        ("ich hätte es gern im Querformat", (LANDSCAPE,)),
        ("bitte quadratisch", (SQUARE,)),
        ("nimm stattdessen epische Musik", (music("cinematic"),)),
        ("die Musik ist viel zu laut", (o.MusicVolume(factor=0.45),)),
        ("dreh die Musik auf 60 % hoch", (loud(0.6),)),
        ("schneide die letzten 4 Sekunden weg", (o.TrimEnd(4_000),)),
        ("lass es schneller laufen", (FASTER,)),
        ("am Schluss soll das Bild ausblenden", (FADE_OUT,)),
        ("das ist zu lang, mach es kürzer", (SHORTER,)),
        ("nimm das zurück", (UNDO,)),
        ("lösch den Titel und nimm ruhige Musik", (o.RemoveText("title"), music("calm"))),
    ],
    "fr": [
        ("tu peux monter une vidéo de 25 secondes avec ces images ?", (new(25),)),
        ("mets « Grande ouverture » en doré au début", (more("Grande ouverture", GOLD),)),
        ("écris « À bientôt » en rouge à la toute fin", (ending("À bientôt", RED),)),
        ("je la voudrais au format paysage", (LANDSCAPE,)),
        ("passe en carré", (SQUARE,)),
        ("remplace la chanson par quelque chose de plus épique", (music("cinematic"),)),
        ("la musique est trop forte", (QUIETER,)),
        ("monte la musique à 60 %", (loud(0.6),)),
        ("enlève les 4 dernières secondes", (o.TrimEnd(4_000),)),
        ("que ça aille plus vite", (FASTER,)),
        ("je veux un fondu au noir pour finir", (FADE_OUT,)),
        ("c’est trop long, raccourcis-la", (SHORTER,)),
        ("supprime les trois dernières secondes", (o.TrimEnd(3_000),)),
        ("à la fin, affiche « Salut » en bleu", (ending("Salut", BLUE),)),
        ("il me faut un clip de 12 secondes à partir de mes photos", (new(12),)),
        ("reviens en arrière", (UNDO,)),
        ("supprime le titre et mets une musique douce", (o.RemoveText("title"), music("calm"))),
    ],
    "id": [
        ("bisa bikin video 25 detik dari gambar-gambar ini?", (new(25),)),
        ("taruh tulisan 'Pembukaan Besar' warna emas di awal", (more("Pembukaan Besar", GOLD),)),
        ("tulis “Sampai jumpa” merah di bagian penutup", (ending("Sampai jumpa", RED),)),
        ("ubah ke format lanskap", (LANDSCAPE,)),
        ("bikin kotak aja", (SQUARE,)),
        ("ganti lagunya dengan yang lebih epik", (music("cinematic"),)),
        ("musiknya terlalu keras", (QUIETER,)),
        ("naikkan volume musik ke 60%", (loud(0.6),)),
        ("potong 4 detik terakhir", (o.TrimEnd(4_000),)),
        ("percepat videonya", (FASTER,)),
        ("gambarnya memudar di akhir", (FADE_OUT,)),
        ("kepanjangan, persingkat dong", (SHORTER,)),
        ("kembalikan seperti tadi", (UNDO,)),
        ("hapus judul lalu tambahkan musik santai", (o.RemoveText("title"), music("lofi"))),
    ],
    "hi": [
        ("इन तस्वीरों से 25 सेकंड का वीडियो बना दो", (new(25),)),
        ("शुरुआत में सुनहरे रंग से 'भव्य उद्घाटन' लिख दो", (more("भव्य उद्घाटन", GOLD),)),
        ("अंत में लाल रंग में “फिर मिलेंगे” दिखाओ", (ending("फिर मिलेंगे", RED),)),
        ("इसे लैंडस्केप में कर दो", (LANDSCAPE,)),
        ("चौकोर कर दें", (SQUARE,)),
        ("गाना बदलकर कोई भव्य संगीत लगाओ", (music("cinematic"),)),
        ("संगीत बहुत तेज़ है", (QUIETER,)),
        ("म्यूज़िक का वॉल्यूम 60% तक बढ़ा दो", (loud(0.6),)),
        ("आखिरी 4 सेकंड काट दो", (o.TrimEnd(4_000),)),
        ("वीडियो की रफ़्तार तेज़ करो", (FASTER,)),
        ("अंत में फ़ेडआउट लगा दो", (FADE_OUT,)),
        ("थोड़ा छोटा कर दो", (o.ScaleDuration(0.87),)),
        ("संगीत थोड़ा धीमा करो", (o.MusicVolume(factor=0.8),)),
        ("बहुत लंबा है", (SHORTER,)),
        ("इसे पहले जैसा कर दो", (UNDO,)),
        ("टाइटल हटा दो और शांत संगीत लगा दो", (o.RemoveText("title"), music("calm"))),
        ("aakhri 4 second hata do", (o.TrimEnd(4_000),)),
    ],
    "ar": [
        ("ممكن تعمل فيديو 25 ثانية من هذه الصور؟", (new(25),)),
        ("ضع عبارة «الافتتاح الكبير» باللون الذهبي في البداية", (more("الافتتاح الكبير", GOLD),)),
        ("اكتب في الختام «إلى اللقاء» بالأحمر", (ending("إلى اللقاء", RED),)),
        ("حوّل الفيديو إلى أفقي", (LANDSCAPE,)),
        ("خليه مربع", (SQUARE,)),
        ("بدّل الأغنية بشيء ملحمي", (music("cinematic"),)),
        ("الموسيقى عالية جدًا", (QUIETER,)),
        ("ارفع الموسيقى إلى ٦٠٪", (loud(0.6),)),
        ("قص آخر 4 ثوانٍ", (o.TrimEnd(4_000),)),
        ("سرّع الفيديو", (FASTER,)),
        ("أريد أن تتلاشى الصورة في النهاية", (FADE_OUT,)),
        ("الفيديو طويل، اختصره", (SHORTER,)),
        ("ألغِ التعديل الأخير", (UNDO,)),
        ("احذف العنوان وأضف موسيقى هادئة", (o.RemoveText("title"), music("calm"))),
    ],
}
CASES = [(lang, text, ops) for lang, asked in REQUESTS.items() for text, ops in asked]


def test_every_language_of_the_bot_is_asked_in() -> None:
    """And ten times at least."""
    assert {lang for lang, asked in REQUESTS.items() if len(asked) >= 10} == {*LANGUAGES}


@pytest.mark.parametrize(("lang", "text", "ops"), CASES, ids=lambda value: str(value)[:30])
def test_an_ordinary_request_is_read(lang: str, text: str, ops: tuple[o.Op, ...]) -> None:
    """Exactly these operations, nothing asked, nothing refused."""
    draft = Draft() if isinstance(ops[0], o.Create) else DRAFT
    language = backend_language(lang)
    planned = plan(text, Project(PHOTOS, draft, language=language, history=(draft, draft)))
    assert (planned.ops, planned.ask, planned.notes, planned.lost) == (ops, None, (), ())
