# The agent's question and its answers.
button-other = Etwas anderes…
button-answer = Antworten…
button-done = Fertig
# The title of a form, at most 45 characters.
form-answer = Deine Antwort
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $n } von { $of })
question-several = Wähle eins oder mehrere, dann „Fertig“.
question-free = Schreib deine Antwort als nächste Nachricht.
question-which = Ich bin nicht sicher, was davon du meinst. Welche Antwort ist es?
question-lapsed = Diese Frage ist jetzt geschlossen. Wenn sie dir noch wichtig ist, schreib es mir einfach.

# A message that may be a command or an edit; the others are its buttons.
reading-ask = Das kann ich auf zwei Arten lesen. Welche meinst du?
reading-export = Video exportieren
reading-credits = Meine Credits zeigen
reading-state = Zeitleiste zeigen
reading-help = Hilfe zeigen
reading-new = Neues Projekt anfangen
reading-cancel = Laufendes abbrechen
reading-edit = Als Änderung weitergeben

# The button for what is needed less often, and what is said above those.
button-more = Mehr…
more-choices = Was noch?

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = mach ein { $length }-Sekunden-Video im Format { $shape } aus meinem Material
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = Format { $shape }.
begin-in-length = Länge { $length } Sekunden.
# $what (text): a shape, a duration, or both
begin-as-set = Wie in /settings eingestellt: { $what }.
# A voice note. $words (text): what it says
voice-heard = Ich habe verstanden: „{ $words }“
voice-ask-heard = Ich bin nicht sicher, ob ich deine Sprachnachricht richtig verstanden habe: „{ $words }“. Was ist sie?
voice-ask = Ich konnte in deiner Sprachnachricht keine Worte verstehen. Was ist sie?
voice-ask-typed = Ich kann hier keine Sprachnachrichten anhören: Was du möchtest, muss getippt werden. Was ist diese?
voice-is-words = Das möchte ich
voice-is-sound = Das ist Ton fürs Video
voice-type = Dann tippe es bitte: Ich konnte die Worte nicht verstehen.
begin-pick = Wähle Format und Länge, oder eine Idee:
# $shape (text): an aspect ratio, or settings-ask
settings-shape = Format neuer Videos: { $shape }
# $length (text): a duration, or settings-ask
settings-length = Länge neuer Videos: { $length }
settings-ask = jedes Mal gefragt
