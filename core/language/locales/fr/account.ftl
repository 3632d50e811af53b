credits-balance = Il te reste { $available ->
        [one] **{ $available }** crédit
       *[other] **{ $available }** crédits
    } sur { $total }.
credits-left = Il te reste { $available ->
        [one] **{ $available }** crédit
       *[other] **{ $available }** crédits
    }.
credits-frozen = { $frozen ->
        [one] { $frozen } crédit est réservé pour le travail en cours.
       *[other] { $frozen } crédits sont réservés pour le travail en cours.
    }
credits-costs = Générer un clip coûte environ 100 crédits, une séance de montage environ 50 ; les exports sont gratuits.
credits-trial = C’est un essai gratuit. Utilise /login pour continuer avec ton propre compte.
credits-shared = Ces crédits sont partagés par tous ceux qui utilisent ce bot.
credits-linked = C’est ton propre compte NemoVideo.
credits-top-up = Obtenir plus de crédits : { $link }
credits-studio = Ce sont des crédits fictifs : le studio intégré tourne sur cette machine et ne coûte rien.
credits-unavailable = Impossible de lire tes crédits pour l’instant. Réessaie /credits dans une minute.
cost-used = Crédits : { $used } utilisés, { $left } restants.
cost-not-sent = Je n’ai pas envoyé ta demande, car il ne reste plus de crédits.
cost-history = Ce que tes dernières demandes ont utilisé :
cost-item = • { $request } : { $used } crédits
cost-item-unknown = • { $request } : inconnu

login-ask = Envoie-moi ton jeton d’accès NemoVideo dans ton prochain message. Je l’efface aussitôt du chat et je le garde chiffré ; /cancel laisse tout en l’état.
form-login = Associer ton compte NemoVideo
form-token = Jeton d’accès
login-private-only = Pour ta sécurité, je ne prends les jetons qu’en privé. Écris-moi là-bas et utilise /login.
login-done = Ton compte est associé. Désormais, ce sont tes propres crédits qui comptent.
login-refused = NemoVideo n’a pas accepté ce jeton. Copie-le en entier et utilise /login à nouveau.
login-not-a-token = Ça ne ressemble pas à un jeton d’accès. Utilise /login à nouveau et colle le jeton entier.
login-unavailable = Je n’ai pas pu vérifier le jeton, donc rien n’a été enregistré. Réessaie /login dans quelques minutes.
login-cannot-delete = Je n’ai pas pu effacer ton message avec le jeton. Efface-le toi-même, s’il te plaît.
login-exposed = Ne poste pas de jeton dans un chat que d’autres peuvent lire. Efface ce message et utilise /login dans notre chat privé.
login-not-needed = Le studio intégré n’a pas besoin de compte. Envoie-moi des photos et dis-moi quoi en faire.
logout-done = Ton compte est dissocié et son jeton oublié.
logout-none = Aucun compte à toi n’est associé.

cap-turns = { $limit ->
        [one] Tu as utilisé ta { $limit } demande du jour.
       *[other] Tu as utilisé tes { $limit } demandes du jour.
    } Reviens demain.
cap-exports = { $limit ->
        [one] Tu as utilisé ton { $limit } export du jour.
       *[other] Tu as utilisé tes { $limit } exports du jour.
    } Reviens demain.
cap-turns-closed = Les demandes ne sont pas ouvertes ici.
cap-exports-closed = Les exports ne sont pas ouverts ici.
cap-login = Avec ton propre compte, pas de limite : /login le relie.
quota-turns = Demandes restantes aujourd’hui : { $left } sur { $limit }
quota-exports = Exports restants aujourd’hui : { $left } sur { $limit }
