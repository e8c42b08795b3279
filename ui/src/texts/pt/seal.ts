import type { Translation } from "../index.ts";

export default {
  "seal.missing": "Seu link está incompleto",
  "seal.missing_words":
    "Esta reunião é criptografada de ponta a ponta, e falta a chave no fim do link. Peça o link completo a quem convidou você, ou cole-o aqui.",
  "seal.wrong": "Seu link não serve para esta reunião",
  "seal.wrong_words":
    "Esta reunião é criptografada de ponta a ponta, e a chave no seu link é outra. O link pode ser antigo, ou pode faltar uma parte dele. Peça o link completo a quem convidou você, ou cole-o aqui.",
  "seal.field": "Link completo da reunião",
  "seal.go": "Continuar",
  "seal.no_key_in_it": "Não há chave nisso. Um link completo termina com #k= e 43 letras.",
  "seal.insecure": "Esta página não pode criptografar",
  "seal.insecure_words":
    "Esta reunião é criptografada de ponta a ponta, e os navegadores só criptografam em páginas que vieram por uma conexão segura. Peça ao anfitrião um link que comece com https.",
  "seal.unsupported": "Este navegador não pode criptografar chamadas",
  "seal.unsupported_words":
    "Esta reunião é criptografada de ponta a ponta. Abra o link em uma versão atual do Chrome, Edge, Firefox ou Safari.",

  "seal.sealed": "Criptografia de ponta a ponta",
  "seal.open": "Sem criptografia",
  "seal.foreign": "Outra chave",
  "seal.open_words": "{name} envia sem criptografia, por isso nada disso é mostrado nem tocado.",
  "seal.foreign_words": "{name} usa outra chave, por isso vocês não podem se ver nem se ouvir.",
  "seal.show": "Mostrar mesmo assim",
  "seal.show_whose": "Mostrar {name} mesmo assim",
  "seal.hide": "Ocultar o que não é criptografado",
  "seal.other_key":
    "Nada do que os outros enviam pode ser descriptografado: a chave do seu link não é a deles. Peça o link a quem convidou você e abra-o de novo.",
  "seal.unreadable":
    "Esta mensagem não pode ser descriptografada. Ela foi criptografada com outra chave, ou alterada no caminho.",

  "seal.more_ways": "Outras formas de criar uma reunião",
  "seal.new": "Nova reunião criptografada…",
  "seal.new_title": "Nova reunião criptografada de ponta a ponta",
  "seal.new_words":
    "Imagem, som, mensagens e arquivos são criptografados nos navegadores de quem está dentro. O servidor de reuniões e quem estiver no caminho não veem nada disso.",
  "seal.new_key":
    "A chave é parte do link. Copiar link, código QR e convite a levam, e quem tiver o link pode entrar e ler.",
  "seal.new_without": "O que fica sem criptografia, e o que isso custa:",
  "seal.new_names":
    "O título, os nomes, quem está dentro e quando, e as reações não são criptografados.",
  "seal.new_recording":
    "Nenhum servidor pode gravar ou transmitir a reunião, e programas sem a chave não veem nem ouvem nada.",
  "seal.new_slower":
    "Entrar leva um pouco mais de tempo, porque nada é conectado antes do clique. A imagem é enviada apenas como VP8.",
  "seal.new_api":
    "Programas que usam a API local não podem criar uma reunião assim nem obter o link completo.",
  "seal.new_for_good": "Isso não pode ser mudado depois.",
  "seal.make": "Criar reunião",
  "seal.link_has_key": "Copiar link acrescenta a chave, sem a qual ninguém entra.",
  "seal.file_inside": "Criptografado: entre na reunião para salvar.",
  "seal.chat_closed":
    "O que se diz aqui é criptografado de ponta a ponta e não pode ser descriptografado nesta janela. Entre na reunião para ler e escrever.",
} satisfies Translation<"seal">;
