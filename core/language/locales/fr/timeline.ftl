timeline-header = { $count ->
        [one] Timeline ({ $count } piste) :
       *[other] Timeline ({ $count } pistes) :
    }
timeline-empty = La timeline est vide.
timeline-line = { $number }. { $kind } : { $items }
timeline-kind-video = Vidéo
timeline-kind-audio = Musique
timeline-kind-voice = Voix off
timeline-kind-text = Titre
timeline-kind-captions = Sous-titres
timeline-kind-other = Piste
timeline-item = { $name } ({ $details })
timeline-joiner = {", "}
timeline-quoted = « { $text } »
timeline-span = { $from }–{ $to } s
timeline-percent = { $percent } %
timeline-speed = { $factor }x
timeline-more = { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
timeline-nothing-in-it = vide
timeline-more-tracks = { $count ->
        [one] et { $count } autre piste
       *[other] et { $count } autres pistes
    }
timeline-unnamed-video = clip { $number }
timeline-unnamed-audio = musique
timeline-unnamed-text = texte { $number }
timeline-unnamed-other = partie { $number }
timeline-describe = { $length }, { $canvas }
timeline-length = Durée : { $length }
status-watch = Pour la voir, appuie sur « { $button } » : la vidéo terminée arrive ici même.

diff-added = { $kind }, ajout : { $item }
diff-removed = { $kind }, retrait : { $name }
diff-moved = { $name } : de la place { $from } à la place { $to }
diff-track-added = Nouvelle piste ({ $kind }) : { $items }
diff-track-removed = Piste retirée ({ $kind }) : { $items }
diff-changed = { $name }, { $label } : { $before } → { $after }
diff-project-changed = { $label } : { $before } → { $after }
diff-text = Texte : { $before } → { $after }
diff-details = { $name } : des détails ont changé
diff-project-details = Des détails du projet ont changé
diff-more = { $count ->
        [one] et { $count } autre changement
       *[other] et { $count } autres changements
    }
label-timing = moment
label-name = nom
label-volume = volume
label-color = couleur
label-position = position
label-speed = vitesse
label-look = style
label-fade = fondu
label-transition = transition
label-motion = mouvement
label-size = taille
label-cut = début
label-project-title = Titre
label-project-length = Durée
label-project-canvas = Format
label-project-look = Style
label-project-fade = Fondu
label-project-rate = Images par seconde
label-project-sound = Son des clips
label-project-denoise = Réduction du bruit
label-project-logo = Logo
value-none = aucun
value-on = oui
value-off = non
value-fade = fondu enchaîné
value-fade-in = fondu d’ouverture
value-fade-out = fondu de fermeture
value-wipe = volet
value-slide = glissement
value-cut = coupe franche
value-zoom-in = zoom avant
value-zoom-out = zoom arrière
value-pan-left = vers la gauche
value-pan-right = vers la droite
value-pan-up = vers le haut
value-pan-down = vers le bas
value-warm = chaud
value-cool = froid
value-bright = clair
value-dark = sombre
value-contrast = contrasté
value-vivid = éclatant
value-vintage = rétro
value-bw = noir et blanc
value-top = en haut
value-center = au centre
value-bottom = en bas
value-white = blanc
value-black = noir
value-red = rouge
value-orange = orange
value-yellow = jaune
value-green = vert
value-blue = bleu
value-purple = violet
value-pink = rose
value-gold = doré
value-grey = gris

suggest-brighter = rends l’image un peu plus claire
suggest-music = ajoute de la musique lo-fi à 30 %
suggest-title-sale = ajoute le titre « Soldes » en blanc
suggest-title-birthday = ajoute le titre « Bon anniv » en blanc
suggest-title-wedding = ajoute le titre « Mariage » en blanc
suggest-title-travel = ajoute le titre « En voyage » en blanc
suggest-title-baby = ajoute le titre « Bienvenue » en blanc
suggest-title-christmas = ajoute le titre « Joyeux Noël » en blanc
suggest-title-year = ajoute le titre « Bonne année » en blanc
suggest-title-graduation = ajoute le titre « Bravo » en blanc
suggest-title = ajoute le titre « Nos moments » en blanc
suggest-shorter = ramène la vidéo à 15 secondes
suggest-quieter = baisse la musique à 20 %
suggest-warmer = rends les couleurs plus chaudes
suggest-transitions = ajoute des fondus doux entre les clips
suggest-fade-out = ajoute un fondu de fermeture à la fin
suggest-ending = ajoute le texte « Merci » à la fin
suggest-calm = mets une musique calme
suggest-longer = rallonge un peu la vidéo
suggest-bw = passe en noir et blanc

format-seconds = { $seconds } s
format-minutes = { $minutes } min
format-minutes-seconds = { $minutes } min { $seconds } s
format-hours-minutes = { $hours } h { $minutes } min
format-bytes = { $size } o
format-kilobytes = { $size } Ko
format-megabytes = { $size } Mo
format-gigabytes = { $size } Go
