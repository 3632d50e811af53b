credits-balance = Du hast noch **{ $available }** von { $total } Credits.
credits-left = Du hast noch { $available ->
        [one] **{ $available }** Credit
       *[other] **{ $available }** Credits
    }.
credits-frozen = { $frozen ->
        [one] { $frozen } Credit ist für laufende Arbeit reserviert.
       *[other] { $frozen } Credits sind für laufende Arbeit reserviert.
    }
credits-costs = Ein erzeugter Clip kostet etwa 100 Credits, eine Bearbeitung etwa 50; Exporte sind kostenlos.
credits-trial = Das ist ein kostenloser Test. Mit /login geht es mit deinem eigenen Konto weiter.
credits-shared = Diese Credits teilen sich alle, die diesen Bot benutzen.
credits-linked = Das ist dein eigenes NemoVideo-Konto.
credits-top-up = Mehr Credits holen: { $link }
credits-studio = Das sind Spielcredits: Das eingebaute Studio arbeitet auf diesem Rechner und kostet nichts.
credits-unavailable = Ich kann deine Credits gerade nicht lesen. Versuch in einer Minute noch einmal /credits.
cost-used = Credits: { $used } verbraucht, { $left } übrig.
cost-not-sent = Ich habe deine Anfrage nicht abgeschickt, weil keine Credits mehr da sind.
cost-history = Was deine letzten Anfragen verbraucht haben:
cost-item = • { $request }: { $used } Credits
cost-item-unknown = • { $request }: nicht bekannt

login-ask = Schick mir in der nächsten Nachricht dein NemoVideo-Zugriffstoken. Ich lösche es sofort aus dem Chat und bewahre es verschlüsselt auf; mit /cancel bleibt alles, wie es ist.
form-login = NemoVideo-Konto verknüpfen
form-token = Zugriffstoken
login-private-only = Zu deiner Sicherheit nehme ich Token nur im privaten Chat an. Schreib mir dort und nimm /login.
login-done = Dein Konto ist verknüpft. Ab jetzt zählen deine eigenen Credits.
login-refused = NemoVideo hat dieses Token nicht angenommen. Kopiere es noch einmal vollständig und nimm wieder /login.
login-not-a-token = Das sieht nicht nach einem Zugriffstoken aus. Nimm noch einmal /login und füge das ganze Token ein.
login-unavailable = Ich konnte das Token gerade nicht prüfen und habe nichts gespeichert. Versuch in ein paar Minuten noch einmal /login.
login-cannot-delete = Ich konnte deine Nachricht mit dem Token nicht löschen. Bitte lösch sie selbst.
login-exposed = Poste Token bitte nicht in Chats, die andere lesen. Lösch die Nachricht und nimm /login in unserem privaten Chat.
login-not-needed = Das eingebaute Studio braucht kein Konto. Schick einfach Fotos und sag, was ich machen soll.
logout-done = Die Verknüpfung ist gelöst und das Token vergessen.
logout-none = Von dir ist kein Konto verknüpft.

cap-turns = { $limit ->
        [one] Deine { $limit } Anfrage für heute ist verbraucht.
       *[other] Deine { $limit } Anfragen für heute sind verbraucht.
    } Komm morgen wieder.
cap-exports = { $limit ->
        [one] Dein { $limit } Export für heute ist verbraucht.
       *[other] Deine { $limit } Exporte für heute sind verbraucht.
    } Komm morgen wieder.
cap-turns-closed = Anfragen sind hier nicht freigegeben.
cap-exports-closed = Exporte sind hier nicht freigegeben.
cap-login = Mit deinem eigenen Konto gilt das nicht: /login verbindet es.
quota-turns = Anfragen heute noch: { $left } von { $limit }
quota-exports = Exporte heute noch: { $left } von { $limit }
