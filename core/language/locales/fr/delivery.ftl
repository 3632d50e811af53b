progress-quiet = Je vérifie que ta dernière demande est bien terminée…
result-moved = Je n’ai pas pu publier ça dans le chat où tu l’as demandé ; le voici.
export-not-allowed-link = Ta vidéo est prête, mais je n’ai pas le droit d’envoyer de vidéos ici. Télécharge-la : { $link }
export-sent-privately = Ta vidéo est prête, mais je n’ai pas le droit d’envoyer de vidéos ici ; elle est dans notre chat privé.
export-waits-for-you = Ta vidéo est prête, mais je n’ai pas le droit d’envoyer de vidéos ici. Écris-moi en privé et je te l’envoie là-bas.
result-kept = C’était prêt plus tôt, mais je n’ai pas pu te joindre :
export-expired = Je ne peux plus récupérer la vidéo de tout à l’heure. Appuie sur le bouton pour la refaire ; ça ne coûte aucun crédit.
turn-order = Utilise mes fichiers dans cet ordre : { $names }.
