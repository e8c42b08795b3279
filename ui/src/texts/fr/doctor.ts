import type { Translation } from "../index.ts";

export default {
  "doctor.running": "Vérification en cours. Cela prend environ vingt secondes…",
  "doctor.verdict_good": "Tout fonctionne.",
  "doctor.verdict_warning": "Vous pouvez rejoindre. Certaines choses pourraient être meilleures.",
  "doctor.verdict_failed": "Quelque chose fait obstacle.",
  "doctor.again": "Vérifier de nouveau",
  "doctor.back": "Retour",
  "doctor.copy": "Copier le rapport",
  "doctor.copied": "Le rapport a été copié. Il ne contient aucun secret.",
  "doctor.copy_failed":
    "Votre navigateur ne laisse pas cette page copier. Sélectionnez le texte ci-dessous.",
  "doctor.report": "Rapport",
  "doctor.remedy": "Que faire",
  "doctor.state_waiting": "En attente",
  "doctor.state_running": "Vérification",
  "doctor.state_good": "Bon",
  "doctor.state_warning": "Pas idéal",
  "doctor.state_failed": "Problème",
  "doctor.state_skipped": "Non testé",
  "doctor.skipped": "Non testé, car une étape précédente a échoué.",
  "doctor.name_secure": "Page sécurisée",
  "doctor.name_api": "Confab",
  "doctor.name_signal": "Établissement des appels",
  "doctor.name_udp": "Son et image par UDP",
  "doctor.name_tcp": "Son et image par TCP",
  "doctor.name_turn": "Relais (TURN)",
  "doctor.name_speed": "Débit",
  "doctor.name_clock": "Horloge",
  "doctor.name_camera": "Caméra",
  "doctor.name_microphone": "Micro",
  "doctor.name_speaker": "Haut-parleur",
  "doctor.secure_good": "Le navigateur confie la caméra et le micro à cette page.",
  "doctor.secure_plain":
    "Cette page est arrivée en http simple : le navigateur ne lui donne ni caméra ni micro.",
  "doctor.secure_plain_remedy": "Demandez à l’hôte le lien qui commence par https.",
  "doctor.api_good": "Il a répondu au bout de {ms} ms.",
  "doctor.api_slow": "Il a mis {ms} ms à répondre.",
  "doctor.api_slow_remedy":
    "Rapprochez-vous du Wi-Fi ou branchez un câble. L’ordinateur de l’hôte est peut-être occupé aussi.",
  "doctor.api_unreachable": "Confab ne répond pas.",
  "doctor.api_unreachable_remedy":
    "Vérifiez que vous êtes en ligne et sur le même réseau que l’hôte, et demandez-lui si Confab fonctionne toujours.",
  "doctor.api_refused": "Confab a répondu par une erreur.",
  "doctor.api_refused_remedy":
    "Vérifiez de nouveau dans un instant. Si cela persiste, demandez à l’hôte de regarder la fenêtre de Confab.",
  "doctor.api_too_often": "La connexion a été vérifiée de nombreuses fois d’ici.",
  "doctor.api_too_often_remedy":
    "{wait, plural, one {Attendez # seconde, puis vérifiez de nouveau.} other {Attendez # secondes, puis vérifiez de nouveau.}}",
  "doctor.signal_good": "La ligne qui établit les appels s’est ouverte au bout de {ms} ms.",
  "doctor.signal_server_away": "Le serveur de réunion derrière Confab ne fonctionne pas.",
  "doctor.signal_server_away_remedy":
    "Il revient en général en quelques secondes : vérifiez de nouveau. Si cela persiste, demandez à l’hôte de regarder la fenêtre de Confab.",
  "doctor.signal_refused": "Le serveur de réunion refuse cette vérification.",
  "doctor.signal_refused_remedy": "Rechargez la page, puis vérifiez de nouveau.",
  "doctor.signal_blocked":
    "Confab répond, mais quelque chose bloque en chemin la ligne qui établit les appels (un WebSocket).",
  "doctor.signal_blocked_remedy":
    "Un proxy, un antivirus ou une extension du navigateur fait cela. Désactivez-le pour cette page, ou essayez un autre navigateur ou réseau.",
  "doctor.signal_untrusted":
    "Ce navigateur a ouvert la page, mais ne fait pas confiance à son certificat pour les appels.",
  "doctor.signal_untrusted_remedy":
    "Installez le certificat de l’hôte sur cet appareil, ou utilisez Chrome, Edge ou Firefox sur un ordinateur.",
  "doctor.udp_good": "Passe : {ms} ms aller-retour, {loss} perdus, {speed} Mbit/s.",
  "doctor.udp_blocked": "UDP est bloqué entre vous et l’ordinateur de l’hôte.",
  "doctor.udp_blocked_remedy":
    "Demandez à l’hôte de laisser passer UDP {port} dans son pare-feu : la fenêtre de Confab montre la commande exacte. Ou essayez un autre réseau.",
  "doctor.tcp_good": "Passe aussi : {ms} ms aller-retour, {speed} Mbit/s.",
  "doctor.tcp_carries":
    "Les appels passent par TCP, avec plus de retard : {ms} ms aller-retour, {speed} Mbit/s.",
  "doctor.tcp_blocked": "TCP est bloqué entre vous et l’ordinateur de l’hôte.",
  "doctor.tcp_blocked_remedy":
    "Demandez à l’hôte de laisser passer TCP {port} dans son pare-feu : la fenêtre de Confab montre la commande exacte. Les appels n’en ont besoin que là où UDP est bloqué.",
  "doctor.way_poor": "Passe, mais mal : {ms} ms aller-retour, {loss} perdus.",
  "doctor.way_poor_remedy":
    "Rapprochez-vous du Wi-Fi ou branchez un câble ; arrêtez les téléchargements sur votre réseau.",
  "doctor.way_nothing": "Connecté, mais rien de ce qui a été envoyé n’est arrivé.",
  "doctor.way_nothing_remedy": "Vérifiez de nouveau. Si cela persiste, essayez un autre réseau.",
  "doctor.turn_good": "Le relais répond : {ms} ms aller-retour.",
  "doctor.turn_none": "Aucun n’est configuré. Sur un même réseau, il n’en faut pas.",
  "doctor.turn_blocked": "Le relais est injoignable.",
  "doctor.turn_blocked_remedy":
    "Demandez à qui gère le serveur de réunion. Il ne sert que là où UDP et TCP sont bloqués.",
  "doctor.speed_good":
    "{speed} Mbit/s vers l’ordinateur de l’hôte et retour : assez pour des images nettes.",
  "doctor.speed_slow":
    "Seulement {speed} Mbit/s vers l’ordinateur de l’hôte et retour : les images seront floues.",
  "doctor.speed_slow_remedy":
    "Rapprochez-vous du Wi-Fi ou branchez un câble ; arrêtez les téléchargements ; ou rejoignez sans caméra.",
  "doctor.speed_busy": "Cet ordinateur était trop occupé pour envoyer plus de {speed} Mbit/s.",
  "doctor.speed_busy_remedy": "Fermez d’autres programmes et onglets.",
  "doctor.clock_good": "Elle s’accorde avec celle de l’hôte à {seconds} s près.",
  "doctor.clock_ahead":
    "Elle avance de {seconds} s sur celle de l’hôte : certificats et heures peuvent sembler faux.",
  "doctor.clock_behind":
    "Elle retarde de {seconds} s sur celle de l’hôte : certificats et heures peuvent sembler faux.",
  "doctor.clock_remedy":
    "Laissez cet appareil régler lui-même la date et l’heure. S’il le fait déjà, demandez à l’hôte de vérifier la sienne.",
  "doctor.camera_good": "{device} : {width} × {height}.",
  "doctor.microphone_good": "{device} : on entend quelque chose.",
  "doctor.microphone_silent": "{device} : on n’entend rien du tout.",
  "doctor.microphone_silent_remedy":
    "Allumez-le sur son côté ou avec sa touche, ou choisissez-en un autre sous Appareils.",
  "doctor.speaker_good": "{device} : prêt. Appuyez sur Tester le haut-parleur pour l’entendre.",
  "doctor.speaker_blocked":
    "Le navigateur retient le son jusqu’à ce que vous appuyiez sur quelque chose.",
  "doctor.speaker_blocked_remedy": "Appuyez sur Tester le haut-parleur.",
  "doctor.speaker_missing": "Aucun haut-parleur trouvé.",
  "doctor.speaker_missing_remedy":
    "Branchez un haut-parleur ou un casque, puis vérifiez de nouveau.",
} satisfies Translation<"doctor">;
