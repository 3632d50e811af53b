credits-balance = 残り **{ $available }** クレジット（全{ $total }クレジット）です。
credits-left = 残り **{ $available }** クレジットです。
credits-frozen = うち{ $frozen }クレジットは、進行中の作業のために確保されています。
credits-costs = クリップの生成は約100クレジット、1回の編集は約50クレジットです。書き出しは無料です。
credits-trial = 無料トライアル中です。自分のアカウントで続けるには /login を使ってください。
credits-shared = このクレジットは、ボットを使う全員で共有しています。
credits-linked = ご自分の NemoVideo アカウントです。
credits-top-up = クレジットを追加：{ $link }
credits-studio = これはお試し用のクレジットです。内蔵スタジオはこのマシンで動くので、料金はかかりません。
credits-unavailable = 今はクレジットを確認できません。1分後にもう一度 /credits をお試しください。
cost-used = クレジット：{ $used } 使用、残り { $left }
cost-not-sent = クレジットが残っていないため、リクエストは送っていません。
cost-history = 最近のリクエストで使ったクレジット：
cost-item = • { $request }：{ $used } クレジット
cost-item-unknown = • { $request }：不明

login-ask = 次のメッセージで NemoVideo のアクセストークンを送ってください。受け取ったらすぐチャットから削除し、暗号化して保管します。やめる場合は /cancel で元のままです。
form-login = NemoVideo アカウントを連携
form-token = アクセストークン
login-private-only = 安全のため、トークンは個人チャットでのみ受け取ります。そちらで /login を使ってください。
login-done = アカウントを連携しました。これからはご自分のクレジットを使います。
login-refused = このトークンは NemoVideo に受け付けられませんでした。全体をコピーし直して、もう一度 /login を使ってください。
login-not-a-token = アクセストークンではないようです。もう一度 /login を使い、トークン全体を貼り付けてください。
login-unavailable = 今はトークンを確認できないため、何も保存していません。数分後にもう一度 /login をお試しください。
login-cannot-delete = トークンの入ったメッセージを削除できませんでした。お手数ですが、ご自分で削除してください。
login-exposed = ほかの人が読めるチャットにトークンを書かないでください。そのメッセージを削除して、個人チャットで /login を使ってください。
login-not-needed = 内蔵スタジオにアカウントは要りません。写真を送って、作りたいものを教えてください。
logout-done = アカウントの連携を解除し、トークンを消去しました。
logout-none = 連携しているアカウントはありません。

cap-turns = { $limit ->
       *[other] 今日の{ $limit }回分のリクエストを使い切りました。
    }また明日お試しください。
cap-exports = { $limit ->
       *[other] 今日の{ $limit }回分の書き出しを使い切りました。
    }また明日お試しください。
cap-turns-closed = ここではリクエストを受け付けていません。
cap-exports-closed = ここでは書き出しを受け付けていません。
cap-login = ご自分のアカウントならこの制限はありません。/login で連携できます。
quota-turns = 今日の残りリクエスト：{ $limit } 回中 { $left } 回
quota-exports = 今日の残り書き出し：{ $limit } 回中 { $left } 回
