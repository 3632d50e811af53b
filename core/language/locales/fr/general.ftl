### Register: "tu", friendly and plain; no-break spaces before ; : ! ? % and inside « », as French sets them.

start-welcome =
    Salut ! Je transforme des photos, des clips et une phrase en vidéo terminée.
    Envoie-moi quelques photos et dis ce que tu veux, par exemple : `fais une vidéo promo de 15 secondes avec mes photos`.
start-returning = Content de te revoir ! Dis-moi quoi changer, ou envoie de nouvelles photos et dis ce que j’en fais.
setup-working = Je prépare tout…
setup-ready = Tout est prêt.
setup-trial = Tu as { $credits ->
        [one] { $credits } crédit gratuit
       *[other] { $credits } crédits gratuits
    } pour { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }.
setup-cloud = Tes vidéos sont faites par NemoVideo dans le cloud.
setup-studio = Tes vidéos sont faites par le studio intégré, sur cette machine, à partir de tes photos et de tes clips.

help-text =
    Dis-moi avec tes mots quoi faire ou changer ; après chaque étape, je montre la timeline.

    • Envoie des photos, des clips ou de la musique, avec ou sans texte
    • `ramène-la à 15 secondes`, `ajoute de la musique lo-fi à 30 %`, `retire la deuxième photo`, `annule la dernière modification`
    • /export quand elle te plaît : le MP4 arrive ici
    • /new repart de zéro, /projects revient à un projet précédent
    • /cancel arrête ce qui est en cours
help-limits =
    Bon à savoir :
    • Changer de format d’image oblige à régénérer la vidéo
    • Les liens YouTube et Spotify ne peuvent pas servir de musique ; la bibliothèque intégrée a des styles proches
    • Les photos ne se retouchent pas, mais elles font un beau diaporama
    • Le mieux : des textes de moins de 60 mots et des demandes concrètes
    • Un clip de 30 secondes prend 1–2 minutes ; le résultat va jusqu’à 1080x1920
help-formats = Je prends les clips MP4, MOV, AVI, WebM et MKV, les images JPG, PNG, GIF et WebP et le son MP3, WAV, M4A et AAC, jusqu’à { $limit } chacun.

group-intro-commands = Salut tout le monde ! Écrivez /help@{ $bot } ou répondez à un de mes messages pour me parler ; je ne vois pas les autres messages ici, une simple mention peut donc se perdre. Chacun a son propre projet et utilise ses propres crédits.
group-intro-mentions = Salut tout le monde ! Mentionnez { $bot } ou répondez à un de mes messages pour me parler ; je ne vois pas les autres messages ici, alors mettez photos et texte dans le même message. Chacun a son propre projet et utilise ses propres crédits.
group-not-your-button = Ce bouton est réservé à la personne qui a fait la demande. Demande-moi ta propre vidéo !
group-answered-privately = Je t’ai répondu dans notre chat privé.
group-write-me-first = Je ne peux pas encore t’écrire en privé. Ouvre un chat avec moi, appuie sur Démarrer, puis réessaie.
button-too-old = Ce bouton n’est plus valable. Utilise ceux de mon dernier message.
button-already-used = C’est déjà en cours.

language-ask = Quelle langue dois-je parler ?
language-changed = Désormais, je parle cette langue : { $language }.
language-unknown = Je ne parle pas encore « { $language } ». Choisis une langue avec /language.

settings-title = Tes réglages
settings-language = Langue : { $language }
settings-quality = Qualité d’export : { $quality }
settings-delivery = Les vidéos arrivent : { $kind }
settings-delivery-video = à lire dans le chat
settings-delivery-file = en fichiers intacts
settings-pictures = Image après un changement : { $state }
settings-pictures-group = Image après un changement dans les groupes : { $state }
settings-on = oui
settings-off = non
settings-account = Compte : { $account }
settings-account-linked = le tien, associé
settings-account-shared = partagé par ce bot
settings-account-anonymous = essai gratuit
settings-backend-cloud = Vidéos faites par : NemoVideo
settings-backend-studio = Vidéos faites par : le studio intégré
settings-quality-changed = Les exports seront désormais en { $quality }.
settings-quality-unknown = Je peux exporter en 720p ou en 1080p. Choisis l’un des deux.

console-welcome = Écris ce que tu veux, glisse un fichier ici, ou tape le numéro d’un bouton. /help en montre plus, Ctrl-C pour quitter.
console-goodbye = À bientôt ! Ce qui n’est pas fini reprendra au prochain démarrage.
console-you = Toi
console-bot = Reelay

media-unopened = Je ne peux pas ouvrir ce type de message, donc rien n’a été fait. Envoie la photo, le clip ou le son lui-même, en photo, en vidéo ou en fichier, et dis quoi en faire.
words-none = Il n’y a pas de mots là-dedans, donc je n’ai rien changé. Dis-moi quoi faire ou quoi modifier.
reply-hidden = Je ne peux pas voir le message auquel tu réponds, donc rien n’a été fait. Colle-le ici avec ce que tu veux, ou transfère-le-moi dans notre conversation privée.
file-no-text = Je ne peux pas lire { $name } comme un texte de { $limit } Ko au plus, donc rien n’a été fait. Colle plutôt son texte ici.
group-not-your-project = Cette vidéo vient du projet de { $name }, je n’ai donc rien changé. Tu peux commencer le tien avec la même demande.
group-not-your-project-unnamed = Cette vidéo vient du projet de quelqu’un d’autre, je n’ai donc rien changé. Tu peux commencer le tien avec la même demande.
button-start-from = Partir de là
upload-incomplete = Rien n’est encore fait : ta demande ne commence pas avec moins que ce que tu as envoyé. Continue sans, ou renvoie le fichier et ton texte.
button-go-on-without = Continuer sans
flood-left-out = Cela faisait beaucoup d’un coup, une partie a été laissée de côté. Messages laissés de côté : { $count }. Renvoie ce qui compte encore.
flood-same-answer = La même réponse vaut pour d’autres de tes messages : { $count }.
edit-taken = J’ai remplacé ta demande en attente par le nouveau texte.
edit-too-late = Cette demande est déjà partie, la modifier ne change plus rien. Écris ce qu’il faut changer dans un nouveau message.
