import type { Translation } from "../index.ts";

export default {
  "chat.messages": "Messages",
  "chat.empty": "Personne n’a encore écrit",
  "chat.empty_words":
    "Messages et fichiers pour tout le monde dans cette réunion. Qui arrive plus tard peut aussi les lire.",
  "chat.loading": "Récupération des messages…",
  "chat.loading_long":
    "Cela prend plus de temps que d’habitude. Confab continue d’essayer ; ce que vous écrivez est gardé entre-temps.",
  "chat.earlier": "Afficher les messages précédents",
  "chat.today": "Aujourd’hui",
  "chat.yesterday": "Hier",
  "chat.new": "Nouveaux messages",
  "chat.jump_new": "{count, plural, one {# nouveau message} other {# nouveaux messages}}",
  "chat.jump_end": "Derniers messages",
  "chat.you": "Vous",
  "chat.host": "Hôte",
  "chat.cohost": "Co-hôte",
  "chat.deleted": "Ce message a été supprimé",
  "chat.gone": "Un message qui n’existe plus",

  "chat.sending": "Envoi…",
  "chat.sent": "Envoyé",
  "chat.not_sent": "Non envoyé",
  "chat.waiting":
    "Vous écrivez plus vite que la discussion ne l’accepte. Ce message partira de lui-même dans un instant.",
  "chat.why_closed": "L’hôte a fermé la discussion. Votre texte reste ici.",
  "chat.why_unreachable": "L’ordinateur de l’hôte est injoignable.",
  "chat.why_large": "Ce fichier dépasse {limit}.",
  "chat.why_full":
    "Les fichiers de cette réunion peuvent occuper {limit} en tout, et il n’y a plus de place pour celui-ci.",
  "chat.why_other": "Un problème est survenu sur l’ordinateur de l’hôte.",
  "chat.discard": "Abandonner",
  "chat.edit": "Modifier",
  "chat.cancel_upload": "Annuler l’envoi de {name}",
  "chat.uploading": "Envoi de {name}",

  "chat.write": "Message",
  "chat.placeholder": "Écrire à tous",
  "chat.send": "Envoyer",
  "chat.left": "{count, plural, one {# caractère restant} other {# caractères restants}}",
  "chat.attach": "Envoyer un fichier",
  "chat.attach_limit": "Envoyer un fichier (jusqu’à {limit})",
  "chat.drop": "Déposez ici des fichiers pour les envoyer à tous",
  "chat.drop_limit": "Jusqu’à {limit} chacun",
  "chat.too_large": "{name} fait {size}. Les fichiers sont limités à {limit}.",
  "chat.empty_file": "{name} est vide, il n’y a rien à envoyer.",
  "chat.closed": "L’hôte a fermé la discussion aux invités. Vous pouvez toujours la lire.",
  "chat.closed_draft":
    "L’hôte a fermé la discussion aux invités. Ce que vous avez écrit reste ici jusqu’à sa réouverture.",

  "chat.options": "Options de la discussion",
  "chat.sound": "Son pour les nouveaux messages",
  "chat.clear": "Vider la discussion…",
  "chat.clear_title": "Vider la discussion pour tout le monde ?",
  "chat.clear_words":
    "Tous les messages et fichiers de cette réunion sont supprimés. C’est irréversible.",
  "chat.clear_yes": "Vider la discussion",

  "chat.actions": "Actions pour ce message",
  "chat.reply": "Répondre",
  "chat.react": "Réagir avec {emoji}",
  "chat.copy": "Copier le texte",
  "chat.delete": "Supprimer",
  "chat.replying": "Réponse à {name}",
  "chat.stop_reply": "Ne pas répondre à ce message",
  "chat.jump_to": "Aller au message de {name}",
  "chat.reacted": "{emoji} {names}",
  "chat.failed_deed": "Cela n’a pas marché. Réessayez dans un instant.",

  "chat.download": "Télécharger {name}",
  "chat.downloading": "Téléchargement…",
  "chat.no_download": "Le fichier n’a pas pu être récupéré. Réessayez.",
  "chat.picture": "Aperçu de {name}",
} satisfies Translation<"chat">;
