export-started = 正在导出视频…
export-started-quality = 正在以 { $quality } 导出视频…
export-elsewhere = 我没法替你发布或保存到别处。视频会发到这里：先保存，再分享到你想要的地方。
export-music = 我配的音乐是工作室自己生成的，没有用别人的录音；你自己发来的歌，需要你有使用权。
export-nothing = 还没有可导出的内容。先告诉我想做什么。
export-caption = 你的视频：{ $length }，{ $size }
export-caption-titled = **{ $title }**：{ $length }，{ $size }
export-download = 下载：{ $link }
export-project = 在浏览器中编辑：{ $link }
export-link-only = 没法在这里附上视频，请从这里下载：{ $link }
export-failed = 渲染失败了两次。时间线没有问题，过几分钟再用 /export 试试。
export-timeout = 渲染时间太长，我不再等了。过几分钟再用 /export 试试。
export-lost = 成片没能取回来。点“导出”再试一次，不花积分。
export-saved = 已保存到 `{ $path }`
export-unsaved = 视频没能保存到 `{ $path }`。请确认那里可以写入并且有空间，再点“导出”。
console-unsaved = 有个文件没能保存到 `{ $path }`。请确认那里可以写入并且有空间。
export-too-old = 我离线超过了一天，所以没有开始这次导出。如果还需要，请用 /export。
# $limit (text)
export-too-big-no-link = 视频超过了这个聊天允许的 { $limit }，而这个机器人没有公开的下载地址。请试试 `/export 720p`，或把视频改短。
# $limit (text), $link (URL)
export-too-big-link = 视频超过了这个聊天允许的 { $limit }。请在这里下载：{ $link }
