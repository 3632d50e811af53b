### Welcome, help, groups, settings. Light Markdown; see phrases.py.
### No line after the first of a message may begin with * [ . or }: Fluent reads those as syntax.

start-welcome =
    Hi! I turn photos, clips and a sentence into a finished video.
    Send me a few photos and say what you'd like, for example: `generate a 15-second promo video from my photos`.
start-returning = Welcome back! Tell me what to change, or send new photos and say what to make from them.
setup-working = Setting things up…
setup-ready = All set up.
# $credits (number), $days (number)
setup-trial = You have { $credits ->
        [one] { $credits } free credit
       *[other] { $credits } free credits
    } for the next { $days ->
        [one] day
       *[other] { $days } days
    }.
setup-cloud = Your videos are made by NemoVideo in the cloud.
setup-studio = Your videos are made by the built-in studio, right on this machine, from your own photos and clips.

help-text =
    Tell me in your own words what to make or change; I show the timeline after every step.

    • Send photos, clips or music, with or without words
    • `make it 15 seconds`, `add lo-fi music at 30%`, `remove the second photo`, `undo the last change`
    • /export when you like it: the MP4 arrives here
    • /new starts over, /projects goes back to an earlier one
    • /cancel stops whatever is running
help-limits =
    Good to know:
    • A new aspect ratio means generating the video again
    • YouTube and Spotify links can't be used as music; the built-in library has similar styles
    • Photos can't be retouched, but they make a fine slideshow
    • Scripts under 60 words and concrete requests work best
    • A 30-second clip takes 1–2 minutes; the result is up to 1080x1920
help-formats = I can use MP4, MOV, AVI, WebM and MKV clips, JPG, PNG, GIF and WebP pictures, and MP3, WAV, M4A and AAC audio, up to { $limit } each.

# $bot (text): how the bot is called there
group-intro-commands = Hi all! Use /help@{ $bot } or reply to one of my messages to talk to me; I don't see other messages here, so a plain mention may not reach me. Everyone has their own project and pays with their own credits.
group-intro-mentions = Hi all! Mention { $bot } or reply to one of my messages to talk to me; I don't see other messages here, so put photos and words into the same message. Everyone has their own project and pays with their own credits.
group-not-your-button = Only the person who asked for this can use that button. Ask me for your own video!
group-answered-privately = I've sent you the answer in our private chat.
group-write-me-first = I can't write to you privately yet. Open a chat with me, press Start, then try again.
button-too-old = That button is out of date. Use the ones under my latest message.
button-already-used = That's already under way.

language-ask = Which language should I speak?
# $language (text): its own name
language-changed = From now on I speak { $language }.
language-unknown = I don't speak "{ $language }" yet. Pick one from /language.

settings-title = Your settings
settings-language = Language: { $language }
settings-quality = Export quality: { $quality }
# $kind (text): one of the two phrases below
settings-delivery = Videos arrive: { $kind }
settings-delivery-video = to play in the chat
settings-delivery-file = as unchanged files
# $state (text): settings-on or settings-off
settings-pictures = Picture after a change: { $state }
settings-pictures-group = Picture after a change in groups: { $state }
settings-on = on
settings-off = off
# $account (text): one of the settings-account phrases
settings-account = Account: { $account }
settings-account-linked = your own, linked
settings-account-shared = shared by this bot
settings-account-anonymous = free trial
settings-backend-cloud = Videos made by: NemoVideo
settings-backend-studio = Videos made by: the built-in studio
settings-quality-changed = Exports will be { $quality } from now on.
settings-quality-unknown = I can export in 720p or 1080p. Pick one of these.

console-welcome = Type what you'd like, drag a file in here, or type a button's number. /help shows more, Ctrl-C leaves.
console-goodbye = Bye! Anything unfinished goes on at the next start.
console-you = You
console-bot = Reelay

media-unopened = I can't open that kind of message, so nothing was made. Send the photo, clip or sound itself, as a photo, a video or a file, and say what to make from it.
words-none = There are no words in that, so I changed nothing. Tell me what to make or to change.
reply-hidden = I can't see the message you reply to, so nothing was made. Paste it here together with what you want, or forward it to me in our private chat.
# $name (text), $limit (number)
file-no-text = I can't read { $name } as text of at most { $limit } KB, so nothing was made. Paste its words here instead.
# $name (text)
group-not-your-project = That video is from { $name }'s project, so I changed nothing. You can start your own from the same request.
group-not-your-project-unnamed = That video is from somebody else's project, so I changed nothing. You can start your own from the same request.
button-start-from = Start from it
upload-incomplete = Nothing was made yet: your request is not begun with less than you sent. Go on without it, or send the file and your words again.
button-go-on-without = Go on without it
# $count (number)
flood-left-out = That was a lot at once, so some of it was left out. Messages left out: { $count }. Send again what still matters.
# $count (number)
flood-same-answer = The same answer goes for more of your messages: { $count }.
edit-taken = I've changed your waiting request to the new words.
edit-too-late = That request was already sent, so editing it changes nothing any more. Write what to change as a new message.
