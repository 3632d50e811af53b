### Register: "du", everyday words; times and percentages with the space that German sets.

start-welcome =
    Hallo! Aus Fotos, Clips und einem Satz mache ich ein fertiges Video.
    Schick mir ein paar Fotos und sag, was du möchtest, zum Beispiel: `mach ein 15-Sekunden-Promovideo aus meinen Fotos`.
start-returning = Willkommen zurück! Sag mir, was ich ändern soll, oder schick neue Fotos und sag, was daraus werden soll.
setup-working = Ich bereite alles vor…
setup-ready = Alles ist eingerichtet.
setup-trial = Du hast { $credits ->
        [one] { $credits } kostenlosen Credit
       *[other] { $credits } kostenlose Credits
    } für { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }.
setup-cloud = Deine Videos macht NemoVideo in der Cloud.
setup-studio = Deine Videos macht das eingebaute Studio direkt auf diesem Rechner, aus deinen eigenen Fotos und Clips.

help-text =
    Sag mir mit deinen Worten, was ich machen oder ändern soll; nach jedem Schritt zeige ich die Zeitleiste.

    • Schick Fotos, Clips oder Musik, mit oder ohne Text
    • `mach 15 Sekunden daraus`, `füge Lo-Fi-Musik mit 30% hinzu`, `entferne das zweite Foto`, `mach die letzte Änderung rückgängig`
    • /export, wenn es dir gefällt: Das MP4 kommt hierher
    • /new fängt neu an, /projects geht zu einem früheren Projekt zurück
    • /cancel hält an, was gerade läuft
help-limits =
    Gut zu wissen:
    • Ein anderes Seitenverhältnis heißt: Das Video wird neu erzeugt
    • YouTube- und Spotify-Links gehen nicht als Musik; die eingebaute Bibliothek hat Ähnliches
    • Fotos lassen sich nicht retuschieren, geben aber eine schöne Diashow
    • Am besten klappen Texte unter 60 Wörtern und konkrete Wünsche
    • Ein 30-Sekunden-Clip braucht 1–2 Minuten; das Ergebnis hat bis zu 1080x1920
help-formats = Ich nehme Videos als MP4, MOV, AVI, WebM und MKV, Bilder als JPG, PNG, GIF und WebP und Ton als MP3, WAV, M4A und AAC, bis { $limit } je Datei.

group-intro-commands = Hallo zusammen! Schreibt /help@{ $bot } oder antwortet auf eine meiner Nachrichten; andere Nachrichten sehe ich hier nicht, eine bloße Erwähnung kommt also vielleicht nicht an. Jeder hat sein eigenes Projekt und zahlt mit eigenen Credits.
group-intro-mentions = Hallo zusammen! Erwähnt { $bot } oder antwortet auf eine meiner Nachrichten; andere Nachrichten sehe ich hier nicht, also schickt Fotos und Text zusammen. Jeder hat sein eigenes Projekt und zahlt mit eigenen Credits.
group-not-your-button = Diesen Knopf kann nur benutzen, wer darum gebeten hat. Bestell dir bei mir dein eigenes Video!
group-answered-privately = Die Antwort steht in unserem privaten Chat.
group-write-me-first = Ich kann dir noch nicht privat schreiben. Öffne einen Chat mit mir, drück auf Start und versuch es noch einmal.
button-too-old = Dieser Knopf ist veraltet. Nimm die unter meiner neuesten Nachricht.
button-already-used = Das läuft schon.

language-ask = Welche Sprache soll ich sprechen?
language-changed = Ab jetzt spreche ich { $language }.
language-unknown = „{ $language }“ spreche ich noch nicht. Such dir mit /language eine aus.

settings-title = Deine Einstellungen
settings-language = Sprache: { $language }
settings-quality = Exportqualität: { $quality }
settings-delivery = Videos kommen: { $kind }
settings-delivery-video = zum Abspielen im Chat
settings-delivery-file = als unveränderte Dateien
settings-pictures = Bild nach einer Änderung: { $state }
settings-pictures-group = Bild nach einer Änderung in Gruppen: { $state }
settings-on = an
settings-off = aus
settings-account = Konto: { $account }
settings-account-linked = dein eigenes, verknüpft
settings-account-shared = gemeinsam für diesen Bot
settings-account-anonymous = kostenloser Test
settings-backend-cloud = Videos macht: NemoVideo
settings-backend-studio = Videos macht: das eingebaute Studio
settings-quality-changed = Exporte kommen ab jetzt in { $quality }.
settings-quality-unknown = Ich kann in 720p oder 1080p exportieren. Such dir eins aus.

console-welcome = Schreib, was du möchtest, zieh eine Datei hierher, oder tipp die Nummer einer Schaltfläche. /help zeigt mehr, Ctrl-C beendet.
console-goodbye = Bis bald! Was noch offen ist, geht beim nächsten Start weiter.
console-you = Du
console-bot = Reelay

media-unopened = Diese Art von Nachricht kann ich nicht öffnen, deshalb wurde nichts gemacht. Schick das Foto, den Clip oder den Ton selbst, als Foto, Video oder Datei, und sag, was daraus werden soll.
words-none = Darin stehen keine Worte, deshalb habe ich nichts geändert. Schreib mir, was ich machen oder ändern soll.
reply-hidden = Die Nachricht, auf die du antwortest, kann ich nicht sehen, deshalb wurde nichts gemacht. Füg sie hier zusammen mit deinem Wunsch ein, oder leite sie mir in unseren privaten Chat weiter.
file-no-text = { $name } kann ich nicht als Text von höchstens { $limit } KB lesen, deshalb wurde nichts gemacht. Füg die Worte stattdessen hier ein.
group-not-your-project = Dieses Video gehört zum Projekt von { $name }, deshalb habe ich nichts geändert. Du kannst mit derselben Anfrage dein eigenes beginnen.
group-not-your-project-unnamed = Dieses Video gehört zu einem fremden Projekt, deshalb habe ich nichts geändert. Du kannst mit derselben Anfrage dein eigenes beginnen.
button-start-from = Damit anfangen
upload-incomplete = Noch ist nichts gemacht: Deine Anfrage beginnt nicht mit weniger, als du geschickt hast. Mach ohne weiter, oder schick die Datei und deine Worte noch einmal.
button-go-on-without = Ohne weitermachen
flood-left-out = Das war viel auf einmal, deshalb blieb etwas liegen. Nachrichten, die liegen blieben: { $count }. Schick noch einmal, was noch wichtig ist.
flood-same-answer = Dieselbe Antwort gilt für weitere deiner Nachrichten: { $count }.
edit-taken = Ich habe deine wartende Anfrage auf die neuen Worte geändert.
edit-too-late = Diese Anfrage ist schon abgeschickt, eine Bearbeitung ändert nichts mehr. Schreib als neue Nachricht, was anders werden soll.
