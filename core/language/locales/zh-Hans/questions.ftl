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
question-which = 我不确定你指的是哪一个。是哪个？
question-lapsed = 这个问题已经关闭。如果你还需要，直接告诉我就好。

# A message that may be a command or an edit; the others are its buttons.
reading-ask = 这句话有两种理解，你指的是哪一种？
reading-export = 导出视频
reading-credits = 查看我的积分
reading-state = 查看时间线
reading-help = 查看帮助
reading-new = 开始新项目
reading-cancel = 取消正在进行的任务
reading-edit = 当作修改要求发送

# The button for what is needed less often, and what is said above those.
button-more = 更多…
more-choices = 还想做什么？

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = 用我发的文件做一个{ $length }秒的视频，画面比例{ $shape }
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = 画面比例{ $shape }。
begin-in-length = 时长{ $length }秒。
# $what (text): a shape, a duration, or both
begin-as-set = 已按 /settings 里的设置：{ $what }。
# A voice note. $words (text): what it says
voice-heard = 我听到的是：“{ $words }”
voice-ask-heard = 我不确定有没有听对你的语音：“{ $words }”。它是什么？
voice-ask = 我没能听清你的语音里的话。它是什么？
voice-ask-typed = 我在这里听不了语音：想要什么，请打字告诉我。这条语音是什么？
voice-is-words = 这是我的要求
voice-is-sound = 这是视频里的声音
voice-type = 那请打字告诉我：我没能听清其中的话。
begin-pick = 选择画幅和时长，或者一个点子：
# $shape (text): an aspect ratio, or settings-ask
settings-shape = 新视频的画幅：{ $shape }
# $length (text): a duration, or settings-ask
settings-length = 新视频的时长：{ $length }
settings-ask = 每次询问
