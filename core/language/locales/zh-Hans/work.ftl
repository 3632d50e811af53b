progress-started = 马上开始…
progress-files = 正在查看你的文件…
progress-uploading = 正在上传 { $done }/{ $total } · { $size } · { $percent }%
progress-converting = 正在转换 { $name }…
progress-thinking = 正在构思…
progress-writing = 正在写回复…
progress-line = { $what } · { $time }
progress-still-working = ⏳ 还在做… 已用 { $time }
progress-tool-generate = 正在生成片段…
progress-tool-image = 正在生成图片…
progress-tool-music = 正在添加音乐…
progress-tool-title = 正在添加文字…
progress-tool-captions = 正在添加字幕…
progress-tool-voice = 正在录制配音…
progress-tool-effect = 正在添加特效…
progress-tool-transition = 正在处理转场…
progress-tool-trim = 正在剪切片段…
progress-tool-arrange = 正在编排时间线…
progress-tool-analyse = 正在查看素材…
progress-tool-search = 正在搜索素材库…
progress-tool-other = 正在剪辑…
progress-rendering-percent = 正在渲染… { $percent }%
progress-render-again = 第一次渲染失败，正在重试…
progress-delivering = 正在发送视频…
progress-rate-limited = 现在有点忙，{ $time }后继续…
progress-reconnecting = 正在更新访问权限…

queue-noted = { $position ->
        [1] 收到，下一个就轮到你。
       *[other] 收到，你排在第 { $position } 位。
    }
queue-full = 已经有 { $limit } 个请求在等待了。等一个完成，或用 /cancel 取消，然后再发一次。
queue-then-export = 做完后我就导出。
# One video from each file. $n, $of (numbers), $what (text): another phrase; $count (number, 2 or more)
progress-part = 第 { $n } 个，共 { $of } 个 · { $what }
each-ask = 也就是每个文件做一个视频，共 { $count } 个。每个都是单独的请求，各按一个视频计费。
each-noted = 每个文件做一个视频，共 { $count } 个：各按一个视频计费，做好一个发一个。
each-go = 做 { $count } 个视频
each-all = 全部做成一个视频
each-all-prompt = 用所有这些做一个视频：
# $limit (number)
each-too-many = 我一次最多做 { $limit } 个视频，每个文件一个。请少发一些文件。
# $limit (number)
each-over-cap = 这超过了今天 { $limit } 次中剩余的次数，所以什么都没开始。请少发一些文件，或明天再来。
each-button = 每个文件一个视频
# A prompt to the agent
each-file-prompt = 用这个文件做一个视频

cancel-nothing = 没有可取消的。发照片或说个需求就能开始。
cancel-nothing-running = 现在没有正在进行的任务。想撤回上一步修改，请点“{ $button }”。
cancel-queued = { $count ->
        [1] 已取消，它还没开始。
       *[other] 已取消 { $count } 个请求，它们都还没开始。
    }
cancel-upload = 上传时已取消；还没有向工作室提交任何请求，所以没有花费。
cancel-running = 我不再等了。已经发出的请求可能仍会在云端完成并扣费，用 /status 看结果。
cancel-export = 导出已取消，时间线没有变化；用 /export 重新开始。
cancel-waiting = 一并取消的等待中的请求：{ $count } 个。
cancel-follow-up = 前一步没有完成，所以后一步也取消了。

turn-changed = 改动如下：
turn-no-change = 时间线没有变化。请说清楚是哪个片段、什么时间或什么文字，例如`加上白色标题“夏日特卖”`。
turn-extras = 自动添加了：{ $tracks }。保留还是去掉？
turn-strip-music-prompt = 去掉背景音乐
turn-strip-voice-prompt = 去掉配音
turn-strip-title-prompt = 去掉标题
turn-strip-captions-prompt = 去掉字幕
# a prompt to the agent
turn-undo-prompt = 撤销上一步修改
turn-change-ask = 告诉我要改什么。
turn-upload-offer = 直接把文件发到这个聊天里就行。
turn-session-lost = 之前的时间线已经不在了，我新建了一个项目，继续处理你的请求。
turn-late-file = { $names } 来得晚了一点，已经放进项目里，下条消息里提一下就能用。

media-received = { $count ->
        [1] 收到你的文件。想做成什么？
       *[other] 收到 { $count } 个文件。想做成什么？
    }
media-idea-promo = 用我的照片做一个15秒的宣传片
media-idea-slideshow = 做一个转场柔和、音乐舒缓的幻灯片
media-idea-vertical = 做一个20秒的竖屏视频，配欢快的音乐
media-idea-song = 用我发的歌做背景音乐
media-idea-add = 把新的加到最后
media-none = 把照片或片段发到这里，并说说想做成什么。

recovery-checking = 连接断了，你的请求可能还在进行。{ $time }后我再看一次…
recovery-changed = 比预计的久，不过已经完成了。改动如下：
recovery-answered = 比预计的久。这是回复：
recovery-unknown = 我和工作室失去了联系，不确定你的请求有没有执行。这是项目现在的样子；如果没看到改动，可以重试（可能会再扣一次积分）。
recovery-no-state = 我和工作室失去了联系，现在也读不到你的项目。过几分钟用 /status 看看，再决定要不要重试。
recovery-duplicate = （这条可能是重复的。）
recovery-restored = 机器人刚从备份恢复，我不知道这个请求是否已经完成。这是你的项目；如果还缺什么，请再说一次（可能会再次消耗积分）。
recovery-too-old = 我离线超过一天，所以没有开始这个请求：“{ $request }”。如果还需要，请再发一次。
recovery-left-out = 我离线时收到的请求比一次能接的多了 { $count } 个。多出来的没有开始，也没有花费任何积分。我先做较早的那些；还需要的请再发一次。

status-running = 进行中：{ $what }（{ $time }）
status-waiting = 有 { $count } 个请求在等待。
status-empty = 时间线上还没有内容。发照片并说说想做成什么。

project-new = 新项目已建好。发照片，或告诉我想做什么。
project-new-titled = 新项目：**{ $title }**。发照片，或告诉我想做什么。
project-list = { $count ->
        [1] 你的项目：
       *[other] 你的 { $count } 个项目，最新的在前：
    }
project-item = { $number }. { $title } · { $when }
project-item-current = { $number }. **{ $title }** · { $when }（当前）
project-none = 你还没有项目。发照片并说说想做什么。
project-switched = 回到 **{ $title }** 了。
project-gone = 这个项目打不开了。从 /projects 里另选一个，或用 /new 重新开始。
project-untitled = 未命名
project-link = 在网页编辑器中打开：{ $link }
