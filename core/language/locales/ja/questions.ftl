# The agent's question and its answers.
button-other = その他…
button-answer = 回答する…
button-done = 完了
# The title of a form, at most 45 characters.
form-answer = あなたの答え
# $n (number): which of the questions this is; $of (number): how many there are
question-count = （{ $n }/{ $of }）
question-several = 1つ以上選んでから「完了」を押してください。
question-free = 次のメッセージに答えを書いてください。
question-lapsed = その質問は締め切りました。まだ必要でしたら、そのまま書いて送ってください。
