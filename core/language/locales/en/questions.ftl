# The agent's question and its answers.
button-other = Other…
button-answer = Answer…
button-done = Done
# The title of a form, at most 45 characters.
form-answer = Your answer
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $n } of { $of })
question-several = Choose one or more, then Done.
question-free = Write your answer as your next message.
question-which = I can't tell which of these you mean. Which one is it?
question-lapsed = That question is closed now. If it still matters to you, just tell me.

# A message that may be a command or an edit; the others are its buttons.
reading-ask = I can read that in two ways. Which one do you mean?
reading-export = Export the video
reading-credits = Show my credits
reading-state = Show the timeline
reading-help = Show the help
reading-new = Start a new project
reading-cancel = Cancel what's running
reading-edit = Pass it on as an edit

# The button for what is needed less often, and what is said above those.
button-more = More…
more-choices = What else?

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = make a { $length }-second video in { $shape } from my files
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = Format { $shape }.
begin-in-length = Length { $length } seconds.
# $what (text): a shape, a duration, or both
begin-as-set = As set in /settings: { $what }.
# A voice note. $words (text): what it says
voice-heard = I heard: "{ $words }"
voice-ask-heard = I'm not sure I heard your voice note right: "{ $words }". What is it?
voice-ask = I couldn't make out words in your voice note. What is it?
voice-ask-typed = I can't listen to voice notes here: what you want has to be typed. What is this one?
voice-is-words = It's what I want
voice-is-sound = It's sound for the video
voice-type = Then please type it: I couldn't make out its words.
begin-pick = Pick a shape and a length, or an idea:
# $shape (text): an aspect ratio, or settings-ask
settings-shape = Shape of new videos: { $shape }
# $length (text): a duration, or settings-ask
settings-length = Length of new videos: { $length }
settings-ask = asked each time
