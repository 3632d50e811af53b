timeline-header = { $count ->
        [one] Linha do tempo ({ $count } faixa):
       *[other] Linha do tempo ({ $count } faixas):
    }
timeline-empty = A linha do tempo está vazia.
timeline-line = { $number }. { $kind }: { $items }
timeline-addition = { $kind }: { $items }
timeline-kind-video = Vídeo
timeline-kind-audio = Música
timeline-kind-text = Título
timeline-kind-captions = Legendas
timeline-kind-other = Faixa
timeline-item = { $name } ({ $details })
timeline-joiner = {", "}
timeline-quoted = “{ $text }”
timeline-span = { $from }–{ $to } s
timeline-percent = { $percent }%
timeline-speed = { $factor }x
timeline-more = e mais { $count }
timeline-nothing-in-it = vazia
timeline-more-tracks = { $count ->
        [one] e mais { $count } faixa
       *[other] e mais { $count } faixas
    }
timeline-unnamed-video = clipe { $number }
timeline-unnamed-audio = música
timeline-unnamed-text = texto { $number }
timeline-unnamed-other = parte { $number }
timeline-describe = { $length }, { $canvas }

diff-added = { $kind }, adicionado: { $item }
diff-removed = { $kind }, retirado: { $name }
diff-moved = { $name }: da posição { $from } para a { $to }
diff-track-added = Nova faixa ({ $kind }): { $items }
diff-track-removed = Faixa retirada ({ $kind }): { $items }
diff-changed = { $name }, { $label }: { $before } → { $after }
diff-project-changed = { $label }: { $before } → { $after }
diff-text = Texto: { $before } → { $after }
diff-details = { $name }: alguns detalhes mudaram
diff-project-details = Alguns detalhes do projeto mudaram
diff-more = { $count ->
        [one] e mais { $count } mudança
       *[other] e mais { $count } mudanças
    }
label-timing = tempo
label-name = nome
label-volume = volume
label-color = cor
label-position = posição
label-speed = velocidade
label-look = estilo
label-fade = fade
label-transition = transição
label-motion = movimento
label-size = tamanho
label-cut = início
label-project-title = Título
label-project-length = Duração
label-project-canvas = Formato
label-project-look = Estilo
label-project-fade = Fade
label-project-rate = Quadros por segundo
label-project-sound = Som dos clipes
label-project-denoise = Redução de ruído
label-project-logo = Logo
value-none = nenhum
value-on = ligado
value-off = desligado
value-fade = fusão
value-fade-in = fade-in
value-fade-out = fade-out
value-wipe = cortina
value-slide = deslizar
value-cut = corte
value-zoom-in = aproximar
value-zoom-out = afastar
value-pan-left = para a esquerda
value-pan-right = para a direita
value-pan-up = para cima
value-pan-down = para baixo
value-warm = quente
value-cool = frio
value-bright = claro
value-dark = escuro
value-contrast = contrastado
value-vivid = vivo
value-vintage = retrô
value-bw = preto e branco
value-top = em cima
value-center = no centro
value-bottom = embaixo
value-white = branco
value-black = preto
value-red = vermelho
value-orange = laranja
value-yellow = amarelo
value-green = verde
value-blue = azul
value-purple = roxo
value-pink = rosa
value-gold = dourado
value-grey = cinza

suggest-brighter = deixe um pouco mais claro
suggest-music = coloque música lo-fi a 30%
suggest-title = coloque o título 'Oferta' em branco
suggest-shorter = deixe com 15 segundos
suggest-quieter = abaixe a música para 20%
suggest-warmer = deixe as cores mais quentes
suggest-transitions = coloque transições suaves entre clipes
suggest-fade-out = coloque um fade-out no final
suggest-ending = coloque o texto 'Obrigado' no final

format-seconds = { $seconds } s
format-minutes = { $minutes } min
format-minutes-seconds = { $minutes } min { $seconds } s
format-hours-minutes = { $hours } h { $minutes } min
format-bytes = { $size } B
format-kilobytes = { $size } KB
format-megabytes = { $size } MB
format-gigabytes = { $size } GB
