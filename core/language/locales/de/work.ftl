progress-started = Bin dran…
progress-files = Ich sehe mir deine Dateien an…
progress-uploading = Hochladen { $done }/{ $total } · { $size } · { $percent } %
progress-converting = Ich wandle { $name } um…
progress-thinking = Ich denke darüber nach…
progress-writing = Ich schreibe die Antwort…
progress-line = { $what } · { $time }
progress-still-working = ⏳ Arbeite noch… bisher { $time }
progress-tool-generate = Der Clip entsteht…
progress-tool-image = Ein Bild entsteht…
progress-tool-music = Musik kommt dazu…
progress-tool-title = Text kommt dazu…
progress-tool-captions = Untertitel kommen dazu…
progress-tool-voice = Die Stimme wird aufgenommen…
progress-tool-effect = Effekte kommen dazu…
progress-tool-transition = Die Übergänge werden weicher…
progress-tool-trim = Die Clips werden geschnitten…
progress-tool-arrange = Die Zeitleiste wird geordnet…
progress-tool-analyse = Das Material wird gesichtet…
progress-tool-search = Die Bibliothek wird durchsucht…
progress-tool-other = Das Video wird bearbeitet…
progress-rendering-percent = Rendern… { $percent } %
progress-render-again = Das erste Rendern ging schief, ich versuche es noch einmal…
progress-delivering = Dein Video wird geschickt…
progress-rate-limited = Gerade ist viel los; in { $time } geht es weiter…
progress-reconnecting = Dein Zugang wird erneuert…

queue-noted = { $position ->
        [1] Notiert, du bist als Nächstes dran.
       *[other] Notiert, du bist auf Platz { $position } in der Schlange.
    }
queue-full = { $limit ->
        [one] Es wartet schon { $limit } Anfrage.
       *[other] Es warten schon { $limit } Anfragen.
    } Warte eine ab oder nimm /cancel, dann schick das noch einmal.
queue-then-export = Gleich danach exportiere ich es.
# One video from each file. $n, $of (numbers), $what (text): another phrase; $count (number, 2 or more)
progress-part = { $n } von { $of } · { $what }
each-ask = Das wäre ein Video aus jeder Datei, insgesamt { $count }. Jedes ist eine eigene Anfrage und kostet so viel wie ein Video.
each-noted = Ein Video aus jeder Datei, insgesamt { $count }: Jedes kostet so viel wie ein Video und kommt, sobald es fertig ist.
each-go = { $count } Videos machen
each-all = Ein Video aus allen
each-all-prompt = Ein Video aus allen diesen Dateien:
# $limit (number)
each-too-many = Ich kann höchstens { $limit } Videos auf einmal machen, eins aus jeder Datei. Schick weniger Dateien.
# $limit (number)
each-over-cap = Das ist mehr, als von den heutigen { $limit } übrig ist, deshalb wurde nichts begonnen. Schick weniger Dateien oder komm morgen wieder.
each-button = Ein Video aus jeder Datei
# A prompt to the agent
each-file-prompt = mach aus dieser Datei ein Video

cancel-nothing = Es gibt nichts abzubrechen. Schick Fotos oder einen Wunsch, dann geht es los.
cancel-nothing-running = Es läuft gerade nichts. Um die letzte Änderung zurückzunehmen, drück „{ $button }“.
cancel-queued = { $count ->
        [one] Abgebrochen; es hatte noch nicht angefangen.
       *[other] { $count } Anfragen abgebrochen; sie hatten noch nicht angefangen.
    }
cancel-upload = Beim Hochladen abgebrochen; das Studio war noch nicht gefragt, es wurde also nichts verbraucht.
cancel-running = Ich warte nicht länger. Was schon abgeschickt ist, macht die Cloud vielleicht noch fertig und berechnet es; /status zeigt das Ergebnis.
cancel-export = Export abgebrochen. Deine Zeitleiste ist unverändert; /export fängt neu an.
cancel-waiting = Wartende Anfragen, die mit abgebrochen wurden: { $count }.
cancel-follow-up = Der nächste Schritt entfällt auch, weil der davor nicht fertig wurde.

turn-changed = Das hat sich geändert:
turn-no-change = An der Zeitleiste hat sich nichts geändert. Nenne den Clip, die Zeit oder den Text, zum Beispiel `füge den weißen Titel „Sale“ hinzu`.
turn-extras = Von selbst dazugekommen: { $tracks }. Behalten oder weglassen?
turn-strip-music-prompt = entferne die Musik
turn-strip-voice-prompt = entferne die Sprecherstimme
turn-strip-title-prompt = entferne den Titel
turn-strip-captions-prompt = entferne die Untertitel
turn-undo-prompt = mach die letzte Änderung rückgängig
turn-change-ask = Sag mir, was ich ändern soll.
turn-upload-offer = Schick mir die Datei einfach hier im Chat.
turn-session-lost = Deine frühere Zeitleiste gibt es nicht mehr; ich habe ein neues Projekt angefangen und mit deinem Wunsch weitergemacht.
turn-late-file = Etwas verspätet im Projekt angekommen: { $names }. Erwähne es einfach in deiner nächsten Nachricht.

media-received = { $count ->
        [one] Deine Datei ist da.
       *[other] { $count } Dateien sind da.
    } Was soll ich daraus machen?
media-idea-promo = mach ein 15-Sekunden-Promovideo aus meinen Fotos
media-idea-slideshow = mach eine Diashow mit weichen Übergängen und ruhiger Musik
media-idea-vertical = mach ein 20-Sekunden-Video im Hochformat mit fröhlicher Musik
media-idea-song = nimm mein Lied als Musik
media-idea-add = füge die neuen am Ende hinzu
media-none = Schick Fotos oder Clips hierher und sag, was daraus werden soll.

recovery-checking = Die Verbindung ist abgerissen; deine Anfrage läuft vielleicht noch. In { $time } sehe ich wieder nach…
recovery-changed = Das hat länger gedauert als geplant, ist aber fertig. Das hat sich geändert:
recovery-answered = Das hat länger gedauert als geplant. Hier ist die Antwort:
recovery-unknown = Der Kontakt zum Studio ist abgerissen, und ich weiß nicht, ob deine Anfrage ausgeführt wurde. So sieht dein Projekt jetzt aus; fehlt die Änderung, versuch es noch einmal (das kann ein zweites Mal Credits kosten).
recovery-no-state = Der Kontakt zum Studio ist abgerissen, und ich kann dein Projekt gerade nicht sehen. Schau in ein paar Minuten mit /status nach, bevor du es wieder versuchst.
recovery-duplicate = (Das kommt vielleicht doppelt.)
recovery-restored = Der Bot wurde aus einer Sicherung wiederhergestellt, deshalb weiß ich nicht, ob diese Anfrage ausgeführt wurde. Hier ist dein Projekt; fehlt etwas, frag noch einmal (das kann ein zweites Mal Credits kosten).
recovery-too-old = Ich war mehr als einen Tag weg und habe das nicht angefangen: „{ $request }“. Schick es noch einmal, wenn du es noch möchtest.
recovery-left-out = { $count ->
        [one] Während ich weg war, kam { $count } Anfrage mehr, als ich auf einmal annehme. Ich habe sie ausgelassen, sie hat nichts gekostet. Die früheren mache ich; schick sie noch einmal, wenn du sie noch möchtest.
       *[other] Während ich weg war, kamen { $count } Anfragen mehr, als ich auf einmal annehme. Ich habe sie ausgelassen, sie haben nichts gekostet. Die früheren mache ich; schick noch einmal, was du noch möchtest.
    }

status-running = Läuft: { $what } ({ $time })
status-waiting = { $count ->
        [one] { $count } Anfrage wartet.
       *[other] { $count } Anfragen warten.
    }
status-empty = Auf der Zeitleiste ist noch nichts. Schick Fotos und sag, was daraus werden soll.

project-new = Neues Projekt. Schick Fotos oder sag mir, was ich machen soll.
project-new-titled = Neues Projekt: **{ $title }**. Schick Fotos oder sag mir, was ich machen soll.
project-list = { $count ->
        [one] Dein Projekt:
       *[other] Deine { $count } Projekte, das neueste zuerst:
    }
project-item = { $number }. { $title } · { $when }
project-item-current = { $number }. **{ $title }** · { $when } (gerade offen)
project-none = Du hast noch keine Projekte. Schick Fotos und sag, was ich machen soll.
project-switched = Zurück in **{ $title }**.
project-gone = Dieses Projekt lässt sich nicht mehr öffnen. Such dir mit /projects ein anderes aus oder fang mit /new neu an.
project-untitled = Ohne Titel
project-link = Im Web-Editor öffnen: { $link }
