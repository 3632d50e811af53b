### Register: Brazilian "você", relaxed spoken grammar ("me diga", "mande").

start-welcome =
    Oi! Eu transformo fotos, clipes e uma frase em um vídeo pronto.
    Me mande algumas fotos e diga o que você quer, por exemplo: `faça um vídeo promocional de 15 segundos com as minhas fotos`.
start-returning = Que bom ver você de novo! Me diga o que mudar, ou mande fotos novas e diga o que fazer com elas.
setup-working = Preparando tudo…
setup-ready = Está tudo pronto.
setup-trial = Você tem { $credits ->
        [one] { $credits } crédito grátis
       *[other] { $credits } créditos grátis
    } por { $days ->
        [one] { $days } dia
       *[other] { $days } dias
    }.
setup-cloud = Seus vídeos são feitos pelo NemoVideo na nuvem.
setup-studio = Seus vídeos são feitos pelo estúdio embutido, nesta máquina mesmo, com as suas fotos e clipes.

help-text =
    Me diga com as suas palavras o que fazer ou mudar; depois de cada passo eu mostro a linha do tempo.

    • Mande fotos, clipes ou música, com ou sem texto
    • `deixe com 15 segundos`, `coloque música lo-fi a 30%`, `tire a segunda foto`, `desfaça a última mudança`
    • /export quando gostar: o MP4 chega aqui
    • /new começa de novo, /projects volta a um projeto anterior
    • /cancel para o que estiver em andamento
help-limits =
    Bom saber:
    • Mudar a proporção da imagem significa gerar o vídeo de novo
    • Links do YouTube e do Spotify não servem como música; a biblioteca embutida tem estilos parecidos
    • Não dá para retocar fotos, mas elas rendem um belo slideshow
    • Roteiros com menos de 60 palavras e pedidos concretos funcionam melhor
    • Um clipe de 30 segundos leva 1–2 minutos; o resultado vai até 1080x1920
help-formats = Posso usar clipes MP4, MOV, AVI, WebM e MKV, imagens JPG, PNG, GIF e WebP e áudio MP3, WAV, M4A e AAC, até { $limit } cada.

group-intro-commands = Oi, pessoal! Usem /help@{ $bot } ou respondam a uma mensagem minha para falar comigo; não vejo as outras mensagens daqui, então uma simples menção pode não chegar. Cada pessoa tem seu próprio projeto e usa seus próprios créditos.
group-intro-mentions = Oi, pessoal! Mencionem { $bot } ou respondam a uma mensagem minha para falar comigo; não vejo as outras mensagens daqui, então mandem fotos e texto na mesma mensagem. Cada pessoa tem seu próprio projeto e usa seus próprios créditos.
group-not-your-button = Só quem fez o pedido pode usar esse botão. Me peça o seu próprio vídeo!
group-answered-privately = Mandei a resposta no nosso chat privado.
group-write-me-first = Ainda não posso escrever para você em privado. Abra um chat comigo, toque em Iniciar e tente de novo.
button-too-old = Esse botão não vale mais. Use os da minha última mensagem.
button-already-used = Isso já está em andamento.

language-ask = Em que idioma devo falar?
language-changed = A partir de agora falo neste idioma: { $language }.
language-unknown = Ainda não falo “{ $language }”. Escolha um em /language.

settings-title = Suas configurações
settings-language = Idioma: { $language }
settings-quality = Qualidade de exportação: { $quality }
settings-delivery = Os vídeos chegam: { $kind }
settings-delivery-video = para ver no chat
settings-delivery-file = como arquivos sem alteração
settings-pictures = Imagem depois de uma mudança: { $state }
settings-pictures-group = Imagem depois de uma mudança em grupos: { $state }
settings-on = ligada
settings-off = desligada
settings-account = Conta: { $account }
settings-account-linked = a sua, vinculada
settings-account-shared = compartilhada por este bot
settings-account-anonymous = teste grátis
settings-backend-cloud = Quem faz os vídeos: NemoVideo
settings-backend-studio = Quem faz os vídeos: o estúdio embutido
settings-quality-changed = A partir de agora exporto em { $quality }.
settings-quality-unknown = Posso exportar em 720p ou 1080p. Escolha uma das duas.

console-welcome = Escreva o que você quer, arraste um arquivo para cá ou digite o número de um botão. /help mostra mais, Ctrl-C sai.
console-goodbye = Até logo! O que ficou pela metade continua na próxima vez.
console-you = Você
console-bot = Reelay

media-unopened = Não consigo abrir esse tipo de mensagem, por isso nada foi feito. Envie a foto, o clipe ou o som em si, como foto, vídeo ou arquivo, e diga o que fazer com isso.
words-none = Não há palavras nisso, então não mudei nada. Diga o que devo fazer ou mudar.
reply-hidden = Não consigo ver a mensagem a que você responde, por isso nada foi feito. Cole-a aqui junto com o que você quer, ou encaminhe-a para mim na nossa conversa privada.
file-no-text = Não consigo ler { $name } como texto de no máximo { $limit } KB, por isso nada foi feito. Cole as palavras aqui.
group-not-your-project = Esse vídeo é do projeto de { $name }, por isso não mudei nada. Você pode começar o seu com o mesmo pedido.
group-not-your-project-unnamed = Esse vídeo é do projeto de outra pessoa, por isso não mudei nada. Você pode começar o seu com o mesmo pedido.
button-start-from = Começar com isto
upload-incomplete = Nada foi feito ainda: o seu pedido não começa com menos do que você enviou. Continue sem isso, ou envie de novo o arquivo e as suas palavras.
button-go-on-without = Continuar sem isso
flood-left-out = Foi muita coisa de uma vez, e uma parte ficou de fora. Mensagens que ficaram de fora: { $count }. Envie de novo o que ainda importa.
flood-same-answer = A mesma resposta vale para mais mensagens suas: { $count }.
edit-taken = Mudei o seu pedido em espera para as novas palavras.
edit-too-late = Esse pedido já foi enviado, então editá-lo não muda mais nada. Escreva o que mudar em uma nova mensagem.
