### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = C’est noté. La réponse arrive ici même.
discord-noted-private = Je ne peux pas écrire ici, la réponse arrive donc dans notre chat privé.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = Je ne peux pas écrire dans { $where } : il me manque { $permissions }. Demande à un admin de l’autoriser ; d’ici là, je réponds dans notre chat privé.
discord-not-taken = Je n’ai pas pu prendre ça en compte. Réessaie dans une minute.
form-change = Que dois-je changer ?
form-own-words = Avec tes propres mots
discord-use-slash = Je ne peux pas t’écrire en privé. Utilise ici mes commandes slash : toi seul vois ces réponses.
# $thread (text): a link to it
discord-noted-thread = C’est noté. La réponse arrive dans { $thread }.
option-video-thread = Dans son propre fil

slash-start = commencer
slash-help = aide
slash-new = nouveau
slash-projects = projets
slash-status = état
slash-export = exporter
slash-credits = crédits
slash-login = associer
slash-logout = dissocier
slash-cancel = annuler
slash-language = langue
slash-settings = réglages
slash-whoami = quisuisje
slash-privacy = confidentialité
slash-export_my_data = mes-données
slash-forget = oublier
slash-video = vidéo
slash-new-title = titre
slash-projects-project = projet
slash-export-quality = qualité
slash-language-language = langue
slash-video-prompt = description
slash-video-photo = photo
slash-video-thread = fil
