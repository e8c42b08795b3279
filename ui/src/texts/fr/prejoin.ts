import type { Translation } from "../index.ts";

export default {
  "prejoin.door": "Rejoindre une réunion",
  "prejoin.door_words": "Collez le lien que l’hôte vous a envoyé ou saisissez son code.",
  "prejoin.door_field": "Lien ou code de la réunion",
  "prejoin.door_go": "Continuer",
  "prejoin.door_wrong":
    "Ce n’est ni un lien ni un code de réunion. Un code ressemble à abc-defg-hij.",

  "prejoin.preview": "Aperçu",
  "prejoin.camera_starting": "Démarrage de votre caméra…",
  "prejoin.camera_off": "Votre caméra est coupée",
  "prejoin.name": "Votre nom",
  "prejoin.name_missing": "Saisissez d’abord votre nom, pour que les autres sachent qui vous êtes.",
  "prejoin.ask": "Demander à entrer",
  "prejoin.at_once": "Rejoindre directement la prochaine fois",
  "prejoin.at_once_hint":
    "Sans cet aperçu, avec la caméra et le micro dans l’état où vous les avez laissés.",
  "prejoin.guarded": "L’hôte fait entrer les gens un par un.",
  "prejoin.nobody_inside": "Personne n’est encore là",
  "prejoin.inside": "{count, plural, one {{names} est là} other {{names} sont là}}",
  "prejoin.joining": "Connexion à la réunion…",
  "prejoin.slow":
    "Cela prend plus de temps que d’habitude. L’ordinateur de l’hôte est peut-être occupé, en veille ou hors ligne.",

  "prejoin.microphone_level": "Niveau du micro",
  "prejoin.unheard":
    "Nous ne vous entendons pas. Dites quelque chose ; si rien ne change, choisissez un autre micro ou activez-le sur l’appareil.",
  "prejoin.speaker_test": "Tester le haut-parleur",
  "prejoin.speaker_level": "Niveau du haut-parleur",
  "prejoin.speaker_playing":
    "Trois notes sont jouées. Vous n’entendez rien ? Choisissez un autre haut-parleur.",
  "prejoin.speaker_failed": "Ce haut-parleur ne peut pas servir. Choisissez-en un autre.",
  "prejoin.blur": "Flouter l’arrière-plan",
  "prejoin.blur_failed":
    "Votre arrière-plan n’a pas pu être flouté, votre caméra reste donc éteinte dans l’appel. Désactivez le flou pour être vu tel quel.",
  "prejoin.blur_slow":
    "Le flou fonctionne, mais lentement : ce navigateur n’utilise pas l’accélération graphique. Désactivez-le si tout devient lent.",
  "prejoin.blur_unable": "Ce navigateur ne peut pas flouter votre arrière-plan.",
  "prejoin.camera_instead":
    "La caméra choisie n’est pas là, une autre est donc utilisée. Branchez-la et elle sera reprise.",
  "prejoin.microphone_instead":
    "Le micro choisi n’est pas là, un autre est donc utilisé. Branchez-le et il sera repris.",
  "prejoin.speaker_instead":
    "Le haut-parleur choisi n’est pas là, un autre est donc utilisé. Branchez-le et il sera repris.",
  "prejoin.allow_chromium":
    "Pour l’autoriser : appuyez sur l’icône à côté de l’adresse et activez la caméra et le micro.",
  "prejoin.allow_firefox":
    "Pour l’autoriser : appuyez sur la caméra ou le micro barrés à côté de l’adresse et levez le blocage.",
  "prejoin.allow_safari":
    "Pour l’autoriser : ouvrez le menu de Safari, puis « Réglages pour ce site web », et autorisez la caméra et le micro.",

  "prejoin.camera_insecure":
    "Les navigateurs ne donnent la caméra à une page que sur une connexion sécurisée. Demandez à l’hôte un lien qui commence par https ; vous pouvez entrer sans elle.",
  "prejoin.why_insecure": "Que peut-on faire ?",
  "prejoin.camera_denied":
    "Cette page n’a pas accès à votre caméra. Autorisez-la dans la barre d’adresse, puis appuyez de nouveau sur Caméra ; vous pouvez entrer sans elle.",
  "prejoin.camera_denied_by_system":
    "Votre système refuse la caméra à ce navigateur. Autorisez-la dans les réglages de confidentialité du système ; vous pouvez entrer sans elle.",
  "prejoin.camera_missing": "Aucune caméra trouvée. Branchez-en une ou entrez sans elle.",
  "prejoin.camera_busy":
    "Votre caméra est utilisée par un autre programme. Fermez-le ou choisissez-en une autre.",
  "prejoin.camera_unplugged":
    "Votre caméra a été débranchée. Rebranchez-la ou choisissez-en une autre.",
  "prejoin.camera_failed":
    "Votre caméra n’a pas démarré. Réessayez, choisissez-en une autre ou entrez sans elle.",
  "prejoin.microphone_insecure":
    "Les navigateurs ne donnent le micro à une page que sur une connexion sécurisée. Demandez à l’hôte un lien qui commence par https ; vous pouvez entrer sans lui.",
  "prejoin.microphone_denied":
    "Cette page n’a pas accès à votre micro. Autorisez-le dans la barre d’adresse, puis appuyez de nouveau sur Micro ; vous pouvez entrer sans lui.",
  "prejoin.microphone_denied_by_system":
    "Votre système refuse le micro à ce navigateur. Autorisez-le dans les réglages de confidentialité du système ; vous pouvez entrer sans lui.",
  "prejoin.microphone_missing": "Aucun micro trouvé. Branchez-en un ou entrez sans lui.",
  "prejoin.microphone_busy":
    "Votre micro est utilisé par un autre programme. Fermez-le ou choisissez-en un autre.",
  "prejoin.microphone_unplugged":
    "Votre micro a été débranché. Rebranchez-le ou choisissez-en un autre.",
  "prejoin.microphone_failed":
    "Votre micro n’a pas démarré. Réessayez, choisissez-en un autre ou entrez sans lui.",
  "prejoin.both_insecure":
    "Les navigateurs ne donnent la caméra et le micro à une page que sur une connexion sécurisée. Demandez à l’hôte un lien qui commence par https ; vous pouvez entrer pour regarder et écouter.",
  "prejoin.both_denied":
    "Cette page n’a pas accès à votre caméra ni à votre micro. Autorisez-les dans la barre d’adresse, puis appuyez de nouveau sur Caméra ou Micro ; vous pouvez entrer sans eux.",
  "prejoin.both_denied_by_system":
    "Votre système refuse la caméra et le micro à ce navigateur. Autorisez-les dans les réglages de confidentialité du système ; vous pouvez entrer sans eux.",
  "prejoin.both_missing":
    "Ni caméra ni micro trouvés. Branchez-les ou entrez pour regarder et écouter.",
} satisfies Translation<"prejoin">;
