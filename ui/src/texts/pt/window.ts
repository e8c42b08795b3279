import type { Translation } from "../index.ts";

export default {
  "window.new_meeting": "Nova reunião",
  "window.meetings": "Reuniões",
  "window.all_meetings": "Todas as reuniões",
  "window.meeting": "Reunião",
  "window.live": "Ao vivo",
  "window.earlier": "Anteriores",
  "window.search": "Buscar reuniões",
  "window.search_hint": "Buscar por título ou código",
  "window.reading": "Lendo suas reuniões…",

  "window.empty": "Suas reuniões ficarão aqui",
  "window.empty_words":
    "Um toque cria uma reunião e copia o link. Quem abrir o link em um navegador pode entrar, sem instalar nada.",
  "window.not_found": "Nenhuma reunião tem “{query}” no título ou no código.",
  "window.show_all": "Mostrar todas",
  "window.slow": "Está demorando mais que o normal",
  "window.slow_server":
    "O servidor de reuniões costuma iniciar em poucos segundos. O Confab avisa aqui se falhar; enquanto isso, você pode ver as configurações dele.",
  "window.slow_list": "Suas reuniões já deveriam estar aqui. Reiniciar o Confab pode ajudar.",

  "window.waiting": "{count, plural, one {# espera} other {# esperam}}",
  "window.nobody_inside": "Ninguém",
  "window.inside": "{count, plural, one {# na reunião} other {# na reunião}}",
  "window.more": "{count, plural, one {mais #} other {mais #}}",
  "window.today": "hoje",
  "window.yesterday": "ontem",
  "window.day_and_time": "{day}, {time}",
  "window.created": "Criada: {day}, {time}",
  "window.joined": "entrada: {when}",
  "window.since": "desde: {when}",

  "window.copy_link": "Copiar link",
  "window.link_copied": "Link copiado",
  "window.link_not_copied": "Não foi possível copiar o link: selecione-o e copie à mão.",
  "window.made": "Reunião criada, link copiado",
  "window.made_not_copied":
    "Reunião criada. Não foi possível copiar o link: selecione-o e copie à mão.",
  "window.undo": "Desfazer",
  "window.undone": "A nova reunião foi desfeita.",
  "window.undo_too_late": "Alguém já entrou, então a reunião fica.",
  "window.opens_in_browser": "A chamada abre no seu navegador.",
  "window.opening_call": "Abrindo a chamada…",
  "window.opened_instead": "{failed} não iniciou. A chamada foi aberta em {browser}.",
  "window.opened_instead_default":
    "{failed} não iniciou. A chamada foi aberta no seu navegador padrão.",
  "window.call_is_open": "Você já está nesta chamada, em outra janela do navegador.",
  "window.move_call": "Passar para uma nova janela",

  "window.back": "Voltar",
  "window.title": "Título",
  "window.rename": "Renomear",
  "window.give_title": "Dar um título",
  "window.link": "Link",
  "window.link_later": "O link aparece assim que levar à página de convidados.",
  "window.most": "Máximo de pessoas ao mesmo tempo",
  "window.room_for": "Lugar para {count, plural, one {# pessoa} other {# pessoas}}",
  "window.change": "Mudar",
  "window.limit_wrong": "Escolha um número de 1 a 1000.",

  "window.delete_title": "Excluir “{meeting}”?",
  "window.delete_nobody": "Não há ninguém. O link deixa de funcionar para sempre.",
  "window.delete_people":
    "{count, plural, one {Há # pessoa na reunião, que será desconectada. O link deixa de funcionar para sempre.} other {Há # pessoas na reunião, que serão desconectadas. O link deixa de funcionar para sempre.}}",
  "window.deleted": "“{meeting}” foi excluída",

  "window.close_title":
    "{count, plural, one {Há # pessoa em “{meeting}”} other {Há # pessoas em “{meeting}”}}",
  "window.close_title_several":
    "{count, plural, one {Há # pessoa} other {Há # pessoas}} em {meetings, plural, one {# reunião} other {# reuniões}}",
  "window.close_words":
    "A reunião funciona neste computador. Se o Confab for encerrado, ela termina para todos.",
  "window.close_words_several":
    "As reuniões funcionam neste computador. Se o Confab for encerrado, elas terminam para todos.",
  "window.close_keep": "Manter em execução",
  "window.close_end": "Encerrar para todos",

  "window.confused": "O Confab deu uma resposta sem sentido. Tente de novo.",
  "window.failed": "Algo deu errado. Tente de novo.",

  "window.how_things_are": "Como estão as coisas",
  "window.could_not_start": "O Confab não conseguiu iniciar",
  "window.unknown_reason": "O motivo não é conhecido. Tentar de novo pode ajudar.",
  "window.starting_server": "Iniciando o servidor de reuniões…",
  "window.see_what_to_do": "Ver o que fazer",
  "window.see_why": "Ver por quê",
  "window.server_not_running": "O servidor está parado",
  "window.interrupted": "Atualizações em tempo real interrompidas. Reconectando…",
  "window.server_away": "Servidor ausente, voltando sozinho…",
  "window.no_links_yet": "Os links ainda não funcionam",
  "window.ready": "Servidor pronto · os links funcionam neste computador",
  "window.ready_but": "Os links funcionam neste computador · {trouble}",
  "window.but_guest": "a página de convidados está fechada",
  "window.but_local": "seus programas não alcançam o Confab",
  "window.but_signal": "sua interface não consegue iniciar chamadas",

  "window.still_starting": "O Confab ainda está iniciando.",
  "window.did_not_start": "O Confab não conseguiu iniciar.",
  "window.guest_page_closed":
    "A página de convidados não está aberta, então os links não levariam a lugar nenhum.",
  "window.why_not_running": "O servidor de reuniões está parado.",
  "window.why_away": "O servidor de reuniões está ausente. Ele volta sozinho.",
  "window.why_starting": "O servidor de reuniões ainda está iniciando.",

  "window.door_guest": "Página de convidados",
  "window.door_local": "API para seus programas",
  "window.door_signal": "Sinalização para sua interface",
  "window.door_guest_for": "Os convidados abrem seus links aqui.",
  "window.door_local_for": "Scripts e interfaces deste computador criam reuniões aqui.",
  "window.door_signal_for": "Interfaces deste computador conectam suas chamadas aqui.",
  "window.door_guest_cure":
    "Em Configurações, escolha outra porta para a página de convidados, ou indique sua própria interface se for ela que está lá. Depois tente de novo.",
  "window.door_local_cure":
    "Em Configurações, escolha outra porta para a API. Depois tente de novo.",
  "window.door_signal_cure":
    "Em Configurações, escolha outra porta para a sinalização. Depois tente de novo.",
  "window.door_open": "Aberta",
  "window.door_failed": "Não aberta",
  "window.door_failed_words": "Não foi possível abrir esta porta.",
  "window.door_closed": "Fechada",
  "window.door_closed_words": "Não é necessária no momento.",

  "window.server": "Servidor de reuniões",
  "window.server_ready": "Pronto",
  "window.server_ready_words": "As chamadas podem começar a qualquer momento.",
  "window.server_gone": "Ausente",
  "window.server_gone_words": "O servidor parou de responder. O Confab está trazendo-o de volta.",
  "window.server_gone_cure":
    "Você não precisa fazer nada: quem está em uma chamada se reconecta sozinho.",
  "window.server_failed": "Parado",
  "window.server_failed_words": "Não foi possível iniciar o servidor.",
  "window.server_failed_cure":
    "Tente de novo. Se não ajudar, veja o servidor de reuniões em Configurações.",
  "window.server_starting": "Iniciando",
  "window.server_starting_words": "O servidor está se preparando.",
} satisfies Translation<"window">;
