### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = Got it. The answer comes right here.
discord-noted-private = I can't post here, so the answer comes in our private chat.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = I can't post in { $where }: I lack { $permissions }. Ask an admin to allow that; until then I answer in our private chat.
discord-not-taken = I couldn't take that in. Please try again in a minute.
form-change = What should I change?
form-own-words = In your own words
discord-use-slash = I can't write to you privately. Use my slash commands here: only you see those answers.
# $thread (text): a link to it
discord-noted-thread = Got it. The answer comes in { $thread }.
option-video-thread = Keep it in a thread of its own

# What slash commands and their options are called: lower case, no spaces, at most 32 characters.
slash-start = start
slash-help = help
slash-new = new
slash-projects = projects
slash-status = status
slash-export = export
slash-credits = credits
slash-login = login
slash-logout = logout
slash-cancel = cancel
slash-language = language
slash-settings = settings
slash-whoami = whoami
slash-privacy = privacy
slash-export_my_data = export_my_data
slash-forget = forget
slash-video = video
slash-new-title = title
slash-projects-project = project
slash-export-quality = quality
slash-language-language = language
slash-video-prompt = prompt
slash-video-photo = photo
slash-video-thread = thread
