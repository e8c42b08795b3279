import type { Translation } from "../index.ts";

export default {
  "common.cancel": "Cancelar",
  "common.close": "Fechar",
  "common.delete": "Excluir",
  "common.dismiss": "Dispensar",
  "common.join": "Entrar",
  "common.camera": "Câmera",
  "common.microphone": "Microfone",
  "common.speaker": "Alto-falante",
  "common.devices": "Dispositivos",
  "common.none_found": "Nenhum encontrado",
  "common.is_on": "{what}: sim",
  "common.is_off": "{what}: não",

  "common.others": "{count, plural, one {outra # pessoa} other {outras # pessoas}}",
  "common.people": "{count, plural, one {# pessoa} other {# pessoas}}",
  "common.check_connection": "Verificar minha conexão",
  "common.save": "Salvar",
  "common.try_again": "Tentar de novo",

  "common.broken": "Algo deu errado",
  "common.broken_words": "Esta página teve um problema próprio. Carregá-la de novo costuma ajudar.",
  "common.load_again": "Carregar de novo",
} satisfies Translation<"common">;
