timeline-header = { $count ->
        [one] Timeline ({ $count } Spur):
       *[other] Timeline ({ $count } Spuren):
    }
timeline-empty = Die Timeline ist leer.
timeline-line = { $number }. { $kind }: { $items }
timeline-addition = { $kind }: { $items }
timeline-kind-video = Video
timeline-kind-audio = Musik
timeline-kind-text = Titel
timeline-kind-captions = Untertitel
timeline-kind-other = Spur
timeline-item = { $name } ({ $details })
timeline-joiner = {", "}
timeline-quoted = „{ $text }“
timeline-span = { $from }–{ $to } s
timeline-percent = { $percent } %
timeline-speed = { $factor }x
timeline-more = +{ $count } weitere
timeline-nothing-in-it = leer
timeline-more-tracks = { $count ->
        [one] und { $count } weitere Spur
       *[other] und { $count } weitere Spuren
    }
timeline-unnamed-video = Clip { $number }
timeline-unnamed-audio = Musik
timeline-unnamed-text = Text { $number }
timeline-unnamed-other = Teil { $number }
timeline-describe = { $length }, { $canvas }

diff-added = { $kind }, neu: { $item }
diff-removed = { $kind }, entfernt: { $name }
diff-moved = { $name }: von Platz { $from } auf Platz { $to }
diff-track-added = { $kind } hinzugefügt: { $items }
diff-track-removed = { $kind } entfernt: { $items }
diff-changed = { $name }, { $label }: { $before } → { $after }
diff-project-changed = { $label }: { $before } → { $after }
diff-text = Text: { $before } → { $after }
diff-details = { $name }: Einzelheiten geändert
diff-project-details = Einzelheiten des Projekts geändert
diff-more = { $count ->
        [one] und { $count } weitere Änderung
       *[other] und { $count } weitere Änderungen
    }
label-timing = Zeit
label-name = Name
label-volume = Lautstärke
label-color = Farbe
label-position = Position
label-speed = Tempo
label-look = Look
label-fade = Blende
label-transition = Übergang
label-motion = Bewegung
label-size = Größe
label-cut = Anfang
label-project-title = Titel
label-project-length = Länge
label-project-canvas = Bildformat
label-project-look = Look
label-project-fade = Blende
label-project-rate = Bilder pro Sekunde
label-project-sound = Ton der Clips
label-project-denoise = Rauschminderung
label-project-logo = Logo
value-none = ohne
value-on = an
value-off = aus
value-fade = Überblendung
value-fade-in = Einblenden
value-fade-out = Ausblenden
value-wipe = Wischen
value-slide = Schieben
value-cut = Schnitt
value-zoom-in = Heranzoomen
value-zoom-out = Herauszoomen
value-pan-left = Schwenk nach links
value-pan-right = Schwenk nach rechts
value-pan-up = Schwenk nach oben
value-pan-down = Schwenk nach unten
value-warm = warm
value-cool = kühl
value-bright = hell
value-dark = dunkel
value-contrast = kontrastreich
value-vivid = kräftig
value-vintage = Vintage
value-bw = schwarz-weiß
value-top = oben
value-center = Mitte
value-bottom = unten
value-white = weiß
value-black = schwarz
value-red = rot
value-orange = orange
value-yellow = gelb
value-green = grün
value-blue = blau
value-purple = lila
value-pink = rosa
value-gold = gold
value-grey = grau

suggest-brighter = mach es etwas heller
suggest-music = füge Lo-Fi-Musik mit 30% hinzu
suggest-title = füge den weißen Titel 'Sale' hinzu
suggest-shorter = kürze es auf 15 Sekunden
suggest-quieter = mach die Musik leiser, auf 20%
suggest-warmer = mach die Farben wärmer
suggest-transitions = füge weiche Übergänge ein
suggest-fade-out = blende am Ende aus
suggest-ending = füge am Ende den Text 'Danke' hinzu

format-seconds = { $seconds } s
format-minutes = { $minutes } min
format-minutes-seconds = { $minutes } min { $seconds } s
format-hours-minutes = { $hours } h { $minutes } min
format-bytes = { $size } B
format-kilobytes = { $size } KB
format-megabytes = { $size } MB
format-gigabytes = { $size } GB
