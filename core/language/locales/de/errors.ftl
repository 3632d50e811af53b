error-link-again = Dein verknüpftes Konto lässt mich nicht mehr hinein. Verknüpfe es mit /login noch einmal.
error-access = NemoVideo hat dem Bot den Zugang verweigert. Sag es bitte dem Betreiber oder nimm mit /login dein eigenes Konto.
error-no-credits-trial = Deine kostenlosen Credits sind aufgebraucht. Registriere dich hier, um mit demselben Projekt weiterzumachen: { $link }
error-no-credits = Deine Credits sind aufgebraucht. Lade hier auf und schick deine Anfrage noch einmal: { $link }
error-no-credits-shared = Die Credits dieses Bots sind aufgebraucht. Mit /login geht es mit deinem eigenen Konto weiter.
error-plan-blocks-export = Dein Tarif enthält keinen Export. Registriere dich oder wechsle hier den Tarif, um ihn freizuschalten: { $link }
error-rate-limited = Der Dienst nimmt im Moment keine Anfragen an. Versuch es in einer Minute wieder.
error-trial-rate-limited = Gerade sind keine kostenlosen Tests mehr frei. Mit /login geht es mit deinem eigenen NemoVideo-Konto weiter.
error-backend-down = Der Videodienst hat gerade ein Problem. Dein Projekt ist sicher; versuch es in ein paar Minuten wieder.
error-backend-unreachable = Ich erreiche den Videodienst nicht. Prüfe die Verbindung und versuch es in ein paar Minuten wieder.
error-studio-down = Das eingebaute Studio antwortet nicht. Starte den Bot neu und schick deine Anfrage noch einmal.
error-agent = Bei der Bearbeitung gab es ein Problem, und sie hat angehalten. Sieh mit /status nach und versuch es mit anderen Worten.
error-status-unavailable = Ich kann dein Projekt gerade nicht lesen. Versuch in einer Minute noch einmal /status.
error-unexpected = Bei mir ist etwas schiefgegangen. Dein Projekt ist sicher; schick das bitte noch einmal.
error-gave-up = Ich habe es mehrmals versucht und nicht geschafft. Dein Projekt ist sicher; versuch es mit anderen Worten.
error-disk-full = Auf diesem Rechner ist kein Speicherplatz mehr frei. Schaff etwas Platz und versuch es dann noch einmal.
error-not-allowed = Dieser Bot ist privat, und du stehst nicht auf der Liste. Frag den Betreiber.
error-chat-not-allowed = In diesem Chat arbeitet der Bot nicht. Frag den Betreiber.
error-message-too-long = Diese Nachricht ist mir zu lang. Kürze sie auf { $limit } Zeichen und schick sie noch einmal.
error-command-unknown = Diesen Befehl kenne ich nicht. Sag es einfach in eigenen Worten, oder sieh unter /help nach.
# $near (text): the nearest command's name
error-command-near = Diesen Befehl kenne ich nicht. Meinst du /{ $near }? /help zeigt, was ich kann.
error-command-remove = Ich habe nichts gelöscht. Sag, was weg soll, zum Beispiel `entferne das zweite Foto`; /forget löscht alles von dir.

file-unreadable = Ich kann { $name } nicht lesen; die Datei scheint beschädigt zu sein. Schick sie noch einmal oder nimm eine andere.
file-unsupported = Mit { $name } kann ich nichts anfangen. Schick Videos als MP4, MOV, AVI, WebM oder MKV, Bilder als JPG, PNG, GIF oder WebP, Ton als MP3, WAV, M4A oder AAC.
file-empty = { $name } ist leer (0 Byte). Schick die Datei noch einmal.
file-too-large = { $name } hat { $size }; die Grenze liegt bei { $limit }. Komprimiere oder kürze die Datei und schick sie noch einmal.
file-project-full = Für { $name } ist in diesem Projekt kein Platz mehr. Beginn mit /new ein neues und schick die Datei dann noch einmal.
file-person-full = Deine Projekte sind zusammen so groß, wie sie hier für eine Person sein dürfen; für { $name } ist kein Platz mehr. Schick die Datei noch einmal, wenn ältere Projekte gelöscht sind: zwei Wochen nach ihrer letzten Nutzung.
file-too-much = { $name } hat zu viele Pixel, Bilder oder Minuten für mich. Schick eine kleinere oder kürzere Fassung.
file-over-chat-limit = { $name } ist größer als die { $limit }, die ich aus diesem Chat holen darf. Komprimiere die Datei oder schick stattdessen einen direkten Link.
file-over-chat-limit-app = { $name } ist größer als die { $limit }, die ich aus diesem Chat holen darf. Gib die Datei stattdessen in der App dazu: Der Knopf neben dem Textfeld öffnet sie.
file-directory = { $name } ist ein Ordner. Schick stattdessen die Dateien darin.
file-missing = Ich finde { $name } nicht. Prüfe den Pfad und versuch es noch einmal.
file-no-permission = Ich darf { $name } nicht lesen. Ändere die Rechte oder schick eine Kopie.
file-link-expired = Der Link zu { $name } ist abgelaufen. Schick die Datei noch einmal.
file-download-failed = Ich konnte { $name } nicht holen. Schick die Datei gleich noch einmal.
file-upload-failed = Ich konnte { $name } nicht hochladen. Schick die Datei gleich noch einmal.
file-streaming-link = Links von { $host } gehen nicht. Schick die Datei selbst oder beschreib den Stil: Die eingebaute Bibliothek hat ähnliche Musik.
file-url-failed = Ich konnte diesen Link nicht laden. Prüfe, ob er ohne Anmeldung aufgeht, oder schick die Datei selbst.
file-too-many = { $limit ->
        [one] Ich nehme { $limit } Datei auf einmal.
       *[other] Ich nehme { $limit } Dateien auf einmal.
    } Schick die übrigen in der nächsten Nachricht.
