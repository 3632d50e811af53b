### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = 了解です。回答はここに届きます。
discord-noted-private = ここには投稿できないので、回答は個人チャットに届きます。
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = { $where } に投稿できません。{ $permissions } の権限がありません。管理者に許可をお願いしてください。それまでは個人チャットで回答します。
discord-not-taken = 受け付けられませんでした。1分後にもう一度お試しください。
form-change = 何を変えますか？
form-own-words = 自由に書いてください
discord-use-slash = 個人メッセージを送れません。ここでスラッシュコマンドを使ってください。回答はあなただけに表示されます。
# $thread (text): a link to it
discord-noted-thread = 了解しました。回答は { $thread } に届きます。
option-video-thread = 専用のスレッドで行う

slash-start = はじめる
slash-help = ヘルプ
slash-new = 新規
slash-projects = プロジェクト一覧
slash-status = 状況
slash-export = 書き出し
slash-credits = クレジット
slash-login = 連携
slash-logout = 連携解除
slash-cancel = 中止
slash-language = 言語
slash-settings = 設定
slash-whoami = わたしのid
slash-privacy = プライバシー
slash-export_my_data = 自分のデータ
slash-forget = 全削除
slash-video = 動画
slash-new-title = タイトル
slash-projects-project = プロジェクト
slash-export-quality = 画質
slash-language-language = 言語
slash-video-prompt = 説明
slash-video-photo = 写真
slash-video-thread = スレッド
