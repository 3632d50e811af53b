### What went wrong and what to do next, one sentence each; no codes.

error-link-again = Your linked account no longer lets me in. Use /login to link it again.
error-access = The bot's access to NemoVideo was refused. Please tell the person who runs this bot, or use /login with your own account.
# $link (URL)
error-no-credits-trial = Your free credits are used up. Register here to go on with the same project: { $link }
error-no-credits = Your credits are used up. Top up here, then send your request again: { $link }
error-no-credits-shared = This bot's credits are used up. Use /login to go on with your own account.
error-plan-blocks-export = Your plan doesn't include export. Register or upgrade here to unlock it: { $link }
error-rate-limited = The service is taking no more requests for the moment. Try again in a minute.
error-trial-rate-limited = No free trials are left right now. Use /login to go on with your own NemoVideo account.
error-backend-down = The video service has a problem right now. Your project is safe; try again in a few minutes.
error-backend-unreachable = I can't reach the video service. Check the connection and try again in a few minutes.
error-studio-down = The built-in studio isn't answering. Restart the bot, then send your request again.
error-agent = The editor ran into a problem and stopped. Check the timeline with /status, then try again in other words.
error-status-unavailable = I can't read your project right now. Try /status again in a minute.
error-unexpected = Something went wrong on my side. Your project is safe; please send that again.
error-gave-up = I tried this several times and couldn't finish it. Your project is safe; try again in other words.
error-disk-full = There's no room left on this machine's disk. Free some space, then try again.
error-not-allowed = This bot is private, and you aren't on its list. Ask the person who runs it.
error-chat-not-allowed = This bot doesn't work in this chat. Ask the person who runs it.
error-message-too-long = That message is too long for me. Shorten it to { $limit } characters and send it again.
error-command-unknown = I don't know that command. Say it in your own words, or see /help.
# $near (text): the nearest command's name
error-command-near = I don't know that command. Did you mean /{ $near }? /help lists what I can do.
# a command such as /delete, which there is not
error-command-remove = I deleted nothing. Say what should go, for example `remove the second photo`; /forget deletes everything of yours.

# $name (text): the file's name
file-unreadable = I can't read { $name }; it seems to be damaged. Send it again or try another file.
file-unsupported = I can't use { $name }. Send MP4, MOV, AVI, WebM or MKV clips, JPG, PNG, GIF or WebP pictures, or MP3, WAV, M4A or AAC audio.
file-empty = { $name } is empty (0 bytes). Send it again.
# $size (text)
file-too-large = { $name } is { $size }; the limit is { $limit }. Compress or trim it, then send it again.
file-project-full = There's no room left for { $name } in this project. Start another one with /new, then send it again.
file-person-full = Your projects hold as much as one person may keep here, so there's no room for { $name }. Send it again once older projects are cleared, two weeks after their last use.
file-too-much = { $name } has too many pixels, frames or minutes for me. Send a smaller or shorter version.
# $limit (text)
file-over-chat-limit = { $name } is larger than the { $limit } I may fetch from this chat. Compress it, or send a direct link to it instead.
# $name (string): the file; $limit (string): a size
file-over-chat-limit-app = { $name } is larger than the { $limit } I may fetch from this chat. Add it in the app instead: the button beside the text box opens it.
file-directory = { $name } is a folder. Send the files in it instead.
file-missing = I can't find { $name }. Check the path and try again.
file-no-permission = I'm not allowed to read { $name }. Change its permissions or send a copy.
file-link-expired = The link to { $name } has expired. Send the file again.
file-download-failed = I couldn't fetch { $name }. Send it again in a moment.
file-upload-failed = I couldn't upload { $name }. Send it again in a moment.
# $host (text)
file-streaming-link = Links from { $host } can't be used. Send the file itself, or describe the style: the built-in library has similar music.
file-url-failed = I couldn't fetch that link. Check that it opens without signing in, or send the file itself.
# $limit (number)
file-too-many = { $limit ->
        [one] I can take { $limit } file at a time.
       *[other] I can take { $limit } files at a time.
    } Send the others in your next message.
