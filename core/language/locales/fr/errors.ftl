error-link-again = Ton compte associé ne me laisse plus entrer. Utilise /login pour l’associer à nouveau.
error-access = NemoVideo a refusé l’accès au bot. Préviens la personne qui le gère, ou utilise /login avec ton propre compte.
error-no-credits-trial = Tes crédits gratuits sont épuisés. Inscris-toi ici pour continuer le même projet : { $link }
error-no-credits = Tes crédits sont épuisés. Recharge ici, puis renvoie ta demande : { $link }
error-no-credits-shared = Les crédits de ce bot sont épuisés. Utilise /login pour continuer avec ton propre compte.
error-plan-blocks-export = Ton offre ne comprend pas l’export. Inscris-toi ou change d’offre ici pour le débloquer : { $link }
error-rate-limited = Le service n’accepte plus de demandes pour le moment. Réessaie dans une minute.
error-trial-rate-limited = Il n’y a plus d’essai gratuit pour l’instant. Utilise /login pour continuer avec ton propre compte NemoVideo.
error-backend-down = Le service vidéo a un problème en ce moment. Ton projet est en sécurité ; réessaie dans quelques minutes.
error-backend-unreachable = Je n’arrive pas à joindre le service vidéo. Vérifie la connexion et réessaie dans quelques minutes.
error-studio-down = Le studio intégré ne répond pas. Redémarre le bot, puis renvoie ta demande.
error-agent = Le montage a rencontré un problème et s’est arrêté. Regarde la timeline avec /status, puis réessaie autrement.
error-status-unavailable = Impossible de lire ton projet pour l’instant. Réessaie /status dans une minute.
error-unexpected = Quelque chose a mal tourné de mon côté. Ton projet est en sécurité ; renvoie-moi ça, s’il te plaît.
error-gave-up = J’ai essayé plusieurs fois sans y arriver. Ton projet est en sécurité ; réessaie en le disant autrement.
error-disk-full = Il n’y a plus de place sur le disque de cette machine. Libère un peu d’espace, puis réessaie.
error-not-allowed = Ce bot est privé, et tu n’es pas sur sa liste. Demande à la personne qui le gère.
error-chat-not-allowed = Ce bot ne fonctionne pas dans ce chat. Demande à la personne qui le gère.
error-message-too-long = Ce message est trop long pour moi. Raccourcis-le à { $limit } caractères et renvoie-le.
error-command-unknown = Je ne connais pas cette commande. Dis-le avec tes mots, ou regarde /help.
# $near (text): the nearest command's name
error-command-near = Je ne connais pas cette commande. Voulais-tu dire /{ $near } ? /help montre ce que je sais faire.
error-command-remove = Je n’ai rien supprimé. Dis ce qu’il faut enlever, par exemple `retire la deuxième photo` ; /forget supprime tout ce qui est à toi.

file-unreadable = Je n’arrive pas à lire { $name } ; le fichier semble abîmé. Renvoie-le ou essaie avec un autre.
file-unsupported = Je ne peux pas utiliser { $name }. Envoie des clips MP4, MOV, AVI, WebM ou MKV, des images JPG, PNG, GIF ou WebP, ou du son MP3, WAV, M4A ou AAC.
file-empty = { $name } est vide (0 octet). Renvoie-le.
file-too-large = { $name } pèse { $size } ; la limite est de { $limit }. Compresse-le ou coupe-le, puis renvoie-le.
file-project-full = Il n’y a plus de place pour { $name } dans ce projet. Commences-en un autre avec /new, puis renvoie-le.
file-person-full = Tes projets occupent déjà toute la place qu’une personne peut avoir ici, il n’en reste plus pour { $name }. Renvoie-le quand d’anciens projets auront été effacés, deux semaines après leur dernière utilisation.
file-too-much = { $name } a trop de pixels, d’images ou de minutes pour moi. Envoie une version plus petite ou plus courte.
file-over-chat-limit = { $name } dépasse les { $limit } que je peux récupérer dans ce chat. Compresse-le, ou envoie plutôt un lien direct.
file-over-chat-limit-app = { $name } dépasse les { $limit } que je peux récupérer dans ce chat. Ajoute-le plutôt dans l’app : le bouton à côté du champ de texte l’ouvre.
file-directory = { $name } est un dossier. Envoie plutôt les fichiers qu’il contient.
file-missing = Je ne trouve pas { $name }. Vérifie le chemin et réessaie.
file-no-permission = Je n’ai pas le droit de lire { $name }. Change ses permissions ou envoie une copie.
file-link-expired = Le lien vers { $name } a expiré. Renvoie le fichier.
file-download-failed = Je n’ai pas pu récupérer { $name }. Renvoie-le dans un instant.
file-upload-failed = Je n’ai pas pu envoyer { $name }. Renvoie-le dans un instant.
file-streaming-link = Les liens de { $host } ne marchent pas ici. Envoie le fichier lui-même, ou décris le style : la bibliothèque intégrée a des musiques proches.
file-url-failed = Je n’ai pas pu ouvrir ce lien. Vérifie qu’il s’ouvre sans connexion, ou envoie le fichier lui-même.
file-too-many = { $limit ->
        [one] Je peux prendre { $limit } fichier à la fois.
       *[other] Je peux prendre { $limit } fichiers à la fois.
    } Envoie les autres dans ton prochain message.
