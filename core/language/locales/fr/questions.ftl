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
question-which = Je ne sais pas laquelle de ces réponses tu veux dire. Laquelle est-ce ?
question-lapsed = Cette question est maintenant close. Si elle compte encore pour toi, dis-le-moi.

# A message that may be a command or an edit; the others are its buttons.
reading-ask = Je peux comprendre ça de deux façons. Laquelle veux-tu ?
reading-export = Exporter la vidéo
reading-credits = Voir mes crédits
reading-state = Voir la timeline
reading-help = Voir l’aide
reading-new = Commencer un nouveau projet
reading-cancel = Annuler ce qui est en cours
reading-edit = Le transmettre comme retouche

# The button for what is needed less often, and what is said above those.
button-more = Plus…
more-choices = Quoi d’autre ?

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = fais une vidéo de { $length } secondes en { $shape } avec mes photos
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = Format { $shape }.
begin-in-length = Durée { $length } secondes.
# $what (text): a shape, a duration, or both
begin-as-set = Selon tes /settings : { $what }.
# A voice note. $words (text): what it says
voice-heard = J’ai entendu : « { $words } »
voice-ask-heard = Je ne suis pas sûr d’avoir bien entendu ton message vocal : « { $words } ». C’est quoi ?
voice-ask = Je n’ai pas distingué de mots dans ton message vocal. C’est quoi ?
voice-ask-typed = Ici je ne peux pas écouter les messages vocaux : ce que tu veux doit être écrit. C’est quoi, celui-ci ?
voice-is-words = C’est ce que je veux
voice-is-sound = C’est du son pour la vidéo
voice-type = Alors écris-le, s’il te plaît : je n’ai pas compris les mots.
begin-pick = Choisis un format et une durée, ou une idée :
# $shape (text): an aspect ratio, or settings-ask
settings-shape = Format des nouvelles vidéos : { $shape }
# $length (text): a duration, or settings-ask
settings-length = Durée des nouvelles vidéos : { $length }
settings-ask = demandé à chaque fois
