progress-started = Приступаю…
progress-files = Смотрю ваши файлы…
progress-uploading = Загружаю { $done }/{ $total } · { $percent }%
progress-converting = Преобразую { $name }…
progress-thinking = Обдумываю…
progress-writing = Пишу ответ…
progress-line = { $what } · { $time }
progress-still-working = ⏳ Ещё работаю… прошло { $time }
progress-tool-generate = Создаю клип…
progress-tool-image = Создаю картинку…
progress-tool-music = Добавляю музыку…
progress-tool-title = Добавляю текст…
progress-tool-captions = Добавляю субтитры…
progress-tool-voice = Записываю голос…
progress-tool-effect = Добавляю эффекты…
progress-tool-transition = Сглаживаю переходы…
progress-tool-trim = Нарезаю клипы…
progress-tool-arrange = Собираю монтаж…
progress-tool-analyse = Смотрю материал…
progress-tool-search = Ищу в библиотеке…
progress-tool-other = Монтирую…
progress-rendering-percent = Рендерю… { $percent }%
progress-render-again = Первый рендер не удался, пробую ещё раз…
progress-delivering = Отправляю видео…
progress-rate-limited = Сейчас много запросов; продолжу через { $time }…
progress-reconnecting = Обновляю доступ…

queue-noted = { $position ->
        [1] Принято, ваш запрос следующий.
       *[other] Принято, вы { $position }-й в очереди.
    }
queue-full = { $limit ->
        [one] В очереди уже { $limit } запрос.
        [few] В очереди уже { $limit } запроса.
        [many] В очереди уже { $limit } запросов.
       *[other] В очереди уже { $limit } запроса.
    } Дождитесь одного из них или нажмите /cancel, потом отправьте снова.
queue-then-export = Сразу после этого сделаю экспорт.

cancel-nothing = Отменять нечего. Пришлите фото или просьбу, и начнём.
cancel-queued = { $count ->
        [1] Отменено, он ещё не начался.
        [one] Отменён { $count } запрос, он ещё не начался.
        [few] Отменено { $count } запроса, они ещё не начались.
        [many] Отменено { $count } запросов, они ещё не начались.
       *[other] Отменено { $count } запроса, они ещё не начались.
    }
cancel-upload = Загрузка отменена; студию ещё ни о чём не просили, так что ничего не потрачено.
cancel-running = Больше не жду. То, что уже отправлено, облако может доделать и списать кредиты; результат покажет /status.
cancel-export = Экспорт отменён, монтаж не тронут; /export начнёт заново.
cancel-follow-up = Следующий шаг тоже отменён: предыдущий не завершился.

turn-changed = Вот что изменилось:
turn-no-change = В монтаже ничего не изменилось. Назовите клип, время или текст, например `добавь белый титр «Летняя распродажа»`.
turn-extras = Клип готов. Само собой добавилось: { $tracks }. Оставить или убрать?
turn-strip-music-prompt = убери музыку
turn-strip-title-prompt = убери титры
turn-strip-captions-prompt = убери субтитры
turn-undo-prompt = отмени последнюю правку
turn-change-ask = Напишите, что изменить.
turn-upload-offer = Пришлите файл прямо в этот чат.
turn-session-lost = Прежнего монтажа больше нет, так что я начал новый проект и продолжил с вашей просьбой.
turn-late-file = С небольшим опозданием в проект попало: { $names }. Упомяните это в следующем сообщении.

media-received = { $count ->
        [one] Получено: { $count } файл.
        [few] Получено: { $count } файла.
        [many] Получено: { $count } файлов.
       *[other] Получено: { $count } файла.
    } Что из этого сделать?
media-idea-promo = сделай 15-секундное промо из моих фото
media-idea-slideshow = сделай слайд-шоу с мягкими переходами и спокойной музыкой
media-idea-vertical = сделай вертикальное видео на 20 секунд с бодрой музыкой
media-none = Пришлите сюда фото или клипы и скажите, что из них сделать.

recovery-checking = Связь прервалась, но запрос может ещё выполняться. Проверю снова через { $time }…
recovery-changed = Заняло больше, чем планировалось, но всё готово. Вот что изменилось:
recovery-answered = Заняло больше, чем планировалось. Вот ответ:
recovery-unknown = Связь со студией потеряна, и я не знаю, выполнен ли ваш запрос. Вот проект, как он есть сейчас; если правки не видно, попробуйте ещё раз (кредиты могут списаться повторно).
recovery-no-state = Связь со студией потеряна, и проект сейчас не виден. Загляните в /status через несколько минут, прежде чем пробовать снова.
recovery-duplicate = (Возможно, это повтор.)
recovery-too-old = Меня не было больше суток, поэтому я не начал это: «{ $request }». Отправьте снова, если ещё нужно.

status-running = В работе: { $what } ({ $time })
status-waiting = { $count ->
        [one] Ждёт { $count } запрос.
        [few] Ждут { $count } запроса.
        [many] Ждут { $count } запросов.
       *[other] Ждут { $count } запроса.
    }
status-empty = В монтаже пока пусто. Пришлите фото и скажите, что из них сделать.

project-new = Новый проект. Пришлите фото или напишите, что сделать.
project-new-titled = Новый проект: **{ $title }**. Пришлите фото или напишите, что сделать.
project-list = { $count ->
        [1] Ваш проект:
        [one] { $count } проект, сначала новые:
        [few] { $count } проекта, сначала новые:
        [many] { $count } проектов, сначала новые:
       *[other] { $count } проекта, сначала новые:
    }
project-item = { $number }. { $title } · { $when }
project-item-current = { $number }. **{ $title }** · { $when } (открыт)
project-none = Проектов пока нет. Пришлите фото и скажите, что сделать.
project-switched = Снова открыт **{ $title }**.
project-gone = Этот проект больше не открыть. Выберите другой в /projects или начните с /new.
project-untitled = Без названия
project-link = Открыть в веб-редакторе: { $link }
