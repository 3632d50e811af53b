progress-started = Já vou…
progress-files = Olhando seus arquivos…
progress-uploading = Enviando { $done }/{ $total } · { $size } · { $percent }%
progress-converting = Convertendo { $name }…
progress-thinking = Pensando nisso…
progress-writing = Escrevendo a resposta…
progress-line = { $what } · { $time }
progress-still-working = ⏳ Ainda trabalhando… { $time } até agora
progress-tool-generate = Gerando o clipe…
progress-tool-image = Criando uma imagem…
progress-tool-music = Colocando música…
progress-tool-title = Colocando texto…
progress-tool-captions = Colocando legendas…
progress-tool-voice = Gravando a voz…
progress-tool-effect = Colocando efeitos…
progress-tool-transition = Suavizando as transições…
progress-tool-trim = Cortando os clipes…
progress-tool-arrange = Organizando a linha do tempo…
progress-tool-analyse = Vendo o material…
progress-tool-search = Procurando na biblioteca…
progress-tool-other = Editando…
progress-rendering-percent = Renderizando… { $percent }%
progress-render-again = A primeira renderização falhou, tentando mais uma vez…
progress-delivering = Mandando seu vídeo…
progress-rate-limited = Está movimentado agora; continuo em { $time }…
progress-reconnecting = Renovando seu acesso…

queue-noted = { $position ->
        [1] Anotado, você é o próximo da fila.
       *[other] Anotado, você é o { $position }º da fila.
    }
queue-full = { $limit ->
        [one] Já há { $limit } pedido esperando.
       *[other] Já há { $limit } pedidos esperando.
    } Deixe um terminar ou use /cancel, depois mande isto de novo.
queue-then-export = Logo depois eu exporto.
# One video from each file. $n, $of (numbers), $what (text): another phrase; $count (number, 2 or more)
progress-part = { $n } de { $of } · { $what }
each-ask = Seria um vídeo de cada arquivo, { $count } no total. Cada um é um pedido à parte e custa o que custa um vídeo.
each-noted = Um vídeo de cada arquivo, { $count } no total: cada um custa o que custa um vídeo e é enviado assim que fica pronto.
each-go = Fazer { $count } vídeos
each-all = Um vídeo com tudo
each-all-prompt = Um vídeo com todos estes arquivos:
# $limit (number)
each-too-many = Posso fazer no máximo { $limit } vídeos de uma vez, um de cada arquivo. Envie menos arquivos.
# $limit (number)
each-over-cap = É mais do que resta dos { $limit } de hoje, então nada foi começado. Envie menos arquivos ou volte amanhã.
each-button = Um vídeo de cada um
# A prompt to the agent
each-file-prompt = faça um vídeo com este arquivo

cancel-nothing = Não há nada para cancelar. Me mande fotos ou um pedido para começar.
cancel-nothing-running = Não há nada em andamento. Para desfazer a última mudança, toque em “{ $button }”.
cancel-queued = { $count ->
        [one] Cancelado; ainda não tinha começado.
       *[other] { $count } pedidos cancelados; ainda não tinham começado.
    }
cancel-upload = Cancelado durante o envio; nada foi pedido ao estúdio, então nada foi gasto.
cancel-running = Parei de esperar. O que já foi enviado ainda pode ser concluído na nuvem e cobrado; /status mostra o resultado.
cancel-export = Exportação cancelada. Sua linha do tempo está intacta; /export começa de novo.
cancel-waiting = Pedidos em espera que também foram cancelados: { $count }.
cancel-follow-up = O próximo passo também foi cancelado, porque o anterior não terminou.

turn-changed = Veja o que mudou:
turn-no-change = Nada mudou na linha do tempo. Diga qual clipe, momento ou texto, por exemplo `coloque o título “Oferta” em branco`.
turn-extras = Isto veio junto sem pedir: { $tracks }. Mantenho ou tiro?
turn-strip-music-prompt = tire a música
turn-strip-voice-prompt = tire a narração
turn-strip-title-prompt = tire o título
turn-strip-captions-prompt = tire as legendas
turn-undo-prompt = desfaça a última mudança
turn-change-ask = Me diga o que mudar.
turn-upload-offer = Me mande o arquivo aqui mesmo no chat.
turn-session-lost = Sua linha do tempo anterior não existe mais; comecei um projeto novo e continuei com seu pedido.
turn-late-file = Chegou um pouco atrasado, mas já está no projeto: { $names }. É só mencionar na próxima mensagem.

media-received = { $count ->
        [one] Recebi seu arquivo. O que faço com ele?
       *[other] Recebi { $count } arquivos. O que faço com eles?
    }
media-idea-promo = faça um vídeo promocional de 15 segundos com as minhas fotos
media-idea-slideshow = faça um slideshow com transições suaves e música calma
media-idea-vertical = faça um vídeo vertical de 20 segundos com música animada
media-idea-song = use minha música como trilha
media-idea-add = adicione as novas no final
media-none = Mande as fotos ou os clipes aqui e diga o que fazer com eles.

recovery-checking = A conexão caiu, mas seu pedido ainda pode estar em andamento. Olho de novo em { $time }…
recovery-changed = Demorou mais que o previsto, mas está feito. Veja o que mudou:
recovery-answered = Demorou mais que o previsto. Aqui está a resposta:
recovery-unknown = Perdi o contato com o estúdio e não sei se seu pedido foi executado. Seu projeto está assim agora; se a mudança não aparecer, tente de novo (isso pode gastar créditos outra vez).
recovery-no-state = Perdi o contato com o estúdio e não consigo ver seu projeto agora. Veja /status em alguns minutos antes de tentar de novo.
recovery-duplicate = (Isto pode estar repetido.)
recovery-restored = O bot foi restaurado de um backup, então não sei se este pedido foi executado. Aqui está seu projeto; se faltar algo, peça de novo (isso pode gastar créditos outra vez).
recovery-too-old = Fiquei fora por mais de um dia, então não comecei isto: “{ $request }”. Mande de novo se ainda quiser.
recovery-left-out = { $count ->
        [one] Enquanto estive fora chegou { $count } pedido a mais do que aceito de uma vez. Deixei-o de fora e nada foi gasto com ele. Estou fazendo os anteriores; mande de novo se ainda quiser.
       *[other] Enquanto estive fora chegaram { $count } pedidos a mais do que aceito de uma vez. Deixei-os de fora e nada foi gasto com eles. Estou fazendo os anteriores; mande de novo o que ainda quiser.
    }

status-running = Em andamento: { $what } ({ $time })
status-waiting = { $count ->
        [one] Há { $count } pedido na fila.
       *[other] Há { $count } pedidos na fila.
    }
status-empty = Ainda não há nada na linha do tempo. Mande fotos e diga o que fazer com elas.

project-new = Projeto novo. Mande fotos ou me diga o que fazer.
project-new-titled = Projeto novo: **{ $title }**. Mande fotos ou me diga o que fazer.
project-list = { $count ->
        [one] Seu projeto:
       *[other] Seus { $count } projetos, os mais novos primeiro:
    }
project-item = { $number }. { $title } · { $when }
project-item-current = { $number }. **{ $title }** · { $when } (aberto agora)
project-none = Você ainda não tem projetos. Mande fotos e diga o que fazer.
project-switched = De volta a **{ $title }**.
project-gone = Esse projeto não abre mais. Escolha outro em /projects ou comece com /new.
project-untitled = Sem título
project-link = Abra no editor web: { $link }
