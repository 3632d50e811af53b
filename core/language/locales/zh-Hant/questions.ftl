# The agent's question and its answers.
button-other = 其他…
button-answer = 回答…
button-done = 完成
# The title of a form, at most 45 characters.
form-answer = 你的回答
# $n (number): which of the questions this is; $of (number): how many there are
question-count = （{ $n }/{ $of }）
question-several = 選一個或多個，再按「完成」。
question-free = 請在下一則訊息裡寫下你的回答。
question-lapsed = 這個問題已經關閉。如果你還需要，直接告訴我就好。
