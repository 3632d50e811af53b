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
question-which = Не могу понять, какой из этих вариантов вы имеете в виду. Какой?
question-lapsed = Этот вопрос уже закрыт. Если он для вас ещё важен, просто напишите.

# A message that may be a command or an edit; the others are its buttons.
reading-ask = Это можно понять двояко. Что вы имеете в виду?
reading-export = Экспортировать видео
reading-credits = Показать мои кредиты
reading-state = Показать монтаж
reading-help = Показать справку
reading-new = Начать новый проект
reading-cancel = Отменить то, что идёт
reading-edit = Передать как правку

# The button for what is needed less often, and what is said above those.
button-more = Ещё…
more-choices = Что ещё?

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = сделай видео { $shape } на { $length } секунд из моих файлов
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = Формат { $shape }.
begin-in-length = Длина { $length } секунд.
# $what (text): a shape, a duration, or both
begin-as-set = По вашим /settings: { $what }.
# A voice note. $words (text): what it says
voice-heard = Я услышал: «{ $words }»
voice-ask-heard = Не уверен, что правильно понял голосовое сообщение: «{ $words }». Что это?
voice-ask = Не удалось разобрать слова в голосовом сообщении. Что это?
voice-ask-typed = Здесь я не могу слушать голосовые сообщения: пожелание нужно напечатать. Что это за запись?
voice-is-words = Это то, чего я хочу
voice-is-sound = Это звук для видео
voice-type = Тогда напечатайте, пожалуйста: слова разобрать не удалось.
begin-pick = Выберите формат и длину или идею:
# $shape (text): an aspect ratio, or settings-ask
settings-shape = Формат новых видео: { $shape }
# $length (text): a duration, or settings-ask
settings-length = Длина новых видео: { $length }
settings-ask = спрашиваю каждый раз
