### Results that found another way, uploads that lack a file, what a prompt cost.

progress-quiet = Making sure your last request has finished…
result-moved = I couldn't post this in the chat where you asked, so here it is.
# $link (URL)
export-not-allowed-link = Your video is ready, but I may not send videos here. Download it: { $link }
export-sent-privately = Your video is ready, but I may not send videos here, so I sent it to you in our private chat.
export-waits-for-you = Your video is ready, but I may not send videos here. Write to me in private and I'll send it there.
result-kept = This was ready earlier, but I couldn't reach you:
reply-whole = This answer is very long: all of it is in this file, and its beginning follows.
reply-cut = This answer is longer than I can show here, and I may not send files. Its beginning follows.
preview-caption = The video as it stands, in pictures.
export-expired = The video from earlier can't be fetched any more. Press the button to make it again; it costs no credits.
# joined to a prompt; $names (text): file names, joined by commas
turn-order = Use my files in this order: { $names }.
