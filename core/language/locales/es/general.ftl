### Register: "tú", warm and short; words that both Spain and Latin America use (video, subir, añadir).

start-welcome =
    ¡Hola! Convierto fotos, clips y una frase en un video terminado.
    Mándame unas fotos y dime qué quieres, por ejemplo: `haz un video promocional de 15 segundos con mis fotos`.
start-returning = ¡Qué bueno verte de nuevo! Dime qué cambio, o manda fotos nuevas y dime qué hago con ellas.
setup-working = Preparando todo…
setup-ready = Todo está listo.
setup-trial = Tienes { $credits ->
        [one] { $credits } crédito gratis
       *[other] { $credits } créditos gratis
    } para { $days ->
        [one] { $days } día
       *[other] { $days } días
    }.
setup-cloud = Tus videos los hace NemoVideo en la nube.
setup-studio = Tus videos los hace el estudio integrado, en este mismo equipo, con tus propias fotos y clips.

help-text =
    Dime con tus palabras qué hago o qué cambio; después de cada paso te muestro la línea de tiempo.

    • Manda fotos, clips o música, con o sin texto
    • `que dure 15 segundos`, `añade música lo-fi al 30%`, `quita la segunda foto`, `deshaz el último cambio`
    • /export cuando te guste: el MP4 llega aquí
    • /new empieza de cero, /projects vuelve a un proyecto anterior
    • /cancel para lo que esté en marcha
help-limits =
    Bueno saberlo:
    • Cambiar el formato de imagen implica generar el video de nuevo
    • Los enlaces de YouTube y Spotify no sirven como música; la biblioteca integrada tiene estilos parecidos
    • Las fotos no se pueden retocar, pero con ellas sale una buena presentación de fotos
    • Lo mejor: guiones de menos de 60 palabras y peticiones concretas
    • Un clip de 30 segundos tarda 1–2 minutos; el resultado llega hasta 1080x1920
help-formats = Puedo usar clips MP4, MOV, AVI, WebM y MKV, imágenes JPG, PNG, GIF y WebP, y audio MP3, WAV, M4A y AAC, hasta { $limit } cada uno.

group-intro-commands = ¡Hola a todos! Usen /help@{ $bot } o respondan a uno de mis mensajes para hablar conmigo; los demás mensajes no los veo, y una simple mención puede no llegarme. Cada persona tiene su propio proyecto y usa sus propios créditos.
group-intro-mentions = ¡Hola a todos! Mencionen a { $bot } o respondan a uno de mis mensajes para hablar conmigo; los demás mensajes no los veo, así que manden fotos y texto en el mismo mensaje. Cada persona tiene su propio proyecto y usa sus propios créditos.
group-not-your-button = Ese botón es solo para quien lo pidió. ¡Pídeme tu propio video!
group-answered-privately = Te mandé la respuesta por nuestro chat privado.
group-write-me-first = Todavía no puedo escribirte en privado. Abre un chat conmigo, pulsa Iniciar y prueba otra vez.
button-too-old = Ese botón ya no vale. Usa los de mi último mensaje.
button-already-used = Eso ya está en marcha.

language-ask = ¿En qué idioma hablo?
language-changed = Desde ahora hablo en este idioma: { $language }.
language-unknown = Todavía no hablo «{ $language }». Elige uno en /language.

settings-title = Tus ajustes
settings-language = Idioma: { $language }
settings-quality = Calidad de exportación: { $quality }
settings-delivery = Los videos llegan: { $kind }
settings-delivery-video = para verlos en el chat
settings-delivery-file = como archivos sin cambios
settings-pictures = Imagen tras un cambio: { $state }
settings-pictures-group = Imagen tras un cambio en grupos: { $state }
settings-on = sí
settings-off = no
settings-account = Cuenta: { $account }
settings-account-linked = la tuya, vinculada
settings-account-shared = compartida por este bot
settings-account-anonymous = prueba gratis
settings-backend-cloud = Los videos los hace: NemoVideo
settings-backend-studio = Los videos los hace: el estudio integrado
settings-quality-changed = Desde ahora exporto en { $quality }.
settings-quality-unknown = Puedo exportar en 720p o 1080p. Elige una de las dos.

console-welcome = Escribe lo que quieres, arrastra un archivo aquí o escribe el número de un botón. /help muestra más, Ctrl-C sale.
console-goodbye = ¡Hasta luego! Lo que quedó sin terminar sigue la próxima vez.
console-you = Tú
console-bot = Reelay

media-unopened = No puedo abrir ese tipo de mensaje, así que no he hecho nada. Envía la foto, el clip o el sonido en sí, como foto, video o archivo, y di qué hacer con ello.
words-none = Ahí no hay palabras, así que no cambié nada. Dime qué hago o qué cambio.
reply-hidden = No puedo ver el mensaje al que respondes, así que no he hecho nada. Pégalo aquí junto con lo que quieres, o reenvíamelo a nuestro chat privado.
file-no-text = No puedo leer { $name } como texto de { $limit } KB como máximo, así que no he hecho nada. Pega aquí sus palabras.
group-not-your-project = Ese video es del proyecto de { $name }, así que no he cambiado nada. Puedes empezar el tuyo con la misma petición.
group-not-your-project-unnamed = Ese video es del proyecto de otra persona, así que no he cambiado nada. Puedes empezar el tuyo con la misma petición.
button-start-from = Empezar con esto
upload-incomplete = Todavía no se ha hecho nada: tu petición no empieza con menos de lo que enviaste. Sigue sin ello, o envía otra vez el archivo y tus palabras.
button-go-on-without = Seguir sin ello
flood-left-out = Era mucho de golpe y una parte se quedó fuera. Mensajes que se quedaron fuera: { $count }. Vuelve a enviar lo que aún importe.
flood-same-answer = La misma respuesta vale para más mensajes tuyos: { $count }.
edit-taken = He cambiado tu petición en espera por las nuevas palabras.
edit-too-late = Esa petición ya se envió, así que editarla ya no cambia nada. Escribe qué cambiar en un mensaje nuevo.
