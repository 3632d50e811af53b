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
question-lapsed = Esa pregunta ya está cerrada. Si todavía te importa, dímelo.
