import type { Translation } from "../index.ts";

export default {
  "common.cancel": "Annuler",
  "common.close": "Fermer",
  "common.delete": "Supprimer",
  "common.dismiss": "Masquer",
  "common.join": "Rejoindre",
  "common.camera": "Caméra",
  "common.microphone": "Micro",
  "common.speaker": "Haut-parleur",
  "common.devices": "Périphériques",
  "common.none_found": "Aucun trouvé",
  "common.is_on": "{what} : oui",
  "common.is_off": "{what} : non",

  "common.others": "{count, plural, one {# autre personne} other {# autres personnes}}",
  "common.people": "{count, plural, one {# personne} other {# personnes}}",
  "common.check_connection": "Vérifier ma connexion",
  "common.save": "Enregistrer",
  "common.try_again": "Réessayer",

  "common.broken": "Un problème est survenu",
  "common.broken_words":
    "Cette page a rencontré un problème qui lui est propre. La recharger suffit souvent.",
  "common.load_again": "Recharger",
} satisfies Translation<"common">;
