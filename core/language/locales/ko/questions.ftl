# The agent's question and its answers.
button-other = 기타…
button-answer = 답하기…
button-done = 완료
# The title of a form, at most 45 characters.
form-answer = 답변
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $n }/{ $of })
question-several = 하나 이상 고른 다음 ‘완료’를 누르세요.
question-free = 다음 메시지로 답을 적어 주세요.
question-lapsed = 그 질문은 이제 닫혔어요. 아직 필요하다면 말씀해 주세요.
