import type { Translation } from "../index.ts";

export default {
  "selfcheck.begin": "Tout vérifier",
  "selfcheck.running": "Vérification…",
  "selfcheck.good": "Tout est comme il faut.",
  "selfcheck.found":
    "{count, plural, one {# point est à regarder.} other {# points sont à regarder.}}",
  "selfcheck.browser":
    "Pour essayer aussi la caméra, le micro et les médias, ouvrez ceci dans un navigateur :",
  "selfcheck.copy": "Copier le rapport",
  "selfcheck.copied": "Rapport copié. Il ne contient aucun secret.",
  "selfcheck.copy_command": "Copier la commande",
  "selfcheck.command_copied": "Commande copiée",
  "selfcheck.not_copied": "La copie a échoué : sélectionnez-le et copiez-le à la main.",
  "selfcheck.remedy": "Que faire",
  "selfcheck.state_good": "Bon",
  "selfcheck.state_warning": "À regarder",
  "selfcheck.state_failed": "Problème",
  "selfcheck.state_skipped": "Pas nécessaire",
  "selfcheck.name_server": "Serveur de réunion",
  "selfcheck.name_database": "Stockage",
  "selfcheck.name_clock": "Horloge",
  "selfcheck.name_media_udp": "Médias par UDP",
  "selfcheck.name_media_tcp": "Médias par TCP",
  "selfcheck.name_firewall": "Pare-feu",
  "selfcheck.server_good": "Il fonctionne, et les appels aussi.",
  "selfcheck.server_starting": "Il démarre.",
  "selfcheck.server_away": "Il s’est arrêté. Confab le remet en marche.",
  "selfcheck.server_failed": "Il n’a pas pu être remis en marche.",
  "selfcheck.server_remedy":
    "Attendez un instant, puis vérifiez de nouveau. Si cela persiste, appuyez sur Réessayer ou redémarrez Confab.",
  "selfcheck.database_good": "Ce qui change est enregistré sur le disque.",
  "selfcheck.database_failed": "Rien ne peut être enregistré.",
  "selfcheck.database_remedy":
    "Faites de la place sur le disque et veillez à ce que le dossier de données de Confab soit accessible en écriture.",
  "selfcheck.clock_good": "Elle peut être juste.",
  "selfcheck.clock_past":
    "Elle indique une date passée : les certificats semblent ne pas encore être valables.",
  "selfcheck.clock_set_back": "Elle a été retardée depuis la création de la dernière réunion.",
  "selfcheck.clock_remedy": "Laissez cet ordinateur régler lui-même la date et l’heure.",
  "selfcheck.door_good": "Répond comme il faut, au bout de {figure} ms.",
  "selfcheck.door_shut": "Son port est utilisé par un autre programme.",
  "selfcheck.door_shut_remedy":
    "Arrêtez l’autre programme ou choisissez un autre port dans les réglages.",
  "selfcheck.door_unreachable": "Ne répond pas, pas même à cet ordinateur.",
  "selfcheck.door_unreachable_remedy":
    "Redémarrez Confab. Si cela n’aide pas, un programme de sécurité de cet ordinateur fait obstacle.",
  "selfcheck.door_no_page": "Répond sans la page des invités.",
  "selfcheck.door_no_page_remedy": "Réinstallez Confab : sa page des invités manque.",
  "selfcheck.door_no_api": "Répond, mais pas l’API de Confab derrière.",
  "selfcheck.door_no_signalling": "Répond, mais ne mène pas au serveur de réunion.",
  "selfcheck.door_remedy":
    "Un autre programme répond à la place de Confab. Arrêtez-le ou redémarrez Confab.",
  "selfcheck.address_good": "Les invités de ce réseau trouvent Confab ici.",
  "selfcheck.address_closed": "Cette adresse n’a pas pu être ouverte.",
  "selfcheck.address_expired": "Son certificat a expiré.",
  "selfcheck.address_not_yet": "Son certificat n’est pas encore valable.",
  "selfcheck.address_wrong_name": "Son certificat est pour une autre adresse.",
  "selfcheck.address_untrusted": "Son certificat n’est pas signé par la bonne autorité.",
  "selfcheck.address_certificate_remedy":
    "Désactivez puis réactivez le partage. Avec votre propre certificat, renouvelez-le ; et vérifiez l’horloge de cet ordinateur.",
  "selfcheck.media_good": "Le serveur de réunion écoute au port {figure}.",
  "selfcheck.media_deaf": "Personne n’écoute au port {figure}.",
  "selfcheck.media_deaf_remedy":
    "Redémarrez Confab. Si cela n’aide pas, choisissez un autre port dans les réglages.",
  "selfcheck.media_elsewhere": "Les médias vont au serveur de vos réglages, pas à cet ordinateur.",
  "selfcheck.firewall_not_shared":
    "Rien n’est partagé avec d’autres ordinateurs : il n’y a personne à laisser entrer.",
  "selfcheck.firewall_active":
    "{subject} est actif. Les invités n’entrent que là où il les laisse passer.",
  "selfcheck.firewall_active_remedy":
    "Si des invités d’ailleurs ne peuvent pas se connecter, exécutez ceci une fois dans un terminal (sous Windows : PowerShell en administrateur).",
  "selfcheck.firewall_none_found": "Aucun pare-feu actif n’a été trouvé.",
  "selfcheck.firewall_none_found_remedy":
    "Si des invités d’ailleurs ne peuvent quand même pas se connecter, l’une de ces commandes les laisse entrer.",
} satisfies Translation<"selfcheck">;
