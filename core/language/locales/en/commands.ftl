### Command descriptions (at most 100 characters) and button labels (at most 40).

command-start = Begin here
command-help = What I can do and how
command-new = Start a new project, with a title if you like
command-projects = List your projects and go back to one
command-status = What's on the timeline and what's running
command-export = Get the finished video as an MP4
command-credits = How many credits you have left
command-login = Link your own NemoVideo account
command-logout = Forget your linked account
command-cancel = Stop what's running or waiting
command-language = Choose the language I speak
command-settings = See and change your settings
command-video = Make a video from a prompt and up to five photos
command-message-video = Make a video from this
option-new-title = A title for the project
option-projects-project = The project to open
option-export-quality = 720p or 1080p
option-login-token = Your NemoVideo access token
option-language-language = The language to speak
option-video-prompt = What the video should be
option-video-photo = A photo or clip to use

button-export = Export
button-timeline = Timeline
button-undo = Undo
button-change = Change…
button-new = New
button-cancel = Cancel
button-retry = Try again
button-strip = Strip
button-language = Language
button-open = Open
button-link = Get my link
button-idea-promo = 15-second promo
button-idea-slideshow = Slideshow
button-idea-vertical = Vertical video
