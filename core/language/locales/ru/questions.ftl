# The agent's question and its answers.
button-other = Другое…
button-answer = Ответить…
button-done = Готово
# The title of a form, at most 45 characters.
form-answer = Ваш ответ
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $n } из { $of })
question-several = Выберите один или несколько вариантов, затем «Готово».
question-free = Напишите ответ следующим сообщением.
question-lapsed = Этот вопрос уже закрыт. Если он для вас ещё важен, просто напишите.
