### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = Alles klar. Die Antwort kommt gleich hier.
discord-noted-private = Hier darf ich nicht schreiben, die Antwort kommt daher in unserem privaten Chat.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = In { $where } kann ich nicht schreiben: Mir fehlt { $permissions }. Bitte einen Admin, das zu erlauben; bis dahin antworte ich in unserem privaten Chat.
discord-not-taken = Das konnte ich nicht aufnehmen. Bitte versuche es in einer Minute noch einmal.
form-change = Was soll ich ändern?
form-own-words = In deinen eigenen Worten
discord-use-slash = Ich kann dir nicht privat schreiben. Nimm hier meine Slash-Befehle: Diese Antworten siehst nur du.
# $thread (text): a link to it
discord-noted-thread = Alles klar. Die Antwort kommt in { $thread }.
option-video-thread = In einem eigenen Thread

slash-start = start
slash-help = hilfe
slash-new = neu
slash-projects = projekte
slash-status = status
slash-export = exportieren
slash-credits = credits
slash-login = anmelden
slash-logout = abmelden
slash-cancel = abbrechen
slash-language = sprache
slash-settings = einstellungen
slash-whoami = werbinich
slash-privacy = datenschutz
slash-export_my_data = meine-daten
slash-forget = vergessen
slash-video = video
slash-new-title = titel
slash-projects-project = projekt
slash-export-quality = qualität
slash-language-language = sprache
slash-video-prompt = beschreibung
slash-video-photo = foto
slash-video-thread = thread
