### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = Entendido. La respuesta llega aquí mismo.
discord-noted-private = Aquí no puedo escribir, así que la respuesta llega a nuestro chat privado.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = No puedo escribir en { $where }: me falta { $permissions }. Pide a un admin que lo permita; mientras tanto respondo en nuestro chat privado.
discord-not-taken = No pude registrar eso. Prueba otra vez en un minuto.
form-change = ¿Qué cambio?
form-own-words = Con tus propias palabras
discord-use-slash = No puedo escribirte en privado. Usa aquí mis comandos con barra: solo tú ves esas respuestas.
# $thread (text): a link to it
discord-noted-thread = Entendido. La respuesta llega en { $thread }.
option-video-thread = En un hilo propio

slash-start = empezar
slash-help = ayuda
slash-new = nuevo
slash-projects = proyectos
slash-status = estado
slash-export = exportar
slash-credits = créditos
slash-login = vincular
slash-logout = desvincular
slash-cancel = cancelar
slash-language = idioma
slash-settings = ajustes
slash-whoami = quiensoy
slash-privacy = privacidad
slash-export_my_data = mis-datos
slash-forget = olvidar
slash-video = video
slash-new-title = título
slash-projects-project = proyecto
slash-export-quality = calidad
slash-language-language = idioma
slash-video-prompt = descripción
slash-video-photo = foto
slash-video-thread = hilo
