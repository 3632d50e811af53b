progress-started = Voy con eso…
progress-files = Mirando tus archivos…
progress-uploading = Subiendo { $done }/{ $total } · { $size } · { $percent } %
progress-converting = Convirtiendo { $name }…
progress-thinking = Pensándolo…
progress-writing = Escribiendo la respuesta…
progress-line = { $what } · { $time }
progress-still-working = ⏳ Sigo trabajando… van { $time }
progress-tool-generate = Generando el clip…
progress-tool-image = Creando una imagen…
progress-tool-music = Añadiendo música…
progress-tool-title = Añadiendo texto…
progress-tool-captions = Añadiendo subtítulos…
progress-tool-voice = Grabando la voz…
progress-tool-effect = Añadiendo efectos…
progress-tool-transition = Suavizando las transiciones…
progress-tool-trim = Cortando los clips…
progress-tool-arrange = Ordenando la línea de tiempo…
progress-tool-analyse = Revisando el material…
progress-tool-search = Buscando en la biblioteca…
progress-tool-other = Editando…
progress-rendering-percent = Renderizando… { $percent } %
progress-render-again = El primer renderizado falló, lo intento otra vez…
progress-delivering = Enviando tu video…
progress-rate-limited = Ahora hay mucha demanda; sigo en { $time }…
progress-reconnecting = Renovando tu acceso…

queue-noted = { $position ->
        [1] Anotado, lo tuyo es lo siguiente.
       *[other] Anotado, estás en el puesto { $position } de la fila.
    }
queue-full = { $limit ->
        [one] Ya hay { $limit } petición esperando.
       *[other] Ya hay { $limit } peticiones esperando.
    } Deja que termine una o usa /cancel, y manda esto otra vez.
queue-then-export = Justo después lo exporto.
# One video from each file. $n, $of (numbers), $what (text): another phrase; $count (number, 2 or more)
progress-part = { $n } de { $of } · { $what }
each-ask = Sería un video de cada archivo, { $count } en total. Cada uno es una petición aparte y cuesta lo que un video.
each-noted = Un video de cada archivo, { $count } en total: cada uno cuesta lo que un video y se envía en cuanto está listo.
each-go = Hacer { $count } videos
each-all = Un video con todo
each-all-prompt = Un video con todos estos archivos:
# $limit (number)
each-too-many = Puedo hacer como máximo { $limit } videos a la vez, uno de cada archivo. Envía menos archivos.
# $limit (number)
each-over-cap = Es más de lo que queda de los { $limit } de hoy, así que no he empezado nada. Envía menos archivos o vuelve mañana.
each-button = Un video de cada uno
# A prompt to the agent
each-file-prompt = haz un video con este archivo

cancel-nothing = No hay nada que cancelar. Mándame fotos o una petición y empezamos.
cancel-nothing-running = No hay nada en marcha. Para deshacer el último cambio, pulsa «{ $button }».
cancel-queued = { $count ->
        [one] Cancelado; todavía no había empezado.
       *[other] { $count } peticiones canceladas; todavía no habían empezado.
    }
cancel-upload = Cancelado durante la subida; al estudio no se le pidió nada, así que no se gastó nada.
cancel-running = Dejé de esperar. Lo que ya se envió puede terminarse en la nube y cobrarse; con /status ves el resultado.
cancel-export = Exportación cancelada. Tu línea de tiempo sigue intacta; /export la inicia de nuevo.
cancel-waiting = Peticiones en espera que también se cancelaron: { $count }.
cancel-follow-up = El paso siguiente también se cancela, porque el anterior no terminó.

turn-changed = Esto cambió:
turn-no-change = No cambió nada en la línea de tiempo. Nombra el clip, el momento o el texto, por ejemplo `añade el título «Oferta» en blanco`.
turn-extras = Esto se añadió solo: { $tracks }. ¿Lo dejo o lo quito?
turn-strip-music-prompt = quita la música
turn-strip-voice-prompt = quita la voz en off
turn-strip-title-prompt = quita el título
turn-strip-captions-prompt = quita los subtítulos
turn-undo-prompt = deshaz el último cambio
turn-change-ask = Dime qué cambio.
turn-upload-offer = Mándame el archivo aquí mismo, en el chat.
turn-session-lost = Tu línea de tiempo anterior ya no existe; empecé un proyecto nuevo y seguí con tu petición.
turn-late-file = Llegó un poco tarde, pero ya está en tu proyecto: { $names }. Menciónalo en tu próximo mensaje.

media-received = { $count ->
        [one] Recibí tu archivo. ¿Qué hago con él?
       *[other] Recibí { $count } archivos. ¿Qué hago con ellos?
    }
media-idea-promo = haz un video promocional de 15 segundos con mis fotos
media-idea-slideshow = haz una presentación de fotos con transiciones suaves y música tranquila
media-idea-vertical = haz un video vertical de 20 segundos con música alegre
media-idea-song = usa mi canción como música
media-idea-add = añade las nuevas al final
media-none = Mándame aquí las fotos o los clips y dime qué hago con ellos.

recovery-checking = Se cortó la conexión, pero tu petición puede seguir en marcha. Vuelvo a mirar en { $time }…
recovery-changed = Tardó más de lo previsto, pero ya está. Esto cambió:
recovery-answered = Tardó más de lo previsto. Esta es la respuesta:
recovery-unknown = Perdí el contacto con el estudio y no sé si tu petición se llevó a cabo. Así está tu proyecto ahora; si falta el cambio, prueba otra vez (puede gastar créditos por segunda vez).
recovery-no-state = Perdí el contacto con el estudio y ahora no puedo ver tu proyecto. Mira /status en unos minutos antes de intentarlo otra vez.
recovery-duplicate = (Puede que esto esté repetido.)
recovery-restored = El bot se restauró desde una copia de seguridad, así que no sé si esta petición se llevó a cabo. Aquí está tu proyecto; si falta algo, pídelo otra vez (puede costar créditos de nuevo).
recovery-too-old = Estuve fuera más de un día, así que no empecé esto: «{ $request }». Mándalo otra vez si todavía lo quieres.
recovery-left-out = { $count ->
        [one] Mientras no estaba llegó { $count } petición más de las que tomo a la vez. La dejé fuera y no se gastó nada en ella. Hago las anteriores; mándala otra vez si todavía la quieres.
       *[other] Mientras no estaba llegaron { $count } peticiones más de las que tomo a la vez. Las dejé fuera y no se gastó nada en ellas. Hago las anteriores; manda otra vez lo que todavía quieras.
    }

status-running = En marcha: { $what } ({ $time })
status-waiting = { $count ->
        [one] Hay { $count } petición en espera.
       *[other] Hay { $count } peticiones en espera.
    }
status-empty = Todavía no hay nada en la línea de tiempo. Manda fotos y dime qué hago con ellas.

project-new = Proyecto nuevo. Manda fotos o dime qué hago.
project-new-titled = Proyecto nuevo: **{ $title }**. Manda fotos o dime qué hago.
project-list = { $count ->
        [one] Tu proyecto:
       *[other] Tus { $count } proyectos, primero los más recientes:
    }
project-item = { $number }. { $title } · { $when }
project-item-current = { $number }. **{ $title }** · { $when } (abierto)
project-none = Todavía no tienes proyectos. Manda fotos y dime qué hago.
project-switched = De vuelta en **{ $title }**.
project-gone = Ese proyecto ya no se puede abrir. Elige otro en /projects o empieza con /new.
project-untitled = Sin título
project-link = Ábrelo en el editor web: { $link }
