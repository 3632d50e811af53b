progress-started = 取りかかります…
progress-files = ファイルを確認しています…
progress-uploading = アップロード中 { $done }/{ $total } · { $size } · { $percent }%
progress-converting = { $name } を変換しています…
progress-thinking = 考えています…
progress-writing = 回答を書いています…
progress-line = { $what } · { $time }
progress-still-working = ⏳ まだ作業中です… { $time }経過
progress-tool-generate = クリップを生成しています…
progress-tool-image = 画像を作っています…
progress-tool-music = 音楽を入れています…
progress-tool-title = 文字を入れています…
progress-tool-captions = 字幕を入れています…
progress-tool-voice = ナレーションを録音しています…
progress-tool-effect = エフェクトを加えています…
progress-tool-transition = つなぎ目を整えています…
progress-tool-trim = クリップを切っています…
progress-tool-arrange = タイムラインを組んでいます…
progress-tool-analyse = 素材を見ています…
progress-tool-search = ライブラリを探しています…
progress-tool-other = 編集しています…
progress-rendering-percent = レンダリング中… { $percent }%
progress-render-again = 1回目のレンダリングに失敗したので、もう一度試しています…
progress-delivering = 動画を送っています…
progress-rate-limited = 今は混み合っています。{ $time }後に続けます…
progress-reconnecting = アクセスを更新しています…

queue-noted = { $position ->
        [1] 受け付けました。次に始めます。
       *[other] 受け付けました。順番は{ $position }番目です。
    }
queue-full = すでに{ $limit }件のリクエストが待っています。どれかが終わるのを待つか /cancel で止めてから、もう一度送ってください。
queue-then-export = 終わったらそのまま書き出します。
# One video from each file. $n, $of (numbers), $what (text): another phrase; $count (number, 2 or more)
progress-part = { $of }本中{ $n }本目 · { $what }
each-ask = ファイルごとに1本、全部で{ $count }本の動画になります。それぞれが別のリクエストで、1本分ずつ費用がかかります。
each-noted = ファイルごとに1本、全部で{ $count }本です。1本分ずつ費用がかかり、できたものから送ります。
each-go = { $count }本作る
each-all = 全部で1本
each-all-prompt = これらすべてで一つの動画を：
# $limit (number)
each-too-many = 一度に作れるのはファイルごとに1本、最大{ $limit }本です。ファイルを減らして送ってください。
# $limit (number)
each-over-cap = 今日の{ $limit }回の残りを超えるため、何も始めていません。ファイルを減らすか、明日またお試しください。
each-button = ファイルごとに1本
# A prompt to the agent
each-file-prompt = このファイルで動画を作って

cancel-nothing = キャンセルするものはありません。写真やお願いを送ると始められます。
cancel-nothing-running = いま動いている作業はありません。直前の変更を戻すには「{ $button }」を押してください。
cancel-queued = { $count ->
        [1] キャンセルしました。まだ始まっていませんでした。
       *[other] { $count }件のリクエストをキャンセルしました。まだ始まっていませんでした。
    }
cancel-upload = アップロード中にキャンセルしました。スタジオにはまだ何も頼んでいないので、何も使っていません。
cancel-running = 待つのをやめました。送信済みの分はクラウドで最後まで進み、クレジットがかかることがあります。結果は /status で見られます。
cancel-export = 書き出しをキャンセルしました。タイムラインはそのままです。/export でやり直せます。
cancel-waiting = 一緒にキャンセルした待機中のリクエスト：{ $count }件。
cancel-follow-up = 前の作業が終わらなかったため、次の作業もキャンセルしました。

turn-changed = 変更した内容：
turn-no-change = タイムラインに変化はありませんでした。クリップや時間、文字をはっきり書いてみてください。例：`白い文字で「サマーセール」というタイトルを入れて`
turn-extras = 自動で追加されたもの：{ $tracks }。残しますか、外しますか？
turn-strip-music-prompt = 音楽を削除して
turn-strip-voice-prompt = ナレーションを削除して
turn-strip-title-prompt = タイトルを削除して
turn-strip-captions-prompt = 字幕を削除して
turn-undo-prompt = 直前の変更を元に戻して
turn-change-ask = 変えたいところを書いてください。
turn-upload-offer = ファイルはこのチャットにそのまま送ってください。
turn-session-lost = 前のタイムラインがなくなっていたので、新しいプロジェクトでお願いの続きを進めました。
turn-late-file = 少し遅れて届きましたが、プロジェクトに入れました：{ $names }。次のメッセージで触れてください。

media-received = { $count ->
        [1] ファイルを受け取りました。何を作りましょうか？
       *[other] { $count }個のファイルを受け取りました。何を作りましょうか？
    }
media-idea-promo = 写真で15秒のプロモーション動画を作って
media-idea-slideshow = 柔らかいトランジションと落ち着いた音楽でスライドショーを作って
media-idea-vertical = 明るい音楽で20秒の縦型動画を作って
media-idea-song = 送った曲を音楽に使って
media-idea-add = 送った写真を最後に追加して
media-none = 写真やクリップをここに送って、何を作るか教えてください。

recovery-checking = 接続が切れましたが、作業は続いているかもしれません。{ $time }後にもう一度確認します…
recovery-changed = 予定より時間がかかりましたが、完了しました。変更した内容：
recovery-answered = 予定より時間がかかりました。回答はこちらです：
recovery-unknown = スタジオとの接続が切れ、お願いが実行されたかどうかわかりません。これが今のプロジェクトです。変更が見当たらなければ、もう一度お試しください（クレジットがもう一度かかることがあります）。
recovery-no-state = スタジオとの接続が切れ、今はプロジェクトを確認できません。やり直す前に、数分後に /status をご覧ください。
recovery-duplicate = （重複しているかもしれません。）
recovery-restored = ボットをバックアップから復元したため、このリクエストが実行されたかどうかわかりません。プロジェクトはこちらです。足りないものがあれば、もう一度お送りください（クレジットが再度かかることがあります）。
recovery-too-old = 1日以上止まっていたため、これは始めていません：「{ $request }」。まだ必要なら、もう一度送ってください。
recovery-left-out = 止まっている間に、一度に受けられる数より{ $count }件多くリクエストが届きました。その分は始めておらず、クレジットも使っていません。先に届いたものを進めています。まだ必要なものは、もう一度送ってください。

status-running = 進行中：{ $what }（{ $time }）
status-waiting = { $count }件のリクエストが待っています。
status-empty = タイムラインにはまだ何もありません。写真を送って、何を作るか教えてください。

project-new = 新しいプロジェクトです。写真を送るか、何を作るか教えてください。
project-new-titled = 新しいプロジェクト：**{ $title }**。写真を送るか、何を作るか教えてください。
project-list = { $count ->
        [1] あなたのプロジェクト：
       *[other] あなたのプロジェクト（{ $count }件、新しい順）：
    }
project-item = { $number }. { $title } · { $when }
project-item-current = { $number }. **{ $title }** · { $when }（作業中）
project-none = プロジェクトはまだありません。写真を送って、何を作るか教えてください。
project-switched = **{ $title }** に戻りました。
project-gone = そのプロジェクトはもう開けません。/projects から別のものを選ぶか、/new で新しく始めてください。
project-untitled = 無題
project-link = ウェブエディターで開く：{ $link }
