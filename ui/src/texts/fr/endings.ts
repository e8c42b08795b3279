import type { Translation } from "../index.ts";

export default {
  "endings.rejoin": "Rejoindre à nouveau",
  "endings.other_code": "Saisir un autre code",

  "endings.left": "Vous êtes parti",
  "endings.left_words":
    "Votre caméra et votre micro sont coupés. Vous pouvez revenir avec le même lien.",
  "endings.removed": "Vous avez été exclu",
  "endings.removed_words":
    "L’hôte vous a exclu de cette réunion. Si c’est une erreur, demandez-lui de vous inviter à nouveau.",
  "endings.ended": "La réunion est terminée",
  "endings.ended_words":
    "L’hôte y a mis fin et son lien ne fonctionne plus. Vous pouvez fermer cette page.",
  "endings.closed": "La réunion est terminée",
  "endings.closed_words":
    "L’hôte l’a fermée pour tout le monde. Quand elle rouvrira, le même lien vous y ramènera.",
  "endings.lost": "La connexion est perdue",
  "endings.lost_words":
    "L’ordinateur de l’hôte est injoignable. Vérifiez que vous êtes en ligne et demandez à l’hôte si Confab fonctionne toujours.",
  "endings.failed": "L’appel n’a pas pu démarrer",
  "endings.failed_words":
    "Un problème est survenu dans ce navigateur. Rejoignez l’appel à nouveau ; si cela ne suffit pas, rechargez la page.",
  "endings.elsewhere": "Vous êtes entré ailleurs",
  "endings.elsewhere_words":
    "Votre place dans cet appel est passée à un autre onglet ou appareil. Rejoignez à nouveau pour l’avoir ici.",
  "endings.full": "Cette réunion est complète",
  "endings.full_words":
    "Il y a autant de personnes que l’hôte l’a permis. Réessayez quand quelqu’un sera parti.",
  "endings.locked": "Cette réunion est verrouillée",
  "endings.locked_words":
    "L’hôte ne laisse plus entrer personne pour le moment. Demandez-lui de la déverrouiller, puis réessayez.",
  "endings.denied": "On ne vous a pas laissé entrer",
  "endings.denied_words":
    "L’hôte ne vous a pas laissé entrer cette fois. Si c’est une erreur, demandez-lui, puis réessayez.",
  "endings.not_found": "Réunion introuvable",
  "endings.not_found_words":
    "Le lien contient peut-être une faute de frappe, ou l’hôte a supprimé la réunion. Demandez-lui un nouveau lien.",

  "endings.blocked": "Votre navigateur a refusé l’appel",
  "endings.blocked_words": "Cette page est arrivée, mais pas la connexion pour l’appel.",
  "endings.unreachable": "La réunion est injoignable",
  "endings.unreachable_words":
    "Vérifiez que vous êtes en ligne et que Confab fonctionne sur l’ordinateur de l’hôte. Puis appuyez de nouveau sur Rejoindre.",
  "endings.bad_host_code": "Cette entrée ne sert qu’une fois",
  "endings.bad_host_code_words":
    "Appuyez de nouveau sur Rejoindre dans Confab pour entrer comme hôte, ou entrez d’ici comme invité.",
  "endings.not_this_user": "Ici, vous pouvez entrer comme invité",
  "endings.not_this_user_words":
    "Confab ne peut pas savoir si ce navigateur s’exécute sous votre compte sur cet ordinateur, et ne fait donc pas de vous l’hôte. Entrez comme invité, ou appuyez de nouveau sur Rejoindre dans Confab.",
  "endings.bad_name": "Ce nom ne peut pas servir",
  "endings.bad_name_words": "Choisissez-en un plus court, fait de lettres et de chiffres.",
  "endings.too_many_tries": "Trop d’essais",
  "endings.wait_seconds":
    "{seconds, plural, one {Attendez une seconde, puis appuyez de nouveau sur Rejoindre.} other {Attendez # secondes, puis appuyez de nouveau sur Rejoindre.}}",
  "endings.wait_a_moment": "Attendez un moment, puis appuyez de nouveau sur Rejoindre.",
  "endings.unknown": "L’entrée n’a pas réussi",
  "endings.unknown_words":
    "Un problème est survenu sur l’ordinateur de l’hôte. Attendez un moment, puis appuyez de nouveau sur Rejoindre.",
} satisfies Translation<"endings">;
