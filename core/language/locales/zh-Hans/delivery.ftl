progress-quiet = 正在确认你上一个请求已经结束…
result-moved = 没法发到你提出请求的那个聊天里，所以发到这里。
export-not-allowed-link = 视频做好了，但这里不允许我发视频，请从这里下载：{ $link }
export-sent-privately = 视频做好了，但这里不允许我发视频，已经发到我们的私聊里了。
export-waits-for-you = 视频做好了，但这里不允许我发视频。给我发私聊，我就发到那里。
result-kept = 这个早就做好了，只是之前没法发给你：
export-expired = 之前的视频已经取不回来了。点按钮重新导出，不花积分。
turn-order = 请按这个顺序使用我的文件：{ $names }。
