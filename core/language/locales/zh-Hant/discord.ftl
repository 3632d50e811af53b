### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = 收到，結果會直接發在這裡。
discord-noted-private = 我不能在這裡發言，結果會發到我們的私訊。
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = 我不能在 { $where } 發言：缺少 { $permissions } 權限。請管理員開啟；在此之前我在私訊中回覆。
discord-not-taken = 沒能記下這個請求，請一分鐘後再試。
form-change = 要改什麼？
form-own-words = 用你自己的話說
discord-use-slash = 我無法傳私訊給你。請在這裡使用我的斜線指令，只有你看得到回覆。
# $thread (text): a link to it
discord-noted-thread = 收到，結果會發在 { $thread }。
option-video-thread = 放在單獨的討論串裡

slash-start = 開始
slash-help = 說明
slash-new = 新專案
slash-projects = 專案
slash-status = 狀態
slash-export = 匯出
slash-credits = 點數
slash-login = 綁定
slash-logout = 解除綁定
slash-cancel = 取消
slash-language = 語言
slash-settings = 設定
slash-whoami = 我的編號
slash-privacy = 隱私
slash-export_my_data = 我的資料
slash-forget = 全部刪除
slash-video = 影片
slash-new-title = 名字
slash-projects-project = 專案
slash-export-quality = 畫質
slash-language-language = 語言
slash-video-prompt = 描述
slash-video-photo = 照片
slash-video-thread = 討論串
