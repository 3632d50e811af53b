# The agent's question and its answers.
button-other = Outra coisa…
button-answer = Responder…
button-done = Pronto
# The title of a form, at most 45 characters.
form-answer = Sua resposta
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $n } de { $of })
question-several = Escolha uma ou mais e depois toque em "Pronto".
question-free = Escreva sua resposta na próxima mensagem.
question-lapsed = Essa pergunta já foi encerrada. Se ainda importa para você, é só me dizer.
