# The agent's question and its answers.
button-other = Otra cosa…
button-answer = Responder…
button-done = Listo
# The title of a form, at most 45 characters.
form-answer = Tu respuesta
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $n } de { $of })
question-several = Elige una o varias y pulsa «Listo».
question-free = Escribe tu respuesta en el próximo mensaje.
question-which = No sé a cuál de estas opciones te refieres. ¿Cuál es?
question-lapsed = Esa pregunta ya está cerrada. Si todavía te importa, dímelo.

# A message that may be a command or an edit; the others are its buttons.
reading-ask = Puedo entenderlo de dos maneras. ¿Cuál quieres decir?
reading-export = Exportar el video
reading-credits = Ver mis créditos
reading-state = Ver la línea de tiempo
reading-help = Ver la ayuda
reading-new = Empezar un proyecto nuevo
reading-cancel = Cancelar lo que está en marcha
reading-edit = Pasarlo como cambio

# The button for what is needed less often, and what is said above those.
button-more = Más…
more-choices = ¿Qué más?

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = haz un video de { $length } segundos en formato { $shape } con mis archivos
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = Formato { $shape }.
begin-in-length = Duración { $length } segundos.
# $what (text): a shape, a duration, or both
begin-as-set = Según tus /settings: { $what }.
# A voice note. $words (text): what it says
voice-heard = He entendido: «{ $words }»
voice-ask-heard = No sé si entendí bien tu nota de voz: «{ $words }». ¿Qué es?
voice-ask = No he podido distinguir palabras en tu nota de voz. ¿Qué es?
voice-ask-typed = Aquí no puedo escuchar notas de voz: lo que quieres hay que escribirlo. ¿Qué es esta?
voice-is-words = Es lo que quiero
voice-is-sound = Es sonido para el video
voice-type = Entonces escríbelo, por favor: no pude entender sus palabras.
begin-pick = Elige formato y duración, o una idea:
# $shape (text): an aspect ratio, or settings-ask
settings-shape = Formato de los videos nuevos: { $shape }
# $length (text): a duration, or settings-ask
settings-length = Duración de los videos nuevos: { $length }
settings-ask = se pregunta cada vez
