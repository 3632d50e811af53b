progress-started = Je m’y mets…
progress-files = Je regarde tes fichiers…
progress-uploading = Envoi { $done }/{ $total } · { $size } · { $percent } %
progress-converting = Conversion de { $name }…
progress-thinking = Je réfléchis…
progress-writing = J’écris la réponse…
progress-line = { $what } · { $time }
progress-still-working = ⏳ Toujours au travail… déjà { $time }
progress-tool-generate = Je génère le clip…
progress-tool-image = Je crée une image…
progress-tool-music = J’ajoute de la musique…
progress-tool-title = J’ajoute du texte…
progress-tool-captions = J’ajoute des sous-titres…
progress-tool-voice = J’enregistre la voix…
progress-tool-effect = J’ajoute des effets…
progress-tool-transition = J’adoucis les transitions…
progress-tool-trim = Je coupe les clips…
progress-tool-arrange = J’organise la timeline…
progress-tool-analyse = Je regarde les images…
progress-tool-search = Je cherche dans la bibliothèque…
progress-tool-other = Je fais le montage…
progress-rendering-percent = Rendu… { $percent } %
progress-render-again = Le premier rendu a échoué, je réessaie…
progress-delivering = J’envoie ta vidéo…
progress-rate-limited = Il y a du monde ; je continue dans { $time }…
progress-reconnecting = Je renouvelle ton accès…

queue-noted = { $position ->
        [1] C’est noté, tu passes juste après.
       *[other] C’est noté, tu es en position { $position } dans la file.
    }
queue-full = { $limit ->
        [one] { $limit } demande attend déjà.
       *[other] { $limit } demandes attendent déjà.
    } Laisse-en une se terminer ou utilise /cancel, puis renvoie ceci.
queue-then-export = Je l’exporte juste après.
# One video from each file. $n, $of (numbers), $what (text): another phrase; $count (number, 2 or more)
progress-part = { $n } sur { $of } · { $what }
each-ask = Cela fait une vidéo par fichier, { $count } en tout. Chacune est une demande à part et coûte le prix d’une vidéo.
each-noted = Une vidéo par fichier, { $count } en tout : chacune coûte le prix d’une vidéo et arrive dès qu’elle est prête.
each-go = Faire { $count } vidéos
each-all = Une seule vidéo de tout
each-all-prompt = Une vidéo avec tous ces fichiers :
# $limit (number)
each-too-many = Je peux faire au plus { $limit } vidéos à la fois, une par fichier. Envoie moins de fichiers.
# $limit (number)
each-over-cap = C’est plus que ce qu’il reste des { $limit } d’aujourd’hui, donc rien n’a été commencé. Envoie moins de fichiers ou reviens demain.
each-button = Une vidéo par fichier
# A prompt to the agent
each-file-prompt = fais une vidéo avec cette photo

cancel-nothing = Il n’y a rien à annuler. Envoie-moi des photos ou une demande pour commencer.
cancel-nothing-running = Rien n’est en cours. Pour annuler la dernière modification, appuie sur « { $button } ».
cancel-queued = { $count ->
        [one] Annulé ; ça n’avait pas encore commencé.
       *[other] { $count } demandes annulées ; elles n’avaient pas encore commencé.
    }
cancel-upload = Annulé pendant l’envoi ; rien n’a été demandé au studio, donc rien n’a été dépensé.
cancel-running = Je n’attends plus. Ce qui est déjà parti peut encore être terminé dans le cloud et facturé ; /status montre le résultat.
cancel-export = Export annulé. Ta timeline n’a pas bougé ; /export le relance.
cancel-waiting = Demandes en attente annulées en même temps : { $count }.
cancel-follow-up = L’étape suivante est annulée aussi, car la précédente n’a pas abouti.

turn-changed = Voici ce qui a changé :
turn-no-change = Rien n’a changé sur la timeline. Précise le clip, le moment ou le texte, par exemple `ajoute le titre « Soldes » en blanc`.
turn-extras = Ceci s’est ajouté tout seul : { $tracks }. Je garde ou je retire ?
turn-strip-music-prompt = retire la musique
turn-strip-voice-prompt = retire la voix off
turn-strip-title-prompt = retire le titre
turn-strip-captions-prompt = retire les sous-titres
turn-undo-prompt = annule la dernière modification
turn-change-ask = Dis-moi quoi changer.
turn-upload-offer = Envoie-moi le fichier ici, dans le chat.
turn-session-lost = Ton ancienne timeline n’existe plus ; j’ai commencé un nouveau projet et continué avec ta demande.
turn-late-file = Arrivé un peu tard, mais bien dans ton projet : { $names }. Parles-en dans ton prochain message.

media-received = { $count ->
        [one] J’ai reçu ton fichier.
       *[other] J’ai reçu { $count } fichiers.
    } J’en fais quoi ?
media-idea-promo = fais une vidéo promo de 15 secondes avec mes photos
media-idea-slideshow = fais un diaporama avec des transitions douces et une musique calme
media-idea-vertical = fais une vidéo verticale de 20 secondes avec une musique entraînante
media-idea-song = utilise ma chanson comme musique
media-idea-add = ajoute les nouvelles à la fin
media-none = Envoie-moi les photos ou les clips ici, et dis-moi quoi en faire.

recovery-checking = La connexion a coupé ; ta demande tourne peut-être encore. Je regarde à nouveau dans { $time }…
recovery-changed = Ça a pris plus longtemps que prévu, mais c’est fait. Voici ce qui a changé :
recovery-answered = Ça a pris plus longtemps que prévu. Voici la réponse :
recovery-unknown = J’ai perdu le contact avec le studio et je ne sais pas si ta demande a été exécutée. Voici ton projet tel qu’il est ; si la modification manque, réessaie (cela peut coûter des crédits une seconde fois).
recovery-no-state = J’ai perdu le contact avec le studio et je ne vois pas ton projet pour l’instant. Regarde /status dans quelques minutes avant de réessayer.
recovery-duplicate = (C’est peut-être un doublon.)
recovery-restored = Le bot a été restauré depuis une sauvegarde et je ne sais pas si cette demande a été exécutée. Voici ton projet ; s’il manque quelque chose, redemande-le (cela peut coûter des crédits une seconde fois).
recovery-too-old = J’ai été absent plus d’un jour, je n’ai donc pas commencé ceci : « { $request } ». Renvoie-le si tu le veux toujours.
recovery-left-out = { $count ->
        [one] Pendant mon absence, { $count } demande de plus est arrivée que je n’en prends à la fois. Je l’ai laissée de côté, rien n’a été dépensé pour elle. Je m’occupe des précédentes ; renvoie-la si tu la veux toujours.
       *[other] Pendant mon absence, { $count } demandes de plus sont arrivées que je n’en prends à la fois. Je les ai laissées de côté, rien n’a été dépensé pour elles. Je m’occupe des précédentes ; renvoie ce que tu veux toujours.
    }

status-running = En cours : { $what } ({ $time })
status-waiting = { $count ->
        [one] { $count } demande en attente.
       *[other] { $count } demandes en attente.
    }
status-empty = Encore rien sur la timeline. Envoie des photos et dis-moi quoi en faire.

project-new = Nouveau projet. Envoie des photos ou dis-moi quoi faire.
project-new-titled = Nouveau projet : **{ $title }**. Envoie des photos ou dis-moi quoi faire.
project-list = { $count ->
        [one] Ton projet :
       *[other] Tes { $count } projets, le plus récent d’abord :
    }
project-item = { $number }. { $title } · { $when }
project-item-current = { $number }. **{ $title }** · { $when } (ouvert)
project-none = Tu n’as pas encore de projet. Envoie des photos et dis-moi quoi en faire.
project-switched = De retour dans **{ $title }**.
project-gone = Ce projet ne peut plus être ouvert. Choisis-en un autre avec /projects, ou repars avec /new.
project-untitled = Sans titre
project-link = L’ouvrir dans l’éditeur web : { $link }
