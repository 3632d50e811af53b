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
question-which = どれのことか分かりませんでした。どれですか？
question-lapsed = その質問は締め切りました。まだ必要でしたら、そのまま書いて送ってください。

# A message that may be a command or an edit; the others are its buttons.
reading-ask = 2通りの意味に取れます。どちらでしょうか？
reading-export = 動画を書き出す
reading-credits = クレジットを見る
reading-state = タイムラインを見る
reading-help = ヘルプを見る
reading-new = 新しいプロジェクトを始める
reading-cancel = 実行中の作業をやめる
reading-edit = 編集の依頼として送る

# The button for what is needed less often, and what is said above those.
button-more = その他…
more-choices = ほかにどうしますか？

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = 送ったファイルで{ $length }秒の{ $shape }動画を作って
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = 比率{ $shape }。
begin-in-length = 長さ{ $length }秒。
# $what (text): a shape, a duration, or both
begin-as-set = /settings の設定どおりです: { $what }。
# A voice note. $words (text): what it says
voice-heard = 聞き取った内容:「{ $words }」
voice-ask-heard = ボイスメッセージを正しく聞き取れたか自信がありません:「{ $words }」。これは何ですか？
voice-ask = ボイスメッセージの言葉を聞き取れませんでした。これは何ですか？
voice-ask-typed = ここではボイスメッセージを聞き取れません。ご希望は文字で送ってください。これは何ですか？
voice-is-words = これが私の希望
voice-is-sound = 動画に使う音声
voice-type = では文字で送ってください。言葉を聞き取れませんでした。
begin-pick = 形と長さ、またはアイデアを選んでください：
# $shape (text): an aspect ratio, or settings-ask
settings-shape = 新しい動画の形: { $shape }
# $length (text): a duration, or settings-ask
settings-length = 新しい動画の長さ: { $length }
settings-ask = 毎回たずねる
