error-link-again = Sua conta vinculada não me deixa mais entrar. Use /login para vincular de novo.
error-access = O NemoVideo recusou o acesso do bot. Avise quem cuida deste bot ou use /login com a sua própria conta.
error-no-credits-trial = Seus créditos grátis acabaram. Cadastre-se aqui para continuar o mesmo projeto: { $link }
error-no-credits = Seus créditos acabaram. Recarregue aqui e mande seu pedido de novo: { $link }
error-no-credits-shared = Os créditos deste bot acabaram. Use /login para continuar com a sua própria conta.
error-plan-blocks-export = Seu plano não inclui exportação. Cadastre-se ou mude de plano aqui para liberar: { $link }
error-rate-limited = O serviço não está aceitando mais pedidos no momento. Tente de novo em um minuto.
error-trial-rate-limited = Não há mais testes grátis agora. Use /login para continuar com a sua própria conta NemoVideo.
error-backend-down = O serviço de vídeo está com um problema. Seu projeto está a salvo; tente de novo em alguns minutos.
error-backend-unreachable = Não consigo falar com o serviço de vídeo. Verifique a conexão e tente de novo em alguns minutos.
error-studio-down = O estúdio embutido não responde. Reinicie o bot e mande seu pedido de novo.
error-agent = O editor teve um problema e parou. Veja a linha do tempo com /status e tente com outras palavras.
error-status-unavailable = Não consigo ver seu projeto agora. Tente /status de novo em um minuto.
error-unexpected = Algo deu errado do meu lado. Seu projeto está a salvo; mande isso de novo, por favor.
error-gave-up = Tentei várias vezes e não consegui terminar. Seu projeto está a salvo; tente com outras palavras.
error-disk-full = Não há mais espaço no disco desta máquina. Libere um pouco e tente de novo.
error-not-allowed = Este bot é privado e você não está na lista dele. Fale com quem cuida do bot.
error-chat-not-allowed = Este bot não funciona neste chat. Fale com quem cuida dele.
error-message-too-long = Essa mensagem é longa demais para mim. Encurte para { $limit } caracteres e mande de novo.
error-command-unknown = Não conheço esse comando. Diga com suas palavras, ou veja /help.
# $near (text): the nearest command's name
error-command-near = Não conheço esse comando. Você quis dizer /{ $near }? /help mostra o que sei fazer.
error-command-remove = Não apaguei nada. Diga o que tirar, por exemplo `tire a segunda foto`; /forget apaga tudo o que é seu.

file-unreadable = Não consigo ler { $name }; parece estar danificado. Mande de novo ou tente outro arquivo.
file-unsupported = Não consigo usar { $name }. Mande clipes MP4, MOV, AVI, WebM ou MKV, imagens JPG, PNG, GIF ou WebP, ou áudio MP3, WAV, M4A ou AAC.
file-empty = { $name } está vazio (0 bytes). Mande de novo.
file-too-large = { $name } tem { $size } e o limite é { $limit }. Comprima ou corte o arquivo e mande de novo.
file-project-full = Não há mais espaço para { $name } neste projeto. Comece outro com /new e mande de novo.
file-person-full = Seus projetos já ocupam todo o espaço que uma pessoa pode ter aqui, e não cabe mais { $name }. Mande de novo quando projetos antigos forem apagados, duas semanas depois do último uso.
file-too-much = { $name } tem pixels, quadros ou minutos demais para mim. Mande uma versão menor ou mais curta.
file-over-chat-limit = { $name } passa dos { $limit } que posso receber neste chat. Comprima o arquivo ou mande um link direto.
file-over-chat-limit-app = { $name } passa dos { $limit } que posso receber neste chat. Adicione-o no app: o botão ao lado da caixa de texto o abre.
file-directory = { $name } é uma pasta. Mande os arquivos que estão nela.
file-missing = Não encontro { $name }. Confira o caminho e tente de novo.
file-no-permission = Não tenho permissão para ler { $name }. Mude as permissões ou mande uma cópia.
file-link-expired = O link de { $name } expirou. Mande o arquivo de novo.
file-download-failed = Não consegui buscar { $name }. Mande de novo daqui a pouco.
file-upload-failed = Não consegui enviar { $name }. Mande de novo daqui a pouco.
file-streaming-link = Links de { $host } não funcionam aqui. Mande o arquivo ou descreva o estilo: a biblioteca embutida tem músicas parecidas.
file-url-failed = Não consegui abrir esse link. Veja se ele abre sem login ou mande o arquivo.
file-too-many = { $limit ->
        [one] Posso receber { $limit } arquivo por vez.
       *[other] Posso receber { $limit } arquivos por vez.
    } Mande os outros na próxima mensagem.
