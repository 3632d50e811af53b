### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = Принято. Ответ придёт прямо сюда.
discord-noted-private = Здесь я не могу писать, поэтому ответ придёт в наш личный чат.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = Я не могу писать в { $where }: мне не хватает { $permissions }. Попросите администратора разрешить это; до тех пор я отвечаю в личном чате.
discord-not-taken = Не получилось это принять. Попробуйте ещё раз через минуту.
form-change = Что изменить?
form-own-words = Своими словами
discord-use-slash = Я не могу написать вам лично. Используйте здесь мои слэш-команды: эти ответы видите только вы.
# $thread (text): a link to it
discord-noted-thread = Принято. Ответ придёт в { $thread }.
option-video-thread = В отдельной ветке

slash-start = начать
slash-help = помощь
slash-new = новый
slash-projects = проекты
slash-status = статус
slash-export = экспорт
slash-credits = кредиты
slash-login = привязать
slash-logout = отвязать
slash-cancel = отмена
slash-language = язык
slash-settings = настройки
slash-whoami = ктоя
slash-privacy = приватность
slash-export_my_data = мои-данные
slash-forget = забыть
slash-video = видео
slash-new-title = название
slash-projects-project = проект
slash-export-quality = качество
slash-language-language = язык
slash-video-prompt = описание
slash-video-photo = фото
slash-video-thread = ветка
