import type { Translation } from "../index.ts";

export default {
  "prejoin.door": "Entrar em uma reunião",
  "prejoin.door_words": "Cole o link que o anfitrião enviou ou digite o código.",
  "prejoin.door_field": "Link ou código da reunião",
  "prejoin.door_go": "Continuar",
  "prejoin.door_wrong":
    "Isso não é um link nem um código de reunião. Um código é assim: abc-defg-hij.",

  "prejoin.preview": "Prévia",
  "prejoin.camera_starting": "Iniciando sua câmera…",
  "prejoin.camera_off": "Sua câmera está desligada",
  "prejoin.name": "Seu nome",
  "prejoin.name_missing": "Digite primeiro seu nome, para que os outros saibam quem você é.",
  "prejoin.ask": "Pedir para entrar",
  "prejoin.at_once": "Entrar diretamente da próxima vez",
  "prejoin.at_once_hint": "Sem esta prévia, com a câmera e o microfone como você os deixou.",
  "prejoin.guarded": "O anfitrião deixa as pessoas entrarem uma a uma.",
  "prejoin.nobody_inside": "Ainda não há ninguém",
  "prejoin.inside":
    "{count, plural, one {{names} está na reunião} other {{names} estão na reunião}}",
  "prejoin.joining": "Entrando…",
  "prejoin.slow":
    "Está demorando mais que o normal. O computador do anfitrião pode estar ocupado, em repouso ou sem conexão.",

  "prejoin.microphone_level": "Nível do microfone",
  "prejoin.unheard":
    "Não ouvimos você. Diga algo; se continuar assim, escolha outro microfone ou ligue-o no próprio aparelho.",
  "prejoin.speaker_test": "Testar o alto-falante",
  "prejoin.speaker_level": "Nível do alto-falante",
  "prejoin.speaker_playing": "Tocando três notas. Não ouve nada? Escolha outro alto-falante.",
  "prejoin.speaker_failed": "Este alto-falante não pode ser usado. Escolha outro.",
  "prejoin.blur": "Desfocar o fundo",
  "prejoin.blur_failed":
    "Não foi possível desfocar seu fundo, então sua câmera fica desligada na chamada. Desligue o desfoque para que vejam você como está.",
  "prejoin.blur_slow":
    "O desfoque funciona, mas devagar: este navegador não usa aceleração gráfica. Desligue-o se tudo ficar lento.",
  "prejoin.blur_unable": "Este navegador não consegue desfocar seu fundo.",
  "prejoin.camera_instead":
    "A câmera que você escolheu não está aqui, então outra é usada. Conecte-a e ela volta a ser usada.",
  "prejoin.microphone_instead":
    "O microfone que você escolheu não está aqui, então outro é usado. Conecte-o e ele volta a ser usado.",
  "prejoin.speaker_instead":
    "O alto-falante que você escolheu não está aqui, então outro é usado. Conecte-o e ele volta a ser usado.",
  "prejoin.allow_chromium":
    "Para permitir: pressione o ícone ao lado do endereço e ligue a câmera e o microfone.",
  "prejoin.allow_firefox":
    "Para permitir: pressione a câmera ou o microfone riscados ao lado do endereço e remova o bloqueio.",
  "prejoin.allow_safari":
    "Para permitir: abra o menu do Safari, depois “Ajustes para Este Site”, e permita a câmera e o microfone.",

  "prejoin.camera_insecure":
    "Os navegadores só liberam a câmera para uma página em conexão segura. Peça ao anfitrião um link que comece com https; você pode entrar sem ela.",
  "prejoin.why_insecure": "O que dá para fazer?",
  "prejoin.camera_denied":
    "Esta página não pode usar sua câmera. Permita na barra de endereço e pressione Câmera de novo; você pode entrar sem ela.",
  "prejoin.camera_denied_by_system":
    "Seu sistema não libera a câmera para este navegador. Permita nas configurações de privacidade do sistema; você pode entrar sem ela.",
  "prejoin.camera_missing": "Nenhuma câmera encontrada. Conecte uma ou entre sem ela.",
  "prejoin.camera_busy": "Sua câmera está em uso por outro programa. Feche-o ou escolha outra.",
  "prejoin.camera_unplugged": "Sua câmera foi desconectada. Conecte-a de novo ou escolha outra.",
  "prejoin.camera_failed": "Sua câmera não iniciou. Tente de novo, escolha outra ou entre sem ela.",
  "prejoin.microphone_insecure":
    "Os navegadores só liberam o microfone para uma página em conexão segura. Peça ao anfitrião um link que comece com https; você pode entrar sem ele.",
  "prejoin.microphone_denied":
    "Esta página não pode usar seu microfone. Permita na barra de endereço e pressione Microfone de novo; você pode entrar sem ele.",
  "prejoin.microphone_denied_by_system":
    "Seu sistema não libera o microfone para este navegador. Permita nas configurações de privacidade do sistema; você pode entrar sem ele.",
  "prejoin.microphone_missing": "Nenhum microfone encontrado. Conecte um ou entre sem ele.",
  "prejoin.microphone_busy":
    "Seu microfone está em uso por outro programa. Feche-o ou escolha outro.",
  "prejoin.microphone_unplugged":
    "Seu microfone foi desconectado. Conecte-o de novo ou escolha outro.",
  "prejoin.microphone_failed":
    "Seu microfone não iniciou. Tente de novo, escolha outro ou entre sem ele.",
  "prejoin.both_insecure":
    "Os navegadores só liberam a câmera e o microfone para uma página em conexão segura. Peça ao anfitrião um link que comece com https; você pode entrar para ver e ouvir.",
  "prejoin.both_denied":
    "Esta página não pode usar sua câmera nem seu microfone. Permita na barra de endereço e pressione Câmera ou Microfone de novo; você pode entrar sem eles.",
  "prejoin.both_denied_by_system":
    "Seu sistema não libera a câmera nem o microfone para este navegador. Permita nas configurações de privacidade do sistema; você pode entrar sem eles.",
  "prejoin.both_missing":
    "Nenhuma câmera e nenhum microfone encontrados. Conecte-os ou entre para ver e ouvir.",
} satisfies Translation<"prejoin">;
