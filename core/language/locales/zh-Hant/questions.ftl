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
question-which = 我不確定你指的是哪一個。是哪個？
question-lapsed = 這個問題已經關閉。如果你還需要，直接告訴我就好。

# A message that may be a command or an edit; the others are its buttons.
reading-ask = 這句話有兩種理解，你指的是哪一種？
reading-export = 匯出影片
reading-credits = 查看我的點數
reading-state = 查看時間軸
reading-help = 查看說明
reading-new = 開始新專案
reading-cancel = 取消正在進行的工作
reading-edit = 當作修改要求送出

# The button for what is needed less often, and what is said above those.
button-more = 更多…
more-choices = 還想做什麼？

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = 用我傳的檔案做一支{ $length }秒的影片，畫面比例{ $shape }
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = 畫面比例{ $shape }。
begin-in-length = 長度{ $length }秒。
# $what (text): a shape, a duration, or both
begin-as-set = 已依 /settings 的設定：{ $what }。
# A voice note. $words (text): what it says
voice-heard = 我聽到的是：「{ $words }」
voice-ask-heard = 我不確定有沒有聽對你的語音：「{ $words }」。它是什麼？
voice-ask = 我沒能聽清你的語音裡的話。它是什麼？
voice-ask-typed = 我在這裡聽不了語音：想要什麼，請打字告訴我。這則語音是什麼？
voice-is-words = 這是我的要求
voice-is-sound = 這是影片裡的聲音
voice-type = 那請打字告訴我：我沒能聽清其中的話。
begin-pick = 選擇比例和長度，或一個點子：
# $shape (text): an aspect ratio, or settings-ask
settings-shape = 新影片的比例：{ $shape }
# $length (text): a duration, or settings-ask
settings-length = 新影片的長度：{ $length }
settings-ask = 每次詢問
