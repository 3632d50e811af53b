progress-started = 馬上開始…
progress-files = 正在查看你的檔案…
progress-uploading = 正在上傳 { $done }/{ $total } · { $size } · { $percent }%
progress-converting = 正在轉換 { $name }…
progress-thinking = 正在構思…
progress-writing = 正在寫回覆…
progress-line = { $what } · { $time }
progress-still-working = ⏳ 還在做… 已用 { $time }
progress-tool-generate = 正在生成片段…
progress-tool-image = 正在生成圖片…
progress-tool-music = 正在加入音樂…
progress-tool-title = 正在加入文字…
progress-tool-captions = 正在加入字幕…
progress-tool-voice = 正在錄製配音…
progress-tool-effect = 正在加入特效…
progress-tool-transition = 正在處理轉場…
progress-tool-trim = 正在剪片段…
progress-tool-arrange = 正在編排時間軸…
progress-tool-analyse = 正在查看素材…
progress-tool-search = 正在搜尋素材庫…
progress-tool-other = 正在剪輯…
progress-rendering-percent = 正在算圖輸出… { $percent }%
progress-render-again = 第一次輸出失敗，正在重試…
progress-delivering = 正在傳送影片…
progress-rate-limited = 現在有點忙，{ $time }後繼續…
progress-reconnecting = 正在更新存取權限…

queue-noted = { $position ->
        [1] 收到，下一個就輪到你。
       *[other] 收到，你排在第 { $position } 位。
    }
queue-full = 已經有 { $limit } 個請求在等待了。等一個完成，或用 /cancel 取消，然後再傳一次。
queue-then-export = 做完後我就匯出。
# One video from each file. $n, $of (numbers), $what (text): another phrase; $count (number, 2 or more)
progress-part = 第 { $n } 支，共 { $of } 支 · { $what }
each-ask = 也就是每個檔案做一支影片，共 { $count } 支。每支都是單獨的請求，各按一支影片計費。
each-noted = 每個檔案做一支影片，共 { $count } 支：各按一支影片計費，做好一支傳一支。
each-go = 做 { $count } 支影片
each-all = 全部做成一支影片
each-all-prompt = 用所有這些做一支影片：
# $limit (number)
each-too-many = 我一次最多做 { $limit } 支影片，每個檔案一支。請少傳一些檔案。
# $limit (number)
each-over-cap = 這超過了今天 { $limit } 次中剩餘的次數，所以什麼都沒開始。請少傳一些檔案，或明天再來。
each-button = 每個檔案一支影片
# A prompt to the agent
each-file-prompt = 用這張照片做一支影片

cancel-nothing = 沒有可取消的。傳照片或說個需求就能開始。
cancel-nothing-running = 現在沒有正在進行的工作。想撤回上一步修改，請按「{ $button }」。
cancel-queued = { $count ->
        [1] 已取消，它還沒開始。
       *[other] 已取消 { $count } 個請求，它們都還沒開始。
    }
cancel-upload = 上傳時已取消；還沒有向工作室提出任何請求，所以沒有花費。
cancel-running = 我不再等了。已經送出的請求可能仍會在雲端完成並扣點，用 /status 看結果。
cancel-export = 匯出已取消，時間軸沒有變動；用 /export 重新開始。
cancel-waiting = 一併取消的等待中的請求：{ $count } 個。
cancel-follow-up = 前一步沒有完成，所以後一步也取消了。

turn-changed = 改動如下：
turn-no-change = 時間軸沒有變動。請說清楚是哪個片段、什麼時間或什麼文字，例如`加上白色標題「夏日特賣」`。
turn-extras = 自動加入了：{ $tracks }。保留還是去掉？
turn-strip-music-prompt = 去掉背景音樂
turn-strip-voice-prompt = 去掉配音
turn-strip-title-prompt = 去掉標題
turn-strip-captions-prompt = 去掉字幕
turn-undo-prompt = 撤銷上一步修改
turn-change-ask = 告訴我要改什麼。
turn-upload-offer = 直接把檔案傳到這個聊天裡就行。
turn-session-lost = 之前的時間軸已經不在了，我開了一個新專案，繼續處理你的請求。
turn-late-file = { $names } 來得晚了一點，已經放進專案裡，下一則訊息裡提一下就能用。

media-received = { $count ->
        [1] 收到你的檔案。想做成什麼？
       *[other] 收到 { $count } 個檔案。想做成什麼？
    }
media-idea-promo = 用我的照片做一支15秒的宣傳影片
media-idea-slideshow = 做一個轉場柔和、音樂舒緩的幻燈片
media-idea-vertical = 做一支20秒的直式影片，配歡快的音樂
media-idea-song = 用我傳的歌做背景音樂
media-idea-add = 把新的加到最後
media-none = 把照片或片段傳到這裡，並說說想做成什麼。

recovery-checking = 連線斷了，你的請求可能還在進行。{ $time }後我再看一次…
recovery-changed = 比預計的久，不過已經完成了。改動如下：
recovery-answered = 比預計的久。這是回覆：
recovery-unknown = 我和工作室失去了聯繫，不確定你的請求有沒有執行。這是專案現在的樣子；如果沒看到改動，可以重試（可能會再扣一次點數）。
recovery-no-state = 我和工作室失去了聯繫，現在也讀不到你的專案。過幾分鐘用 /status 看看，再決定要不要重試。
recovery-duplicate = （這則可能是重複的。）
recovery-restored = 機器人剛從備份還原，我不知道這個請求是否已經完成。這是你的專案；如果還缺什麼，請再說一次（可能會再次消耗點數）。
recovery-too-old = 我離線超過一天，所以沒有開始這個請求：「{ $request }」。如果還需要，請再傳一次。
recovery-left-out = 我離線時收到的請求比一次能接的多了 { $count } 個。多出來的沒有開始，也沒有花費任何點數。我先做較早的那些；還需要的請再傳一次。

status-running = 進行中：{ $what }（{ $time }）
status-waiting = 有 { $count } 個請求在等待。
status-empty = 時間軸上還沒有內容。傳照片並說說想做成什麼。

project-new = 新專案已建好。傳照片，或告訴我想做什麼。
project-new-titled = 新專案：**{ $title }**。傳照片，或告訴我想做什麼。
project-list = { $count ->
        [1] 你的專案：
       *[other] 你的 { $count } 個專案，最新的在前：
    }
project-item = { $number }. { $title } · { $when }
project-item-current = { $number }. **{ $title }** · { $when }（目前）
project-none = 你還沒有專案。傳照片並說說想做什麼。
project-switched = 回到 **{ $title }** 了。
project-gone = 這個專案打不開了。從 /projects 裡另選一個，或用 /new 重新開始。
project-untitled = 未命名
project-link = 在網頁編輯器中打開：{ $link }
