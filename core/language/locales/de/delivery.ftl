progress-quiet = Ich warte, bis deine letzte Anfrage sicher fertig ist…
result-moved = Dort, wo du gefragt hast, konnte ich das nicht posten; hier ist es.
export-not-allowed-link = Dein Video ist fertig, aber ich darf hier keine Videos senden. Lade es herunter: { $link }
export-sent-privately = Dein Video ist fertig, aber ich darf hier keine Videos senden; es steht in unserem privaten Chat.
export-waits-for-you = Dein Video ist fertig, aber ich darf hier keine Videos senden. Schreib mir privat, dann schicke ich es dir dort.
result-kept = Das war schon früher fertig, aber ich konnte dich nicht erreichen:
export-expired = Das Video von vorhin kann ich nicht mehr abholen. Mit dem Knopf wird es neu gemacht; das kostet keine Credits.
turn-order = Nimm meine Dateien in dieser Reihenfolge: { $names }.
