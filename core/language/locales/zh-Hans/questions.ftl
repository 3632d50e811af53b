# The agent's question and its answers.
button-other = 其他…
button-answer = 回答…
button-done = 完成
# The title of a form, at most 45 characters.
form-answer = 你的回答
# $n (number): which of the questions this is; $of (number): how many there are
question-count = （{ $n }/{ $of }）
question-several = 选一个或多个，再点“完成”。
question-free = 请在下一条消息里写下你的回答。
question-lapsed = 这个问题已经关闭。如果你还需要，直接告诉我就好。
