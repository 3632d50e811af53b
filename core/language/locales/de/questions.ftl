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
question-lapsed = Diese Frage ist jetzt geschlossen. Wenn sie dir noch wichtig ist, schreib es mir einfach.
