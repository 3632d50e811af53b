timeline-header = { $count ->
        [one] Монтаж ({ $count } дорожка):
        [few] Монтаж ({ $count } дорожки):
        [many] Монтаж ({ $count } дорожек):
       *[other] Монтаж ({ $count } дорожки):
    }
timeline-empty = В монтаже пусто.
timeline-line = { $number }. { $kind }: { $items }
timeline-kind-video = Видео
timeline-kind-audio = Музыка
timeline-kind-voice = Озвучка
timeline-kind-text = Титр
timeline-kind-captions = Субтитры
timeline-kind-other = Дорожка
timeline-item = { $name } ({ $details })
timeline-joiner = {", "}
timeline-quoted = «{ $text }»
timeline-span = { $from }–{ $to } с
timeline-percent = { $percent }%
timeline-speed = { $factor }x
timeline-more = и ещё { $count }
timeline-nothing-in-it = пусто
timeline-more-tracks = { $count ->
        [one] и ещё { $count } дорожка
        [few] и ещё { $count } дорожки
        [many] и ещё { $count } дорожек
       *[other] и ещё { $count } дорожки
    }
timeline-unnamed-video = клип { $number }
timeline-unnamed-audio = музыка
timeline-unnamed-text = текст { $number }
timeline-unnamed-other = часть { $number }
timeline-describe = { $length }, { $canvas }
timeline-length = Длительность: { $length }
status-watch = Чтобы посмотреть, нажмите «{ $button }»: готовое видео придёт прямо сюда.

diff-added = { $kind }, добавлено: { $item }
diff-removed = { $kind }, убрано: { $name }
diff-moved = { $name }: с места { $from } на место { $to }
diff-track-added = Добавлено — { $kind }: { $items }
diff-track-removed = Убрано — { $kind }: { $items }
diff-changed = { $name }, { $label }: { $before } → { $after }
diff-project-changed = { $label }: { $before } → { $after }
diff-text = Текст: { $before } → { $after }
diff-details = { $name }: изменены детали
diff-project-details = Изменены детали проекта
diff-more = { $count ->
        [one] и ещё { $count } изменение
        [few] и ещё { $count } изменения
        [many] и ещё { $count } изменений
       *[other] и ещё { $count } изменения
    }
label-timing = время
label-name = название
label-volume = громкость
label-color = цвет
label-position = положение
label-speed = скорость
label-look = стиль
label-fade = затухание
label-transition = переход
label-motion = движение
label-size = размер
label-cut = начало
label-project-title = Название
label-project-length = Длительность
label-project-canvas = Кадр
label-project-look = Стиль
label-project-fade = Затухание
label-project-rate = Кадров в секунду
label-project-sound = Звук клипов
label-project-denoise = Шумоподавление
label-project-logo = Логотип
value-none = нет
value-on = вкл.
value-off = выкл.
value-fade = наплыв
value-fade-in = появление
value-fade-out = затухание
value-wipe = шторка
value-slide = сдвиг
value-cut = склейка
value-zoom-in = наезд
value-zoom-out = отъезд
value-pan-left = сдвиг влево
value-pan-right = сдвиг вправо
value-pan-up = сдвиг вверх
value-pan-down = сдвиг вниз
value-warm = тёплый
value-cool = холодный
value-bright = светлее
value-dark = темнее
value-contrast = контрастный
value-vivid = яркий
value-vintage = винтаж
value-bw = чёрно-белый
value-top = сверху
value-center = по центру
value-bottom = снизу
value-white = белый
value-black = чёрный
value-red = красный
value-orange = оранжевый
value-yellow = жёлтый
value-green = зелёный
value-blue = синий
value-purple = фиолетовый
value-pink = розовый
value-gold = золотой
value-grey = серый

suggest-brighter = сделай немного светлее
suggest-music = добавь lo-fi музыку на 30%
suggest-title-sale = добавь белый титр «Летняя распродажа»
suggest-title-birthday = добавь белый титр «С днём рождения»
suggest-title-wedding = добавь белый титр «Наша свадьба»
suggest-title-travel = добавь белый титр «В пути»
suggest-title-baby = добавь белый титр «Привет, малыш»
suggest-title-christmas = добавь белый титр «С Рождеством»
suggest-title-year = добавь белый титр «С Новым годом»
suggest-title-graduation = добавь белый титр «Поздравляем»
suggest-title = добавь белый титр «Лучшие моменты»
suggest-shorter = сделай 15 секунд
suggest-quieter = сделай музыку тише, 20%
suggest-warmer = сделай цвета теплее
suggest-transitions = добавь мягкие переходы между клипами
suggest-fade-out = добавь затухание в конце
suggest-ending = добавь в конце текст «Спасибо»
suggest-calm = поставь спокойную музыку
suggest-longer = сделай чуть длиннее
suggest-bw = сделай чёрно-белым

format-seconds = { $seconds } с
format-minutes = { $minutes } мин
format-minutes-seconds = { $minutes } мин { $seconds } с
format-hours-minutes = { $hours } ч { $minutes } мин
format-bytes = { $size } Б
format-kilobytes = { $size } КБ
format-megabytes = { $size } МБ
format-gigabytes = { $size } ГБ
