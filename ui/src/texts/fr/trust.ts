import type { Translation } from "../index.ts";

export default {
  "trust.why":
    "Certains navigateurs, surtout Safari, la refusent tant qu’ils ne connaissent pas le certificat, même si vous êtes passé outre leur avertissement.",
  "trust.two_steps": "En deux étapes, cet appareil lui fait confiance :",
  "trust.profile": "Télécharger le profil",
  "trust.profile_1":
    "Téléchargez le profil et autorisez-le. Ouvrez Réglages, touchez « Profil téléchargé », puis « Installer ».",
  "trust.profile_2":
    "Dans Réglages, ouvrez Général, Informations, Réglages des certificats, et activez celui qui s’appelle Confab.",
  "trust.certificate": "Télécharger le certificat",
  "trust.install_firefox":
    "Dans Firefox, ouvrez Paramètres, Vie privée et sécurité, Afficher les certificats, Autorités, Importer. Choisissez le fichier et cochez les sites web.",
  "trust.install_android":
    "Dans les paramètres, cherchez « certificat CA », choisissez d’en installer un et prenez le fichier.",
  "trust.install_windows":
    "Ouvrez le fichier, appuyez sur « Installer le certificat » et placez-le dans « Autorités de certification racines de confiance ».",
  "trust.install_mac":
    "Ouvrez le fichier, trouvez Confab dans Trousseaux d’accès, ouvrez-le et choisissez « Toujours approuver ».",
  "trust.install_other":
    "Dans les réglages du navigateur, cherchez Certificats, puis Autorités, et importez le fichier.",
  "trust.other_browser":
    "Ou ouvrez le lien dans Chrome, Edge ou Firefox, où il suffit de passer outre l’avertissement.",
  "trust.careful":
    "Ne le faites que si vous savez qui vous a invité : l’appareil croira tout certificat créé par cet ordinateur. Retirez-le quand vous n’en aurez plus besoin.",
  "trust.own_needed":
    "Cette adresse a besoin d’un certificat que les navigateurs connaissent. L’hôte de la réunion peut l’indiquer dans les réglages de Confab, sous « Partage ».",
  "trust.insecure": "Cette page n’est pas sécurisée",
  "trust.insecure_words":
    "Les navigateurs ne donnent caméra et micro qu’aux pages dont l’adresse commence par https://. Vous pouvez rejoindre quand même, pour regarder et écouter.",
  "trust.secure_address": "Essayer l’adresse sécurisée",
  "trust.back": "Retour à la réunion",
} satisfies Translation<"trust">;
