import type { Translation } from "../index.ts";

export default {
  "window.new_meeting": "Nouvelle réunion",
  "window.meetings": "Réunions",
  "window.all_meetings": "Toutes les réunions",
  "window.meeting": "Réunion",
  "window.live": "En cours",
  "window.earlier": "Avant",
  "window.search": "Chercher une réunion",
  "window.search_hint": "Chercher par titre ou code",
  "window.reading": "Lecture de vos réunions…",

  "window.empty": "Vos réunions seront ici",
  "window.empty_words":
    "Une pression crée une réunion et copie son lien. Quiconque ouvre le lien dans un navigateur peut entrer, sans rien installer.",
  "window.not_found": "Aucune réunion n’a « {query} » dans son titre ou son code.",
  "window.show_all": "Tout afficher",
  "window.slow": "Cela prend plus de temps que d’habitude",
  "window.slow_server":
    "Le serveur de réunions démarre d’ordinaire en quelques secondes. Confab le dira ici en cas d’échec ; d’ici là, vous pouvez regarder ses réglages.",
  "window.slow_list": "Vos réunions devraient déjà être là. Redémarrer Confab peut aider.",

  "window.waiting": "{count, plural, one {# attend} other {# attendent}}",
  "window.nobody_inside": "Personne",
  "window.inside": "{count, plural, one {# présent} other {# présents}}",
  "window.more": "{count, plural, one {# autre} other {# autres}}",
  "window.today": "aujourd’hui",
  "window.yesterday": "hier",
  "window.day_and_time": "{day}, {time}",
  "window.created": "Créée : {day}, {time}",
  "window.joined": "arrivée : {when}",
  "window.since": "depuis : {when}",

  "window.copy_link": "Copier le lien",
  "window.link_copied": "Lien copié",
  "window.link_not_copied":
    "Le lien n’a pas pu être copié : sélectionnez-le et copiez-le à la main.",
  "window.made": "Réunion créée, lien copié",
  "window.made_not_copied":
    "Réunion créée. Le lien n’a pas pu être copié : sélectionnez-le et copiez-le à la main.",
  "window.undo": "Annuler",
  "window.undone": "La nouvelle réunion a été retirée.",
  "window.undo_too_late": "Quelqu’un est déjà entré, la réunion reste donc.",
  "window.opens_in_browser": "L’appel s’ouvre dans votre navigateur.",
  "window.opening_call": "Ouverture de l’appel…",
  "window.opened_instead": "{failed} n’a pas démarré. L’appel s’est ouvert dans {browser}.",
  "window.opened_instead_default":
    "{failed} n’a pas démarré. L’appel s’est ouvert dans votre navigateur par défaut.",
  "window.call_is_open": "Vous êtes déjà dans cet appel, dans une autre fenêtre du navigateur.",
  "window.move_call": "Le passer dans une nouvelle fenêtre",

  "window.back": "Retour",
  "window.title": "Titre",
  "window.rename": "Renommer",
  "window.give_title": "Donner un titre",
  "window.link": "Lien",
  "window.link_later": "Le lien s’affiche dès qu’il mène à la page des invités.",
  "window.most": "Nombre maximal de personnes",
  "window.room_for": "Place pour {count, plural, one {# personne} other {# personnes}}",
  "window.change": "Modifier",
  "window.limit_wrong": "Choisissez un nombre de 1 à 1000.",

  "window.delete_title": "Supprimer « {meeting} » ?",
  "window.delete_nobody": "Personne n’est là. Le lien cessera définitivement de fonctionner.",
  "window.delete_people":
    "{count, plural, one {# personne est là et sera déconnectée. Le lien cessera définitivement de fonctionner.} other {# personnes sont là et seront déconnectées. Le lien cessera définitivement de fonctionner.}}",
  "window.deleted": "« {meeting} » est supprimée",

  "window.close_title":
    "{count, plural, one {# personne est dans « {meeting} »} other {# personnes sont dans « {meeting} »}}",
  "window.close_title_several":
    "{count, plural, one {# personne est} other {# personnes sont}} dans {meetings, plural, one {# réunion} other {# réunions}}",
  "window.close_words":
    "La réunion a lieu sur cet ordinateur. Si vous quittez Confab, elle se termine pour tout le monde.",
  "window.close_words_several":
    "Les réunions ont lieu sur cet ordinateur. Si vous quittez Confab, elles se terminent pour tout le monde.",
  "window.close_keep": "Laisser tourner",
  "window.close_end": "Terminer pour tous",

  "window.confused": "Confab a donné une réponse qui n’a pas de sens. Réessayez.",
  "window.failed": "Un problème est survenu. Réessayez.",

  "window.how_things_are": "État général",
  "window.could_not_start": "Confab n’a pas pu démarrer",
  "window.unknown_reason": "La raison n’est pas connue. Réessayer peut aider.",
  "window.starting_server": "Démarrage du serveur de réunions…",
  "window.see_what_to_do": "Voir que faire",
  "window.see_why": "Voir pourquoi",
  "window.server_not_running": "Le serveur ne fonctionne pas",
  "window.interrupted": "Mises à jour en direct interrompues. Reconnexion…",
  "window.server_away": "Serveur absent, il revient de lui-même…",
  "window.no_links_yet": "Les liens ne fonctionnent pas encore",
  "window.ready": "Serveur prêt · les liens fonctionnent sur cet ordinateur",
  "window.ready_but": "Les liens fonctionnent sur cet ordinateur · {trouble}",
  "window.but_guest": "la page des invités est fermée",
  "window.but_local": "vos propres programmes n’atteignent pas Confab",
  "window.but_signal": "votre propre interface ne peut pas lancer d’appels",

  "window.still_starting": "Confab démarre encore.",
  "window.did_not_start": "Confab n’a pas pu démarrer.",
  "window.guest_page_closed":
    "La page des invités n’est pas ouverte, les liens ne mèneraient nulle part.",
  "window.why_not_running": "Le serveur de réunions ne fonctionne pas.",
  "window.why_away": "Le serveur de réunions est absent. Il revient de lui-même.",
  "window.why_starting": "Le serveur de réunions démarre encore.",

  "window.door_guest": "Page des invités",
  "window.door_local": "API pour vos programmes",
  "window.door_signal": "Signalisation pour votre interface",
  "window.door_guest_for": "Les invités ouvrent leurs liens ici.",
  "window.door_local_for": "Les scripts et interfaces de cet ordinateur créent des réunions ici.",
  "window.door_signal_for": "Les interfaces de cet ordinateur connectent leurs appels ici.",
  "window.door_guest_cure":
    "Dans les réglages, choisissez un autre port pour la page des invités, ou indiquez votre propre interface si c’est elle qui s’y trouve. Puis réessayez.",
  "window.door_local_cure":
    "Dans les réglages, choisissez un autre port pour l’API. Puis réessayez.",
  "window.door_signal_cure":
    "Dans les réglages, choisissez un autre port pour la signalisation. Puis réessayez.",
  "window.door_open": "Ouverte",
  "window.door_failed": "Pas ouverte",
  "window.door_failed_words": "Cette porte n’a pas pu être ouverte.",
  "window.door_closed": "Fermée",
  "window.door_closed_words": "Inutile dans l’état actuel.",

  "window.server": "Serveur de réunions",
  "window.server_ready": "Prêt",
  "window.server_ready_words": "Les appels peuvent commencer à tout moment.",
  "window.server_gone": "Absent",
  "window.server_gone_words": "Le serveur ne répond plus. Confab le fait revenir.",
  "window.server_gone_cure":
    "Vous n’avez rien à faire : ceux qui sont en appel se reconnectent d’eux-mêmes.",
  "window.server_failed": "Arrêté",
  "window.server_failed_words": "Le serveur n’a pas pu démarrer.",
  "window.server_failed_cure":
    "Réessayez. Si cela ne suffit pas, regardez le serveur de réunions dans les réglages.",
  "window.server_starting": "Démarre",
  "window.server_starting_words": "Le serveur se prépare.",
} satisfies Translation<"window">;
