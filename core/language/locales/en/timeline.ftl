### The timeline in words: summary, differences, suggestions, units.

# $count (number)
timeline-header = { $count ->
        [one] Timeline ({ $count } track):
       *[other] Timeline ({ $count } tracks):
    }
timeline-empty = The timeline is empty.
# $number (number), $kind (text), $items (text)
timeline-line = { $number }. { $kind }: { $items }
# $kind, $items (texts)
timeline-kind-video = Video
timeline-kind-audio = Music
timeline-kind-voice = Voice-over
timeline-kind-text = Title
timeline-kind-captions = Captions
timeline-kind-other = Track
# $name, $details (texts)
timeline-item = { $name } ({ $details })
timeline-joiner = {", "}
# $text (text)
timeline-quoted = "{ $text }"
# $from, $to (numbers, seconds)
timeline-span = { $from }-{ $to }s
timeline-percent = { $percent }%
timeline-speed = { $factor }x
timeline-more = +{ $count } more
timeline-nothing-in-it = empty
timeline-more-tracks = { $count ->
        [one] and { $count } more track
       *[other] and { $count } more tracks
    }
# $number (number)
timeline-unnamed-video = clip { $number }
timeline-unnamed-audio = music
timeline-unnamed-text = text { $number }
timeline-unnamed-other = part { $number }
# $length, $canvas (texts)
timeline-describe = { $length }, { $canvas }
# $length (text): as timeline-describe
timeline-length = Length: { $length }
# $button (text): the label of the button
status-watch = To watch it, press { $button }: the finished video comes right here.

# $item (text), $kind (text)
diff-added = { $kind }, added: { $item }
diff-removed = { $kind }, removed: { $name }
# $from, $to (numbers): places on the track, the first is 1
diff-moved = { $name }: moved from place { $from } to place { $to }
diff-track-added = Added { $kind }: { $items }
diff-track-removed = Removed { $kind }: { $items }
# $name, $label, $before, $after (texts)
diff-changed = { $name }, { $label }: { $before } → { $after }
diff-project-changed = { $label }: { $before } → { $after }
# $before, $after (texts in quotes)
diff-text = Text: { $before } → { $after }
diff-details = { $name }: details changed
diff-project-details = Project details changed
diff-more = { $count ->
        [one] and { $count } more change
       *[other] and { $count } more changes
    }
label-timing = time
label-name = name
label-volume = volume
label-color = colour
label-position = position
label-speed = speed
label-look = look
label-fade = fade
label-transition = transition
label-motion = motion
label-size = size
label-cut = cut
label-project-title = Title
label-project-length = Length
label-project-canvas = Canvas
label-project-look = Look
label-project-fade = Fade
label-project-rate = Frames per second
label-project-sound = Sound of the clips
label-project-denoise = Noise reduction
label-project-logo = Logo
value-none = none
value-on = on
value-off = off
value-fade = fade
value-fade-in = fade in
value-fade-out = fade out
value-wipe = wipe
value-slide = slide
value-cut = cut
value-zoom-in = zoom in
value-zoom-out = zoom out
value-pan-left = pan left
value-pan-right = pan right
value-pan-up = pan up
value-pan-down = pan down
value-warm = warm
value-cool = cool
value-bright = bright
value-dark = dark
value-contrast = contrast
value-vivid = vivid
value-vintage = vintage
value-bw = black and white
value-top = top
value-center = centre
value-bottom = bottom
value-white = white
value-black = black
value-red = red
value-orange = orange
value-yellow = yellow
value-green = green
value-blue = blue
value-purple = purple
value-pink = pink
value-gold = gold
value-grey = grey

suggest-brighter = make it a little brighter
suggest-music = add lo-fi music at 30%
suggest-title-sale = add the title 'Summer Sale' in white
suggest-title-birthday = add the title 'Happy Birthday' in white
suggest-title-wedding = add the title 'Just Married' in white
suggest-title-travel = add the title 'On the Road' in white
suggest-title-baby = add the title 'Welcome, Baby' in white
suggest-title-christmas = add the title 'Merry Christmas' in white
suggest-title-year = add the title 'Happy New Year' in white
suggest-title-graduation = add the title 'Congratulations' in white
suggest-title = add the title 'Best Moments' in white
suggest-shorter = make it 15 seconds
suggest-quieter = turn the music down to 20%
suggest-warmer = make the colours warmer
suggest-transitions = add soft crossfades between the clips
suggest-fade-out = fade out at the end
suggest-ending = add the text 'Thank you' at the end
suggest-calm = use calm music
suggest-longer = make it a little longer
suggest-bw = make it black and white

format-seconds = { $seconds } s
format-minutes = { $minutes } min
format-minutes-seconds = { $minutes } min { $seconds } s
format-hours-minutes = { $hours } h { $minutes } min
format-bytes = { $size } B
format-kilobytes = { $size } KB
format-megabytes = { $size } MB
format-gigabytes = { $size } GB
