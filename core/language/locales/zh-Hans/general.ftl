### Register: 你, spoken and short.

start-welcome =
    你好！发来照片、片段和一句话，我就能做成一段完整的视频。
    先发几张照片，再说说想要什么，例如：`用我的照片做一个15秒的宣传片`。
start-returning = 欢迎回来！告诉我要改哪里，或者发新照片并说说想做成什么。
setup-working = 正在准备…
setup-ready = 一切准备就绪。
setup-trial = 你有 { $credits } 个免费积分，{ $days } 天内有效。
setup-cloud = 视频由 NemoVideo 在云端制作。
setup-studio = 视频由内置工作室在这台机器上用你自己的照片和片段制作。

help-text =
    用自己的话告诉我要做什么、改什么就行；每一步之后我都会给你看时间线。

    • 发照片、片段或音乐，配不配文字都可以
    • `改成15秒`、`加一段轻松的背景音乐，音量30%`、`去掉第二张照片`、`撤销上一步修改`
    • 满意后用 /export，MP4 会直接发到这里
    • /new 重新开始，/projects 回到以前的项目
    • /cancel 停止正在进行的工作
help-limits =
    几点说明：
    • 换画面比例需要重新生成视频
    • YouTube 和 Spotify 链接不能用作音乐，内置曲库里有类似的风格
    • 照片不能修图，但可以做成漂亮的幻灯片
    • 60 字以内的文案和具体的要求效果最好
    • 30 秒的片段需要 1–2 分钟，成片最高 1080x1920
help-formats = 我可以处理 MP4、MOV、AVI、WebM、MKV 视频，JPG、PNG、GIF、WebP 图片，以及 MP3、WAV、M4A、AAC 音频，每个文件不超过 { $limit }。

group-intro-commands = 大家好！用 /help@{ $bot } 或直接回复我的消息就能跟我说话；这里的其他消息我看不到，只 @ 我可能收不到。每个人都有自己的项目，各用各的积分。
group-intro-mentions = 大家好！@{ $bot } 或直接回复我的消息就能跟我说话；这里的其他消息我看不到，所以请把照片和文字放在同一条消息里。每个人都有自己的项目，各用各的积分。
group-not-your-button = 只有发起请求的人才能用这个按钮。你也可以让我做一个自己的视频！
group-answered-privately = 答案已经发到我们的私聊里了。
group-write-me-first = 我还不能给你发私信。请先打开和我的聊天，点“开始”，再试一次。
button-too-old = 这个按钮已经失效，请用我最新消息下面的按钮。
button-already-used = 已经在做了。

language-ask = 我该说哪种语言？
language-changed = 从现在起我说{ $language }。
language-unknown = 我还不会说“{ $language }”。请从 /language 里选一种。

settings-title = 你的设置
settings-language = 语言：{ $language }
settings-quality = 导出画质：{ $quality }
settings-delivery = 视频送达方式：{ $kind }
settings-delivery-video = 在聊天里播放
settings-delivery-file = 作为原始文件
settings-pictures = 修改后附图：{ $state }
settings-pictures-group = 群里修改后附图：{ $state }
settings-on = 开
settings-off = 关
settings-account = 账户：{ $account }
settings-account-linked = 你自己的（已绑定）
settings-account-shared = 机器人共用
settings-account-anonymous = 免费试用
settings-backend-cloud = 制作方：NemoVideo
settings-backend-studio = 制作方：内置工作室
settings-quality-changed = 以后按 { $quality } 导出。
settings-quality-unknown = 可以导出 720p 或 1080p，请选一个。

console-welcome = 输入你想要的，把文件拖进来，或者输入按钮的编号。/help 查看更多，Ctrl-C 退出。
console-goodbye = 再见！没做完的会在下次启动时继续。
console-you = 你
console-bot = Reelay

media-unopened = 我打不开这类消息，所以什么也没有制作。请直接发送照片、视频片段或声音（作为照片、视频或文件），并告诉我要做什么。
words-none = 这里面没有文字，所以我没有改动任何内容。请告诉我要做什么或改什么。
reply-hidden = 我看不到你回复的那条消息，所以什么也没有制作。请把它和你的要求一起粘贴到这里，或者在私聊里转发给我。
file-no-text = 我无法把 { $name } 当作不超过 { $limit } KB 的文字来读，所以什么也没有制作。请把文字直接粘贴到这里。
group-not-your-project = 这个视频属于 { $name } 的项目，所以我什么也没有改。你可以用同样的要求开始自己的项目。
group-not-your-project-unnamed = 这个视频属于别人的项目，所以我什么也没有改。你可以用同样的要求开始自己的项目。
button-start-from = 以此为起点
upload-incomplete = 还没有制作任何内容：缺少你发送的文件时，我不会开始。可以不用它继续，或者把文件和文字再发一次。
button-go-on-without = 不用它继续
flood-left-out = 一下子来得太多，有一部分没有处理。未处理的消息：{ $count } 条。还需要的请再发一次。
flood-same-answer = 你的另外几条消息也是同样的答复：{ $count } 条。
edit-taken = 我已按新的文字修改了还在等待的请求。
edit-too-late = 这个请求已经发出，再编辑也不会有变化。请用一条新消息告诉我要改什么。
