### What happens while a request runs: progress, queue, cancel, results, recovery.

progress-started = On it…
progress-files = Looking at your files…
# $done, $total (numbers of files), $size (text), $percent (number 0-100)
progress-uploading = Uploading { $done }/{ $total } · { $size } · { $percent }%
progress-converting = Converting { $name }…
progress-thinking = Thinking it through…
progress-writing = Writing the answer…
# $what (text): another progress phrase, $time (text): see formats.duration
progress-line = { $what } · { $time }
progress-still-working = ⏳ Still working… { $time } so far
progress-tool-generate = Generating the clip…
progress-tool-image = Creating a picture…
progress-tool-music = Adding music…
progress-tool-title = Adding text…
progress-tool-captions = Adding captions…
progress-tool-voice = Recording the voice…
progress-tool-effect = Adding effects…
progress-tool-transition = Smoothing the transitions…
progress-tool-trim = Cutting the clips…
progress-tool-arrange = Arranging the timeline…
progress-tool-analyse = Looking at the footage…
progress-tool-search = Searching the library…
progress-tool-other = Editing…
# $percent (number 0-100)
progress-rendering-percent = Rendering… { $percent }%
progress-render-again = The first render failed, trying once more…
progress-delivering = Sending your video…
# $time (text)
progress-rate-limited = It's busy right now; I'll go on in { $time }…
progress-reconnecting = Renewing your access…

# $position (number, 1 = next)
queue-noted = Noted, you're { $position ->
        [1] next
        [2] 2nd
        [3] 3rd
        [4] 4th
        [5] 5th
       *[other] number { $position }
    } in line.
# $limit (number)
queue-full = { $limit ->
        [one] { $limit } request is already waiting.
       *[other] { $limit } requests are already waiting.
    } Let one finish, or use /cancel, then send this again.
queue-then-export = I'll export it right after that.
# One video from each file. $n, $of (numbers), $what (text): another phrase; $count (number, 2 or more)
progress-part = { $n } of { $of } · { $what }
each-ask = That's one video from each file, { $count } in all. Each is a request of its own and costs what a video costs.
each-noted = One video from each file, { $count } in all: each costs what a video costs, and is posted as soon as it's ready.
each-go = Make { $count } videos
each-all = One video from all
# Goes to the agent, before the words of the request.
each-all-prompt = One video from all of these together:
# $limit (number)
each-too-many = I can make at most { $limit } videos at once, one from each file. Send fewer files.
# $limit (number)
each-over-cap = That's more than is left of today's { $limit }, so nothing was begun. Send fewer files, or come back tomorrow.
each-button = One video from each
# A prompt to the agent
each-file-prompt = make a video from this file

cancel-nothing = There's nothing to cancel. Send me photos or a request to begin.
# $button (text): the label of the button
cancel-nothing-running = Nothing is running. To take back the last change, press { $button }.
# $count (number): requests taken out of the queue
cancel-queued = { $count ->
        [one] Cancelled; it hadn't started yet.
       *[other] Cancelled { $count } requests; they hadn't started yet.
    }
cancel-upload = Cancelled during the upload; nothing was asked of the studio, so nothing was spent.
cancel-running = Stopped waiting. What was already sent may still be finished in the cloud and paid for; /status shows the result.
cancel-export = Export cancelled. Your timeline is untouched; /export starts it again.
# $count (number): requests that waited behind what was stopped
cancel-waiting = Waiting requests that were cancelled with it: { $count }.
cancel-follow-up = The next step is cancelled too, since the one before it didn't finish.

turn-changed = Here's what changed:
turn-no-change = Nothing changed on the timeline. Try naming the clip, the time or the text, for example `add the title 'Summer Sale' in white`.
# $tracks (text): names of what was added
turn-extras = This came along without being asked for: { $tracks }. Keep it, or take it out?
# prompts to the agent, joined by a comma where several are needed
turn-strip-music-prompt = remove the music
turn-strip-voice-prompt = remove the voice-over
turn-strip-title-prompt = remove the title
turn-strip-captions-prompt = remove the captions
# a prompt to the agent
turn-undo-prompt = undo the last change
turn-change-ask = Tell me what to change.
turn-upload-offer = Send me the file right here in the chat.
turn-session-lost = Your earlier timeline is gone, so I started a new project and went on with your request.
# $names (text)
turn-late-file = { $names } came in a little late; it's in your project now, just mention it in your next message.

media-received = { $count ->
        [one] Got your file.
       *[other] Got { $count } files.
    } What should I make from { $count ->
        [one] it
       *[other] them
    }?
media-idea-promo = generate a 15-second promo video from my photos
media-idea-slideshow = make a slideshow with soft transitions and calm music
media-idea-vertical = make a vertical 20-second video with upbeat music
media-idea-song = use my song as the music
media-idea-add = add the new ones at the end
media-none = Send me the photos or clips here, and say what to make from them.

recovery-checking = The connection dropped; your request may still be running. I'll look again in { $time }…
recovery-changed = This took longer than planned, but it's done. Here's what changed:
recovery-answered = This took longer than planned. Here's the answer:
recovery-unknown = I lost touch with the studio and can't tell whether your request was carried out. Here's your project as it stands now; if the change is missing, try again (that may cost credits a second time).
recovery-no-state = I lost touch with the studio and can't see your project right now. Check /status in a few minutes before you try again.
recovery-duplicate = (This may be a duplicate.)
# $request (text): the beginning of the message
recovery-restored = This bot was restored from a backup, so I don't know whether this request was carried out. Here is your project; ask again if something is missing (that may cost credits a second time).
recovery-too-old = I was away for more than a day, so I didn't start this: "{ $request }". Send it again if you still want it.
# $count (number): requests from before a start that were not taken up
recovery-left-out = { $count ->
        [one] While I was away, { $count } more request came in than I take up at once. I left it out, and nothing was spent on it. I'm doing the earlier ones; send it again if you still want it.
       *[other] While I was away, { $count } more requests came in than I take up at once. I left them out, and nothing was spent on them. I'm doing the earlier ones; send again what you still want.
    }

# $what (text): a progress phrase, $time (text)
status-running = Running: { $what } ({ $time })
status-waiting = { $count ->
        [one] { $count } request is waiting.
       *[other] { $count } requests are waiting.
    }
status-empty = Nothing on the timeline yet. Send photos and say what to make from them.

project-new = New project. Send photos or tell me what to make.
# $title (text)
project-new-titled = New project: **{ $title }**. Send photos or tell me what to make.
project-list = { $count ->
        [one] Your project:
       *[other] Your { $count } projects, newest first:
    }
# $number (number), $title (text), $when (text)
project-item = { $number }. { $title } · { $when }
project-item-current = { $number }. **{ $title }** · { $when } (open now)
project-none = You have no projects yet. Send photos and say what to make.
project-switched = Back in **{ $title }**.
project-gone = That project can't be opened any more. Pick another from /projects, or start with /new.
project-untitled = Untitled
# $link (URL)
project-link = Open it in the web editor: { $link }
