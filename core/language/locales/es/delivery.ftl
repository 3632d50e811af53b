progress-quiet = Compruebo que tu última petición haya terminado…
result-moved = No pude publicar esto en el chat donde lo pediste, así que aquí está.
export-not-allowed-link = Tu video está listo, pero aquí no puedo mandar videos. Descárgalo: { $link }
export-sent-privately = Tu video está listo, pero aquí no puedo mandar videos; te lo mandé por nuestro chat privado.
export-waits-for-you = Tu video está listo, pero aquí no puedo mandar videos. Escríbeme en privado y te lo mando allí.
result-kept = Esto ya estaba listo, pero no pude contactarte:
export-expired = Ya no puedo traer el video de antes. Toca el botón para hacerlo de nuevo; no gasta créditos.
turn-order = Usa mis archivos en este orden: { $names }.
