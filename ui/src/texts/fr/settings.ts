import type { Translation } from "../index.ts";

export default {
  "settings.title": "Réglages",
  "settings.reading": "Lecture des réglages…",
  "settings.saved": "Réglages enregistrés",
  "settings.restart_needed":
    "Enregistré. Les ports, les liens et le serveur changent après un redémarrage.",
  "settings.restart_interrupts":
    "{count, plural, one {# personne est là et sera interrompue.} other {# personnes sont là et seront interrompues.}}",
  "settings.restart": "Redémarrer maintenant",

  "settings.you": "Vous",
  "settings.links": "Liens",
  "settings.server": "Serveur de réunions",
  "settings.keeping": "Conservation",
  "settings.keep_chat": "Discussions, en jours",
  "settings.keep_chat_hint":
    "À partir du départ de tout le monde. Vide : jusqu’à ce que la réunion recommence.",
  "settings.keep_history": "Réunions, en jours",
  "settings.keep_history_hint":
    "Une réunion où personne n’est venu pendant ce temps est supprimée, sauf si elle est prévue pour plus tard. Vide : jamais.",
  "settings.days_wrong": "Choisissez un nombre entier de jours, au moins {least}, ou laissez vide.",

  "settings.ports": "Ports",
  "settings.ports_hint":
    "Changez-en un si un autre programme l’utilise. 0 signifie n’importe quel port libre.",

  "settings.name": "Votre nom",
  "settings.name_hint": "Les autres le voient quand vous entrez depuis cette fenêtre.",
  "settings.appearance": "Apparence",
  "settings.appearance_system": "Comme le système",
  "settings.appearance_light": "Claire",
  "settings.appearance_dark": "Sombre",
  "settings.frontend_url": "Votre propre interface",
  "settings.frontend_url_hint":
    "Le début des liens de réunion. Laissez vide pour la page des invités de Confab.",
  "settings.sharing": "Partage",
  "settings.share": "Partager sur ce réseau",
  "settings.share_off": "Désactivé",
  "settings.share_lan": "Activé",
  "settings.tls_cert": "Certificat à vous",
  "settings.tls_cert_hint":
    "Un fichier PEM avec sa chaîne. Laissez les deux vides pour celui que Confab crée.",
  "settings.tls_key": "Sa clé",
  "settings.tls_pair": "Un certificat a besoin de sa clé, et une clé de son certificat.",
  "settings.trusted_proxies": "Proxys inverses",
  "settings.trusted_proxies_hint":
    "Leurs adresses ou plages, séparées par des virgules : 10.0.0.2, 192.168.7.0/24. Ce qu’ils disent de l’adresse d’un invité est cru.",
  "settings.trusted_proxies_wrong":
    "« {value} » n’est ni une adresse ni une plage comme 192.168.7.0/24.",
  "settings.guest_port": "Page des invités",
  "settings.api_port": "API pour les programmes",
  "settings.signal_port": "Signalisation",
  "settings.rtc_tcp_port": "Médias, TCP",
  "settings.rtc_udp_port": "Médias, UDP",
  "settings.livekit_url": "Adresse du serveur",
  "settings.livekit_url_hint":
    "Par exemple wss://example.livekit.cloud. Laissez vide pour le serveur fourni avec Confab.",
  "settings.livekit_api_key": "Clé d’API",
  "settings.livekit_api_secret": "Secret d’API",
  "settings.livekit_server": "Programme du serveur",
  "settings.livekit_server_hint": "Laissez vide pour celui qui est fourni avec Confab.",
  "settings.browser": "Navigateur pour les appels",
  "settings.browser_hint":
    "Là où la fenêtre ne peut pas montrer un appel. Laissez vide pour le premier trouvé.",

  "settings.set": "Défini",
  "settings.kept":
    "Un secret est défini et n’est pas montré. Saisissez-en un nouveau pour le remplacer.",
  "settings.fixed_by": "Défini par {variable} dans l’environnement. Changez-le là.",
  "settings.fixed": "Défini dans l’environnement. Changez-le là.",

  "settings.name_missing": "Saisissez le nom que les autres verront.",
  "settings.name_long": "Utilisez 100 caractères au plus.",
  "settings.port_wrong": "Choisissez un nombre de 1 à 65535, ou 0 pour n’importe quel port libre.",
  "settings.port_twice": "« {other} » a déjà ce port. Choisissez-en un autre.",
  "settings.frontend_url_wrong": "Saisissez une adresse qui commence par http:// ou https://.",
  "settings.livekit_url_wrong":
    "Saisissez une adresse qui commence par wss://, ws://, https:// ou http://.",
  "settings.livekit_api_key_missing": "Votre propre serveur a besoin de sa clé d’API.",
  "settings.livekit_api_secret_missing": "Votre propre serveur a besoin de son secret d’API.",
} satisfies Translation<"settings">;
