import type { Translation } from "../index.ts";

export default {
  "endings.rejoin": "Entrar de novo",
  "endings.other_code": "Digitar outro código",

  "endings.left": "Você saiu",
  "endings.left_words":
    "Sua câmera e seu microfone estão desligados. Você pode voltar com o mesmo link.",
  "endings.removed": "Você foi removido",
  "endings.removed_words":
    "O anfitrião removeu você desta reunião. Se foi engano, peça um novo convite.",
  "endings.ended": "A reunião terminou",
  "endings.ended_words":
    "O anfitrião a encerrou e o link não funciona mais. Você pode fechar esta página.",
  "endings.closed": "A reunião terminou",
  "endings.closed_words":
    "O anfitrião a fechou para todos. Quando ela for aberta de novo, o mesmo link traz você de volta.",
  "endings.lost": "A conexão foi perdida",
  "endings.lost_words":
    "Não é possível alcançar o computador do anfitrião. Verifique se você está on-line e pergunte se o Confab ainda está aberto.",
  "endings.failed": "Não foi possível iniciar a chamada",
  "endings.failed_words":
    "Algo deu errado neste navegador. Entre novamente; se não funcionar, recarregue a página.",
  "endings.elsewhere": "Você entrou em outro lugar",
  "endings.elsewhere_words":
    "Seu lugar nesta chamada passou para outra aba ou outro dispositivo. Entre de novo para tê-lo aqui.",
  "endings.full": "Esta reunião está cheia",
  "endings.full_words":
    "Já estão tantas pessoas quantas o anfitrião permitiu. Tente de novo quando alguém sair.",
  "endings.locked": "Esta reunião está trancada",
  "endings.locked_words":
    "O anfitrião não deixa mais ninguém entrar no momento. Peça que a destranque e tente de novo.",
  "endings.denied": "Você não pôde entrar",
  "endings.denied_words":
    "O anfitrião não deixou você entrar desta vez. Se foi engano, pergunte e tente de novo.",
  "endings.not_found": "Reunião não encontrada",
  "endings.not_found_words":
    "O link pode ter um erro de digitação, ou o anfitrião excluiu a reunião. Peça um novo link.",

  "endings.blocked": "Seu navegador recusou a chamada",
  "endings.blocked_words": "Esta página chegou, mas a conexão para a chamada não.",
  "endings.unreachable": "Não é possível alcançar a reunião",
  "endings.unreachable_words":
    "Verifique se você está on-line e se o Confab está aberto no computador do anfitrião. Depois pressione Entrar de novo.",
  "endings.bad_host_code": "Esta entrada só funciona uma vez",
  "endings.bad_host_code_words":
    "Pressione Entrar de novo no Confab para entrar como anfitrião, ou entre daqui como convidado.",
  "endings.not_this_user": "Aqui você pode entrar como convidado",
  "endings.not_this_user_words":
    "O Confab não consegue saber se este navegador está sendo executado na sua conta neste computador, por isso não torna você o anfitrião. Entre como convidado ou pressione Entrar de novo no Confab.",
  "endings.bad_name": "Este nome não pode ser usado",
  "endings.bad_name_words": "Escolha um mais curto, com letras e números.",
  "endings.too_many_tries": "Tentativas demais",
  "endings.wait_seconds":
    "{seconds, plural, one {Espere um segundo e pressione Entrar de novo.} other {Espere # segundos e pressione Entrar de novo.}}",
  "endings.wait_a_moment": "Espere um momento e pressione Entrar de novo.",
  "endings.unknown": "Não deu para entrar",
  "endings.unknown_words":
    "Algo deu errado no computador do anfitrião. Espere um momento e pressione Entrar de novo.",
} satisfies Translation<"endings">;
