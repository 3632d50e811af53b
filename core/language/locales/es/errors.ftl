error-link-again = Tu cuenta vinculada ya no me deja entrar. Usa /login para vincularla otra vez.
error-access = NemoVideo le negó el acceso al bot. Avisa a quien lo administra o usa /login con tu propia cuenta.
error-no-credits-trial = Se acabaron tus créditos gratis. Regístrate aquí para seguir con el mismo proyecto: { $link }
error-no-credits = Se acabaron tus créditos. Recarga aquí y manda tu petición otra vez: { $link }
error-no-credits-shared = Se acabaron los créditos de este bot. Usa /login para seguir con tu propia cuenta.
error-plan-blocks-export = Tu plan no incluye la exportación. Regístrate o mejora tu plan aquí para activarla: { $link }
error-rate-limited = El servicio no acepta más peticiones por el momento. Prueba otra vez en un minuto.
error-trial-rate-limited = Ahora no quedan pruebas gratis. Usa /login para seguir con tu propia cuenta de NemoVideo.
error-backend-down = El servicio de video tiene un problema. Tu proyecto está a salvo; prueba otra vez en unos minutos.
error-backend-unreachable = No logro conectar con el servicio de video. Revisa la conexión y prueba otra vez en unos minutos.
error-studio-down = El estudio integrado no responde. Reinicia el bot y manda tu petición otra vez.
error-agent = El editor tuvo un problema y se detuvo. Mira la línea de tiempo con /status y prueba con otras palabras.
error-status-unavailable = Ahora mismo no puedo ver tu proyecto. Prueba /status otra vez en un minuto.
error-unexpected = Algo salió mal por mi lado. Tu proyecto está a salvo; mándamelo otra vez, por favor.
error-gave-up = Lo intenté varias veces y no pude terminarlo. Tu proyecto está a salvo; prueba con otras palabras.
error-disk-full = No queda espacio en el disco de este equipo. Libera un poco y prueba otra vez.
error-not-allowed = Este bot es privado y no estás en su lista. Habla con quien lo administra.
error-chat-not-allowed = Este bot no funciona en este chat. Habla con quien lo administra.
error-message-too-long = Ese mensaje es demasiado largo para mí. Acórtalo a { $limit } caracteres y mándalo otra vez.
error-command-unknown = No conozco ese comando. Dímelo con tus palabras, o mira /help.
# $near (text): the nearest command's name
error-command-near = No conozco ese comando. ¿Querías decir /{ $near }? /help muestra lo que sé hacer.
error-command-remove = No borré nada. Di qué quitar, por ejemplo `quita la segunda foto`; /forget borra todo lo tuyo.

file-unreadable = No puedo leer { $name }; parece que está dañado. Mándalo otra vez o prueba con otro archivo.
file-unsupported = No puedo usar { $name }. Manda clips MP4, MOV, AVI, WebM o MKV, imágenes JPG, PNG, GIF o WebP, o audio MP3, WAV, M4A o AAC.
file-empty = { $name } está vacío (0 bytes). Mándalo otra vez.
file-too-large = { $name } pesa { $size } y el límite es de { $limit }. Comprímelo o recórtalo y mándalo otra vez.
file-project-full = En este proyecto ya no cabe { $name }. Empieza otro con /new y mándalo de nuevo.
file-person-full = Tus proyectos ya ocupan todo el espacio que una persona puede tener aquí, así que no cabe { $name }. Mándalo de nuevo cuando se hayan borrado proyectos antiguos, dos semanas después de su último uso.
file-too-much = { $name } tiene demasiados píxeles, fotogramas o minutos para mí. Manda una versión más pequeña o más corta.
file-over-chat-limit = { $name } supera los { $limit } que puedo recibir en este chat. Comprímelo o manda un enlace directo.
file-over-chat-limit-app = { $name } supera los { $limit } que puedo recibir en este chat. Añádelo en la app: se abre con el botón junto al cuadro de texto.
file-directory = { $name } es una carpeta. Manda los archivos que contiene.
file-missing = No encuentro { $name }. Revisa la ruta y prueba otra vez.
file-no-permission = No tengo permiso para leer { $name }. Cambia los permisos o manda una copia.
file-link-expired = El enlace de { $name } caducó. Manda el archivo otra vez.
file-download-failed = No pude traer { $name }. Mándalo otra vez en un momento.
file-upload-failed = No pude subir { $name }. Mándalo otra vez en un momento.
file-streaming-link = Los enlaces de { $host } no sirven. Manda el archivo o describe el estilo: la biblioteca integrada tiene música parecida.
file-url-failed = No pude abrir ese enlace. Comprueba que se abra sin iniciar sesión o manda el archivo.
file-too-many = { $limit ->
        [one] Puedo recibir { $limit } archivo a la vez.
       *[other] Puedo recibir { $limit } archivos a la vez.
    } Manda los demás en tu próximo mensaje.
