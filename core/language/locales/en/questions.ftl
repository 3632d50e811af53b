# The agent's question and its answers.
button-other = Other…
button-answer = Answer…
button-done = Done
# The title of a form, at most 45 characters.
form-answer = Your answer
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $n } of { $of })
question-several = Choose one or more, then Done.
question-free = Write your answer as your next message.
question-lapsed = That question is closed now. If it still matters to you, just tell me.
