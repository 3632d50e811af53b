### Register: 你, spoken and short, in the words of Taiwan (影片, 專案, 匯出, 點數).

start-welcome =
    你好！傳來照片、片段和一句話，我就能做成一支完整的影片。
    先傳幾張照片，再說說想要什麼，例如：`用我的照片做一支15秒的宣傳影片`。
start-returning = 歡迎回來！告訴我要改哪裡，或傳新照片並說說想做成什麼。
setup-working = 正在準備…
setup-ready = 一切準備就緒。
setup-trial = 你有 { $credits } 點免費點數，{ $days } 天內有效。
setup-cloud = 影片由 NemoVideo 在雲端製作。
setup-studio = 影片由內建工作室在這台機器上用你自己的照片和片段製作。

help-text =
    用自己的話告訴我要做什麼、改什麼就行；每一步之後我都會給你看時間軸。

    • 傳照片、片段或音樂，配不配文字都可以
    • `改成15秒`、`加一段輕鬆的背景音樂，音量30%`、`去掉第二張照片`、`撤銷上一步修改`
    • 滿意後用 /export，MP4 會直接傳到這裡
    • /new 重新開始，/projects 回到之前的專案
    • /cancel 停止正在進行的工作
help-limits =
    幾點說明：
    • 換畫面比例需要重新生成影片
    • YouTube 和 Spotify 連結不能當音樂用，內建曲庫裡有類似的風格
    • 照片不能修圖，但可以做成漂亮的幻燈片
    • 60 字以內的文案和具體的要求效果最好
    • 30 秒的片段需要 1–2 分鐘，成品最高 1080x1920
help-formats = 我可以處理 MP4、MOV、AVI、WebM、MKV 影片，JPG、PNG、GIF、WebP 圖片，以及 MP3、WAV、M4A、AAC 音訊，每個檔案不超過 { $limit }。

group-intro-commands = 大家好！用 /help@{ $bot } 或直接回覆我的訊息就能跟我說話；這裡的其他訊息我看不到，只 @ 我可能收不到。每個人都有自己的專案，各用各的點數。
group-intro-mentions = 大家好！@{ $bot } 或直接回覆我的訊息就能跟我說話；這裡的其他訊息我看不到，所以請把照片和文字放在同一則訊息裡。每個人都有自己的專案，各用各的點數。
group-not-your-button = 只有提出請求的人才能用這個按鈕。你也可以讓我做一支自己的影片！
group-answered-privately = 答案已經傳到我們的私訊裡了。
group-write-me-first = 我還不能傳私訊給你。請先打開和我的聊天，點「開始」，再試一次。
button-too-old = 這個按鈕已經失效，請用我最新訊息下面的按鈕。
button-already-used = 已經在做了。

language-ask = 我該說哪種語言？
language-changed = 從現在起我說{ $language }。
language-unknown = 我還不會說「{ $language }」。請從 /language 裡選一種。

settings-title = 你的設定
settings-language = 語言：{ $language }
settings-quality = 匯出畫質：{ $quality }
settings-delivery = 影片送達方式：{ $kind }
settings-delivery-video = 在聊天裡播放
settings-delivery-file = 作為原始檔案
settings-pictures = 修改後附圖：{ $state }
settings-pictures-group = 群組裡修改後附圖：{ $state }
settings-on = 開
settings-off = 關
settings-account = 帳戶：{ $account }
settings-account-linked = 你自己的（已綁定）
settings-account-shared = 機器人共用
settings-account-anonymous = 免費試用
settings-backend-cloud = 製作方：NemoVideo
settings-backend-studio = 製作方：內建工作室
settings-quality-changed = 以後以 { $quality } 匯出。
settings-quality-unknown = 可以匯出 720p 或 1080p，請選一個。

console-welcome = 輸入你想要的，把檔案拖進來，或輸入按鈕的編號。/help 查看更多，Ctrl-C 離開。
console-goodbye = 再見！沒做完的會在下次啟動時繼續。
console-you = 你
console-bot = Reelay

media-unopened = 我打不開這類訊息，所以什麼也沒有製作。請直接傳送照片、影片片段或聲音（作為照片、影片或檔案），並告訴我要做什麼。
words-none = 這裡面沒有文字，所以我沒有更動任何內容。請告訴我要做什麼或改什麼。
reply-hidden = 我看不到你回覆的那則訊息，所以什麼也沒有製作。請把它和你的要求一起貼到這裡，或者在私訊裡轉傳給我。
file-no-text = 我無法把 { $name } 當作不超過 { $limit } KB 的文字來讀，所以什麼也沒有製作。請把文字直接貼到這裡。
group-not-your-project = 這部影片屬於 { $name } 的專案，所以我什麼也沒有改。你可以用同樣的要求開始自己的專案。
group-not-your-project-unnamed = 這部影片屬於別人的專案，所以我什麼也沒有改。你可以用同樣的要求開始自己的專案。
button-start-from = 以此為起點
upload-incomplete = 還沒有製作任何內容：缺少你傳送的檔案時，我不會開始。可以不用它繼續，或者把檔案和文字再傳一次。
button-go-on-without = 不用它繼續
flood-left-out = 一下子來得太多，有一部分沒有處理。未處理的訊息：{ $count } 則。還需要的請再傳一次。
flood-same-answer = 你的另外幾則訊息也是同樣的答覆：{ $count } 則。
edit-taken = 我已按新的文字修改了還在等待的請求。
edit-too-late = 這個請求已經送出，再編輯也不會有變化。請用一則新訊息告訴我要改什麼。
