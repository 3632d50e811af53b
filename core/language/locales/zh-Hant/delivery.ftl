progress-quiet = 正在確認你上一個請求已經結束…
result-moved = 沒辦法傳到你提出請求的那個聊天裡，所以傳到這裡。
export-not-allowed-link = 影片做好了，但這裡不允許我傳影片，請從這裡下載：{ $link }
export-sent-privately = 影片做好了，但這裡不允許我傳影片，已經傳到我們的私訊裡了。
export-waits-for-you = 影片做好了，但這裡不允許我傳影片。傳私訊給我，我就傳到那裡。
result-kept = 這個早就做好了，只是之前沒辦法傳給你：
export-expired = 之前的影片已經取不回來了。點按鈕重新匯出，不花點數。
turn-order = 請按這個順序使用我的檔案：{ $names }。
