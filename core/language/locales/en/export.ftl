### Export and delivery.

export-started = Exporting your video…
# $quality (text): 720p, 1080p
export-started-quality = Exporting your video in { $quality }…
export-elsewhere = I can't post or save it anywhere else for you. The video comes here: save it, then share it where you like.
export-music = The music I add is made by the studio itself, from no one's recording; for a song you sent, you need the rights.
export-nothing = There's nothing to export yet. Tell me what to make first.
# $size (text, see formats.size), $length (text, see formats.duration)
export-caption = Your video: { $length }, { $size }
export-caption-titled = **{ $title }**: { $length }, { $size }
# $link (URL)
export-download = Download: { $link }
export-project = Edit it in the browser: { $link }
# $size, $limit (texts), $link (URL)
export-link-only = I couldn't attach the video here. Download it instead: { $link }
export-failed = The render failed twice. Your timeline is safe; try /export again in a few minutes.
export-timeout = The render is taking unusually long, so I stopped waiting. Try /export again in a few minutes.
export-lost = I couldn't fetch the finished video. Press Export to try again; it costs no credits.
export-saved = Saved to `{ $path }`
export-unsaved = I couldn't save the video to `{ $path }`. Make sure that place can be written to and has room, then press Export.
# $path (text): a file on this machine
console-unsaved = I couldn't save a file to `{ $path }`. Make sure that place can be written to and has room.
export-too-old = I was away for more than a day, so I did not start this export. Use /export if you still want it.
# $limit (text)
export-too-big-no-link = Your video is larger than the { $limit } this chat takes, and this bot has no public address to download it from. Try `/export 720p`, or make it shorter.
# $limit (text), $link (URL)
export-too-big-link = Your video is larger than the { $limit } this chat takes. Download it here: { $link }
