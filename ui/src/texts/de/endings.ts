import type { Translation } from "../index.ts";

export default {
  "endings.rejoin": "Wieder beitreten",
  "endings.other_code": "Anderen Code eingeben",

  "endings.left": "Du bist gegangen",
  "endings.left_words":
    "Deine Kamera und dein Mikrofon sind aus. Mit demselben Link kommst du zurück.",
  "endings.removed": "Du wurdest entfernt",
  "endings.removed_words":
    "Der Host hat dich aus diesem Meeting entfernt. War das ein Versehen, dann bitte um eine neue Einladung.",
  "endings.ended": "Das Meeting ist beendet",
  "endings.ended_words":
    "Der Host hat es beendet, und der Link gilt nicht mehr. Du kannst diese Seite schließen.",
  "endings.closed": "Das Meeting ist beendet",
  "endings.closed_words":
    "Der Host hat es für alle geschlossen. Wird es wieder geöffnet, bringt dich derselbe Link zurück.",
  "endings.lost": "Die Verbindung ist abgebrochen",
  "endings.lost_words":
    "Der Rechner des Hosts ist nicht erreichbar. Prüfe, ob du online bist, und frage den Host, ob Confab noch läuft.",
  "endings.failed": "Der Anruf konnte nicht gestartet werden",
  "endings.failed_words":
    "In diesem Browser ist etwas schiefgegangen. Tritt wieder bei; hilft das nicht, lade die Seite neu.",
  "endings.elsewhere": "Du bist woanders beigetreten",
  "endings.elsewhere_words":
    "Dein Platz in diesem Anruf ist in einen anderen Tab oder auf ein anderes Gerät gewechselt. Tritt wieder bei, um ihn hier zu haben.",
  "endings.full": "Dieses Meeting ist voll",
  "endings.full_words":
    "Es sind so viele Personen da, wie der Host erlaubt hat. Versuche es noch einmal, wenn jemand gegangen ist.",
  "endings.locked": "Dieses Meeting ist gesperrt",
  "endings.locked_words":
    "Der Host lässt im Moment niemanden mehr herein. Bitte darum, es zu entsperren, und versuche es dann noch einmal.",
  "endings.denied": "Du wurdest nicht eingelassen",
  "endings.denied_words":
    "Der Host hat dich diesmal nicht hereingelassen. War das ein Versehen, dann frage nach und versuche es noch einmal.",
  "endings.not_found": "Meeting nicht gefunden",
  "endings.not_found_words":
    "Vielleicht ist der Link falsch geschrieben, oder der Host hat das Meeting gelöscht. Bitte um einen neuen Link.",

  "endings.blocked": "Dein Browser hat den Anruf abgelehnt",
  "endings.blocked_words": "Diese Seite kam durch, aber die Verbindung für den Anruf nicht.",
  "endings.unreachable": "Das Meeting ist nicht erreichbar",
  "endings.unreachable_words":
    "Prüfe, ob du online bist und ob Confab auf dem Rechner des Hosts läuft. Drücke dann noch einmal auf Beitreten.",
  "endings.bad_host_code": "Dieser Weg hinein gilt nur einmal",
  "endings.bad_host_code_words":
    "Drücke in Confab noch einmal auf Beitreten, um als Host hineinzukommen, oder tritt von hier als Gast bei.",
  "endings.not_this_user": "Hier kannst du als Gast beitreten",
  "endings.not_this_user_words":
    "Confab kann nicht feststellen, dass dieser Browser unter deinem Konto auf diesem Rechner läuft, und macht dich darum nicht zum Host. Tritt als Gast bei, oder drücke in Confab noch einmal auf Beitreten.",
  "endings.bad_name": "Dieser Name geht nicht",
  "endings.bad_name_words": "Wähle einen kürzeren aus Buchstaben und Ziffern.",
  "endings.too_many_tries": "Zu viele Versuche",
  "endings.wait_seconds":
    "{seconds, plural, one {Warte eine Sekunde und drücke dann noch einmal auf Beitreten.} other {Warte # Sekunden und drücke dann noch einmal auf Beitreten.}}",
  "endings.wait_a_moment": "Warte einen Moment und drücke dann noch einmal auf Beitreten.",
  "endings.unknown": "Das Beitreten hat nicht geklappt",
  "endings.unknown_words":
    "Auf dem Rechner des Hosts ist etwas schiefgegangen. Warte einen Moment und drücke dann noch einmal auf Beitreten.",
} satisfies Translation<"endings">;
