### Register: です・ます, polite and light, no honorific for the user beyond ご自分.

start-welcome =
    こんにちは！写真やクリップとひとことから、完成した動画を作ります。
    写真を何枚か送って、作りたいものを書いてください。例：`写真で15秒のプロモーション動画を作って`
start-returning = おかえりなさい！変えたいところを書くか、新しい写真を送って何を作るか教えてください。
setup-working = 準備しています…
setup-ready = 準備が整いました。
setup-trial = 無料クレジットが{ $credits }あります（{ $days }日間有効）。
setup-cloud = 動画はクラウドの NemoVideo が作ります。
setup-studio = 動画はこのマシンの内蔵スタジオが、あなたの写真とクリップから作ります。

help-text =
    作りたいものや変えたいところを、そのまま言葉で書いてください。毎回タイムラインをお見せします。

    • 写真、クリップ、音楽を送る（ひとこと付きでも、なしでも）
    • `15秒にして`、`ローファイの音楽を30%で入れて`、`2枚目の写真を外して`、`直前の変更を元に戻して`
    • 気に入ったら /export：MP4 がここに届きます
    • /new で最初から、/projects で前のプロジェクトへ
    • /cancel で進行中の作業を止める
help-limits =
    知っておいてほしいこと：
    • 縦横比を変えるには、動画を生成し直す必要があります
    • YouTube や Spotify のリンクは音楽に使えません。内蔵ライブラリに似た曲があります
    • 写真の修整はできませんが、きれいなスライドショーになります
    • 台本は60語以内、お願いは具体的なほどうまくいきます
    • 30秒のクリップは1〜2分かかります。仕上がりは最大1080x1920です
help-formats = 使えるファイル：動画は MP4・MOV・AVI・WebM・MKV、画像は JPG・PNG・GIF・WebP、音声は MP3・WAV・M4A・AAC、それぞれ{ $limit }まで。

group-intro-commands = みなさん、こんにちは！/help@{ $bot } か、私のメッセージへの返信で話しかけてください。ここでのほかのメッセージは見えないので、メンションだけでは届かないことがあります。プロジェクトもクレジットも一人ずつ別です。
group-intro-mentions = みなさん、こんにちは！{ $bot } へのメンションか、私のメッセージへの返信で話しかけてください。ここでのほかのメッセージは見えないので、写真と文章は同じメッセージに入れてください。プロジェクトもクレジットも一人ずつ別です。
group-not-your-button = このボタンは、お願いした本人だけが使えます。あなたの動画もどうぞ！
group-answered-privately = 個人チャットに回答を送りました。
group-write-me-first = まだ個人チャットに送れません。私とのチャットを開いて「開始」を押し、もう一度お試しください。
button-too-old = そのボタンはもう使えません。いちばん新しいメッセージのボタンを使ってください。
button-already-used = もう進めています。

language-ask = どの言語で話しましょうか？
language-changed = これからは{ $language }で話します。
language-unknown = 「{ $language }」はまだ話せません。/language から選んでください。

settings-title = 設定
settings-language = 言語：{ $language }
settings-quality = 書き出しの画質：{ $quality }
settings-delivery = 動画の届き方：{ $kind }
settings-delivery-video = チャット内で再生
settings-delivery-file = 変更なしのファイル
settings-pictures = 変更後の画像：{ $state }
settings-pictures-group = グループでの変更後の画像：{ $state }
settings-on = オン
settings-off = オフ
settings-account = アカウント：{ $account }
settings-account-linked = 自分のもの（連携済み）
settings-account-shared = このボットの共有
settings-account-anonymous = 無料トライアル
settings-backend-cloud = 動画を作るところ：NemoVideo
settings-backend-studio = 動画を作るところ：内蔵スタジオ
settings-quality-changed = これからは{ $quality }で書き出します。
settings-quality-unknown = 書き出しは720pか1080pです。どちらかを選んでください。

console-welcome = やりたいことを入力するか、ファイルをここにドラッグするか、ボタンの番号を入力してください。詳しくは /help、終了は Ctrl-C です。
console-goodbye = それではまた！途中のものは次に起動したときに続けます。
console-you = あなた
console-bot = Reelay

media-unopened = この種類のメッセージは開けないため、何も作っていません。写真・動画・音声そのものを、写真、動画またはファイルとして送り、何を作るか教えてください。
words-none = 言葉が入っていないため、何も変更していません。何を作るか、どこを変えるかを書いてください。
reply-hidden = 返信先のメッセージが見えないため、何も作っていません。その内容をお願いと一緒にここに貼り付けるか、個別チャットに転送してください。
file-no-text = { $name } を { $limit } KB 以内のテキストとして読めないため、何も作っていません。文章をここに貼り付けてください。
group-not-your-project = その動画は { $name } さんのプロジェクトのものなので、何も変更していません。同じ依頼から自分のプロジェクトを始められます。
group-not-your-project-unnamed = その動画は別の人のプロジェクトのものなので、何も変更していません。同じ依頼から自分のプロジェクトを始められます。
button-start-from = これをもとに始める
upload-incomplete = まだ何も作っていません。送られたものがそろわないうちは始めません。それなしで続けるか、ファイルと文章をもう一度送ってください。
button-go-on-without = それなしで続ける
flood-left-out = 一度に多すぎたため、一部を処理できませんでした。処理しなかったメッセージ：{ $count } 件。必要なものをもう一度送ってください。
flood-same-answer = ほかのメッセージについても同じ回答です：{ $count } 件。
edit-taken = 待機中の依頼を新しい文面に変更しました。
edit-too-late = その依頼はすでに送信済みのため、編集しても変わりません。変更したいことを新しいメッセージで書いてください。
