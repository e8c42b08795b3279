import type { Translation } from "../index.ts";

export default {
  "seal.missing": "Votre lien est incomplet",
  "seal.missing_words":
    "Cette réunion est chiffrée de bout en bout, et la clé à la fin de son lien manque. Demandez le lien complet à la personne qui vous a invité, ou collez-le ici.",
  "seal.wrong": "Votre lien ne convient pas à cette réunion",
  "seal.wrong_words":
    "Cette réunion est chiffrée de bout en bout, et la clé dans votre lien est une autre. Le lien est peut-être ancien, ou il en manque une partie. Demandez le lien complet à la personne qui vous a invité, ou collez-le ici.",
  "seal.field": "Lien complet de la réunion",
  "seal.go": "Continuer",
  "seal.no_key_in_it":
    "Il n’y a pas de clé là-dedans. Un lien complet se termine par #k= et 43 lettres.",
  "seal.insecure": "Cette page ne peut pas chiffrer",
  "seal.insecure_words":
    "Cette réunion est chiffrée de bout en bout, et les navigateurs ne chiffrent que sur des pages venues par une connexion sécurisée. Demandez à l’hôte un lien qui commence par https.",
  "seal.unsupported": "Ce navigateur ne peut pas chiffrer les appels",
  "seal.unsupported_words":
    "Cette réunion est chiffrée de bout en bout. Ouvrez son lien dans une version récente de Chrome, Edge, Firefox ou Safari.",

  "seal.sealed": "Chiffré de bout en bout",
  "seal.open": "Non chiffré",
  "seal.foreign": "Autre clé",
  "seal.open_words": "{name} envoie sans chiffrement : rien n’en est montré ni joué.",
  "seal.foreign_words":
    "{name} utilise une autre clé : vous ne pouvez ni vous voir ni vous entendre.",
  "seal.show": "Montrer quand même",
  "seal.show_whose": "Montrer {name} quand même",
  "seal.hide": "Masquer ce qui n’est pas chiffré",
  "seal.other_key":
    "Rien de ce que les autres envoient ne peut être déchiffré : la clé de votre lien n’est pas la leur. Demandez le lien à la personne qui vous a invité, et ouvrez-le à nouveau.",
  "seal.unreadable":
    "Ce message ne peut pas être déchiffré. Il a été chiffré avec une autre clé, ou modifié en route.",

  "seal.more_ways": "Autres façons de créer une réunion",
  "seal.new": "Nouvelle réunion chiffrée…",
  "seal.new_title": "Nouvelle réunion chiffrée de bout en bout",
  "seal.new_words":
    "Images, son, messages et fichiers sont chiffrés dans les navigateurs des participants. Le serveur de réunion et les intermédiaires n’en voient rien.",
  "seal.new_key":
    "La clé fait partie du lien. Copier le lien, code QR et invitation la contiennent, et quiconque a le lien peut entrer et lire.",
  "seal.new_without": "Ce qui n’est pas chiffré, et ce que cela coûte :",
  "seal.new_names":
    "Le titre, les noms, qui est présent quand, et les réactions ne sont pas chiffrés.",
  "seal.new_recording":
    "Aucun serveur ne peut enregistrer ou diffuser la réunion, et les programmes sans la clé ne voient et n’entendent rien.",
  "seal.new_slower":
    "Rejoindre prend un peu plus de temps, car rien n’est connecté avant le clic. Les images ne sont envoyées qu’en VP8.",
  "seal.new_api":
    "Les programmes qui utilisent l’API locale ne peuvent ni créer une telle réunion ni obtenir son lien complet.",
  "seal.new_for_good": "Cela ne peut pas être changé plus tard.",
  "seal.make": "Créer la réunion",
  "seal.link_has_key": "Copier le lien ajoute la clé, sans laquelle personne n’entre.",
  "seal.file_inside": "Chiffré : rejoignez la réunion pour l’enregistrer.",
  "seal.chat_closed":
    "Ce qui se dit ici est chiffré de bout en bout et ne peut pas être déchiffré dans cette fenêtre. Rejoignez la réunion pour lire et écrire.",
} satisfies Translation<"seal">;
