timeline-header = { $count ->
        [one] Línea de tiempo ({ $count } pista):
       *[other] Línea de tiempo ({ $count } pistas):
    }
timeline-empty = La línea de tiempo está vacía.
timeline-line = { $number }. { $kind }: { $items }
timeline-addition = { $kind }: { $items }
timeline-kind-video = Video
timeline-kind-audio = Música
timeline-kind-text = Título
timeline-kind-captions = Subtítulos
timeline-kind-other = Pista
timeline-item = { $name } ({ $details })
timeline-joiner = {", "}
timeline-quoted = «{ $text }»
timeline-span = { $from }–{ $to } s
timeline-percent = { $percent } %
timeline-speed = { $factor }x
timeline-more = y { $count } más
timeline-nothing-in-it = vacía
timeline-more-tracks = { $count ->
        [one] y { $count } pista más
       *[other] y { $count } pistas más
    }
timeline-unnamed-video = clip { $number }
timeline-unnamed-audio = música
timeline-unnamed-text = texto { $number }
timeline-unnamed-other = parte { $number }
timeline-describe = { $length }, { $canvas }

diff-added = { $kind }, añadido: { $item }
diff-removed = { $kind }, quitado: { $name }
diff-moved = { $name }: del puesto { $from } al { $to }
diff-track-added = Pista nueva ({ $kind }): { $items }
diff-track-removed = Pista quitada ({ $kind }): { $items }
diff-changed = { $name }, { $label }: { $before } → { $after }
diff-project-changed = { $label }: { $before } → { $after }
diff-text = Texto: { $before } → { $after }
diff-details = { $name }: cambiaron algunos detalles
diff-project-details = Cambiaron algunos detalles del proyecto
diff-more = { $count ->
        [one] y { $count } cambio más
       *[other] y { $count } cambios más
    }
label-timing = tiempo
label-name = nombre
label-volume = volumen
label-color = color
label-position = posición
label-speed = velocidad
label-look = estilo
label-fade = fundido
label-transition = transición
label-motion = movimiento
label-size = tamaño
label-cut = inicio
label-project-title = Título
label-project-length = Duración
label-project-canvas = Formato
label-project-look = Estilo
label-project-fade = Fundido
label-project-rate = Imágenes por segundo
label-project-sound = Sonido de los clips
label-project-denoise = Reducción de ruido
label-project-logo = Logo
value-none = ninguno
value-on = sí
value-off = no
value-fade = fundido
value-fade-in = fundido de entrada
value-fade-out = fundido de salida
value-wipe = cortinilla
value-slide = deslizamiento
value-cut = corte
value-zoom-in = acercar
value-zoom-out = alejar
value-pan-left = hacia la izquierda
value-pan-right = hacia la derecha
value-pan-up = hacia arriba
value-pan-down = hacia abajo
value-warm = cálido
value-cool = frío
value-bright = claro
value-dark = oscuro
value-contrast = contrastado
value-vivid = intenso
value-vintage = retro
value-bw = blanco y negro
value-top = arriba
value-center = centro
value-bottom = abajo
value-white = blanco
value-black = negro
value-red = rojo
value-orange = naranja
value-yellow = amarillo
value-green = verde
value-blue = azul
value-purple = morado
value-pink = rosa
value-gold = dorado
value-grey = gris

suggest-brighter = hazlo un poco más claro
suggest-music = añade música lo-fi al 30%
suggest-title = añade el título 'Oferta' en blanco
suggest-shorter = que dure 15 segundos
suggest-quieter = baja la música al 20%
suggest-warmer = haz los colores más cálidos
suggest-transitions = añade transiciones suaves entre clips
suggest-fade-out = añade un fundido de salida al final
suggest-ending = añade el texto 'Gracias' al final

format-seconds = { $seconds } s
format-minutes = { $minutes } min
format-minutes-seconds = { $minutes } min { $seconds } s
format-hours-minutes = { $hours } h { $minutes } min
format-bytes = { $size } B
format-kilobytes = { $size } KB
format-megabytes = { $size } MB
format-gigabytes = { $size } GB
