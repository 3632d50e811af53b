### Who may use the bot, what its admins see, and what is stored of a person.

member-your-id = Your id: `{ $id }`
member-asked = I've asked the people who run this bot to let you in.
member-you-are-admin = You are an admin of this bot.
member-let-in = You've been let in. What shall we make?
admin-nobody = I don't know anybody with that id. They have to write to me once.
admin-allowed = { $who } may use the bot.
admin-denied = { $who } is not let in.
admin-banned = { $who } is kept out.
admin-knock = { $who } would like to use the bot (`{ $id }`).
admin-stats = Open requests: { $open }
admin-stats-day = Today: { $people } people · { $turns } prompts · { $exports } exports · { $credits } credits · { $failed } failed
admin-stats-week = This week: { $people } people · { $turns } prompts · { $exports } exports · { $credits } credits · { $failed } failed
chart-today = Today
chart-week = This week
chart-people = People
chart-turns = Prompts
chart-exports = Exports
chart-credits = Credits used
chart-failed = Failed
admin-users = People this week: { $count }
admin-user = { $who }: { $turns } prompts · { $exports } exports
admin-quota-usage = Write `/quota ID 20` for 20 prompts a day, `/quota ID -` for what everybody has.
admin-quota = { $who }: prompts a day: { $figure }
admin-jobs = Open requests: { $count }
admin-waiting = Waiting to be let in: { $count }
admin-kept-out = Kept out: { $count }
admin-cap = Prompts a day
admin-announce-usage = Write the text behind `/announce`. Nothing is being announced now.
admin-announce-begun = I'm telling everybody, one after the other. `/announce` without a text stops it.
admin-announce-busy = Another announcement is still going out. `/announce` without a text stops it.
admin-announce-stopped = Stopped. Nobody else will be told.
admin-log = Latest actions: { $count }
admin-title = Operator's page
admin-use = Use
admin-platforms = Platforms
admin-backup = Back up now
# $place (string): a folder
admin-backed-up = The backup is in { $place }. Keep a copy of its key elsewhere.
# $link (string): an address
admin-page = Open this link in the browser that is to show the operator's page, once, within five minutes: { $link }
privacy-text = **What is stored about you:** your id, your language, your prompts and my answers, the names of your files, your projects' timelines, and an access token of yours if you linked an account (encrypted). Prompts and answers are deleted { $days } days after they ended. `/export_my_data` sends you all of it. `/forget` deletes everything at once.
privacy-studio = Your files, drafts and videos are on this bot's own machine and are deleted after 14 days without use.
privacy-cloud = Files are passed on and not kept. Your files and videos are made and kept by NemoVideo. I can't delete them there; write to NemoVideo for that.
# $host (text): who writes voice notes down
privacy-voice = Short voice notes that you send me in private go to { $host } to be written down; what they say is kept like a prompt.
privacy-model = A request that the studio does not understand goes to { $host }, with the names of your clips and the words in your video; no files and no id.
privacy-ask = Delete everything of yours here? Running work is stopped, and your projects can't be opened from here any more. This can't be undone.
privacy-forgotten = Done: everything of yours is deleted here. Until it expires there stay only unreadable marks, so that nothing of yours runs twice.
privacy-busy = Something of yours is still being posted. Try again in a minute.
privacy-data = All that is stored about you. Access tokens and ownership links are in no file.
privacy-data-sent = I've sent it to you in our private chat.
privacy-data-failed = I couldn't send you the file. Open a private chat with me, press Start, and try again.
