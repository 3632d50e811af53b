credits-balance = 你還有 **{ $available }** 點，共 { $total } 點。
credits-left = 你還剩 **{ $available }** 點。
credits-frozen = 其中 { $frozen } 點為進行中的工作預留。
credits-costs = 生成一個片段約 100 點，一次剪輯約 50 點；匯出免費。
credits-trial = 這是免費試用。用 /login 可以換成自己的帳戶。
credits-shared = 這些點數由這個機器人的所有使用者共用。
credits-linked = 這是你自己的 NemoVideo 帳戶。
credits-top-up = 取得更多點數：{ $link }
credits-studio = 這些只是體驗點數：內建工作室在這台機器上運作，不收費。
credits-unavailable = 現在讀不到點數，一分鐘後再用 /credits 試試。
cost-used = 點數：用了 { $used }，還剩 { $left }。
cost-not-sent = 點數已用完，所以你的請求沒有送出。
cost-history = 最近的請求用了多少：
cost-item = • { $request }：{ $used } 點
cost-item-unknown = • { $request }：不詳

login-ask = 請在下一則訊息裡傳送你的 NemoVideo 存取權杖。我會立刻從聊天中刪除它並加密保存；用 /cancel 則一切不變。
form-login = 綁定 NemoVideo 帳戶
form-token = 存取權杖
login-private-only = 為了安全，我只在私訊裡接收權杖。請私訊我並使用 /login。
login-done = 帳戶已綁定，以後使用你自己的點數。
login-refused = NemoVideo 沒有接受這個權杖。請完整複製後再用 /login 試一次。
login-not-a-token = 這看起來不像存取權杖。請再用 /login 並貼上完整的權杖。
login-unavailable = 現在沒辦法檢查權杖，所以什麼都沒保存。過幾分鐘再用 /login 試試。
login-cannot-delete = 我刪不掉你那則帶權杖的訊息，請自己刪除。
login-exposed = 請不要在別人看得到的聊天裡傳權杖。刪除那則訊息，在我們的私訊裡用 /login。
login-not-needed = 內建工作室不需要帳戶。直接傳照片並說說想做什麼就行。
logout-done = 帳戶已解除綁定，權杖已清除。
logout-none = 你沒有綁定帳戶。

cap-turns = { $limit ->
       *[other] 今天的 { $limit } 次請求已用完。
    } 請明天再來。
cap-exports = { $limit ->
       *[other] 今天的 { $limit } 次匯出已用完。
    } 請明天再來。
cap-turns-closed = 這裡不開放請求。
cap-exports-closed = 這裡不開放匯出。
cap-login = 用自己的帳戶就沒有這個限制：用 /login 綁定。
quota-turns = 今天還剩請求：{ $left } / { $limit } 次
quota-exports = 今天還剩匯出：{ $left } / { $limit } 次
