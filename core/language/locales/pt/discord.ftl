### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = Entendido. A resposta chega aqui mesmo.
discord-noted-private = Não posso escrever aqui, então a resposta chega no nosso chat privado.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = Não posso escrever em { $where }: falta a permissão { $permissions }. Peça a um admin que libere; até lá respondo no nosso chat privado.
discord-not-taken = Não consegui registrar isso. Tente de novo em um minuto.
form-change = O que eu mudo?
form-own-words = Com as suas palavras
discord-use-slash = Não consigo escrever para você em privado. Use meus comandos de barra aqui: só você vê essas respostas.
# $thread (text): a link to it
discord-noted-thread = Entendido. A resposta chega em { $thread }.
option-video-thread = Em um tópico próprio

slash-start = começar
slash-help = ajuda
slash-new = novo
slash-projects = projetos
slash-status = status
slash-export = exportar
slash-credits = créditos
slash-login = vincular
slash-logout = desvincular
slash-cancel = cancelar
slash-language = idioma
slash-settings = configurações
slash-whoami = quemsou
slash-privacy = privacidade
slash-export_my_data = meus-dados
slash-forget = esquecer
slash-video = vídeo
slash-new-title = título
slash-projects-project = projeto
slash-export-quality = qualidade
slash-language-language = idioma
slash-video-prompt = descrição
slash-video-photo = foto
slash-video-thread = tópico
