### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = Entendido. A resposta chega aqui mesmo.
discord-noted-private = Não posso escrever aqui, então a resposta chega no nosso chat privado.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = Não posso escrever em { $where }: falta a permissão { $permissions }. Peça a um admin que libere; até lá respondo no nosso chat privado.
discord-not-taken = Não consegui registrar isso. Tente de novo em um minuto.
discord-ask-title = O que eu mudo?
discord-ask-field = Com as suas palavras
discord-use-slash = Não consigo escrever para você em privado. Use meus comandos de barra aqui: só você vê essas respostas.
# $thread (text): a link to it
discord-noted-thread = Entendido. A resposta chega em { $thread }.
option-video-thread = Em um tópico próprio
