# The agent's question and its answers.
button-other = Outra coisa…
button-answer = Responder…
button-done = Pronto
# The title of a form, at most 45 characters.
form-answer = Sua resposta
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $n } de { $of })
question-several = Escolha uma ou mais e depois toque em “Pronto”.
question-free = Escreva sua resposta na próxima mensagem.
question-which = Não sei a qual destas opções você se refere. Qual é?
question-lapsed = Essa pergunta já foi encerrada. Se ainda importa para você, é só me dizer.

# A message that may be a command or an edit; the others are its buttons.
reading-ask = Posso entender isso de duas formas. Qual você quer dizer?
reading-export = Exportar o vídeo
reading-credits = Ver meus créditos
reading-state = Ver a linha do tempo
reading-help = Ver a ajuda
reading-new = Começar um projeto novo
reading-cancel = Cancelar o que está rodando
reading-edit = Passar como edição

# The button for what is needed less often, and what is said above those.
button-more = Mais…
more-choices = O que mais?

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = faça um vídeo de { $length } segundos no formato { $shape } com os meus arquivos
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = Formato { $shape }.
begin-in-length = Duração { $length } segundos.
# $what (text): a shape, a duration, or both
begin-as-set = Conforme as suas /settings: { $what }.
# A voice note. $words (text): what it says
voice-heard = Entendi: “{ $words }”
voice-ask-heard = Não sei se entendi bem o seu áudio: “{ $words }”. O que ele é?
voice-ask = Não consegui distinguir palavras no seu áudio. O que ele é?
voice-ask-typed = Aqui não consigo ouvir áudios: o que você quer precisa ser escrito. O que é este?
voice-is-words = É o que eu quero
voice-is-sound = É som para o vídeo
voice-type = Então escreva, por favor: não consegui entender as palavras.
begin-pick = Escolha formato e duração, ou uma ideia:
# $shape (text): an aspect ratio, or settings-ask
settings-shape = Formato dos vídeos novos: { $shape }
# $length (text): a duration, or settings-ask
settings-length = Duração dos vídeos novos: { $length }
settings-ask = perguntado a cada vez
