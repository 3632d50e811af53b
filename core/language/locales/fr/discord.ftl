### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = C'est noté. La réponse arrive ici même.
discord-noted-private = Je ne peux pas écrire ici, la réponse arrive donc dans notre discussion privée.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = Je ne peux pas écrire dans { $where } : il me manque { $permissions }. Demandez à un admin de l'autoriser ; d'ici là, je réponds dans notre discussion privée.
discord-not-taken = Je n'ai pas pu prendre cela en compte. Réessayez dans une minute.
discord-ask-title = Que dois-je changer ?
discord-ask-field = Avec vos propres mots
discord-use-slash = Je ne peux pas vous écrire en privé. Utilisez ici mes commandes slash : vous seul voyez ces réponses.
