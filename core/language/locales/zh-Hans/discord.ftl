### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = 收到，结果会直接发在这里。
discord-noted-private = 我不能在这里发言，结果会发到我们的私聊。
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = 我不能在 { $where } 发言：缺少 { $permissions } 权限。请让管理员开启；在此之前我在私聊中回复。
discord-not-taken = 没能记下这条请求，请一分钟后再试。
form-change = 要改什么？
form-own-words = 用你自己的话说
discord-use-slash = 我无法给你发私信。请在这里使用我的斜杠命令，只有你能看到回复。
# $thread (text): a link to it
discord-noted-thread = 收到，结果会发在 { $thread }。
option-video-thread = 放在单独的子区里

slash-start = 开始
slash-help = 帮助
slash-new = 新建
slash-projects = 项目
slash-status = 状态
slash-export = 导出
slash-credits = 积分
slash-login = 绑定
slash-logout = 解绑
slash-cancel = 取消
slash-language = 语言
slash-settings = 设置
slash-whoami = 我的编号
slash-privacy = 隐私
slash-export_my_data = 我的数据
slash-forget = 全部删除
slash-video = 视频
slash-new-title = 名字
slash-projects-project = 项目
slash-export-quality = 画质
slash-language-language = 语言
slash-video-prompt = 描述
slash-video-photo = 照片
slash-video-thread = 子区
