# The agent's question and its answers.
button-other = Autre…
button-answer = Répondre…
button-done = Terminé
# The title of a form, at most 45 characters.
form-answer = Ta réponse
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $n } sur { $of })
question-several = Choisis une ou plusieurs options, puis « Terminé ».
question-free = Écris ta réponse dans ton prochain message.
question-lapsed = Cette question est maintenant close. Si elle compte encore pour toi, dis-le-moi.
