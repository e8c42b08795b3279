import type { Translation } from "../index.ts";

export default {
  "doctor.running": "Verificando. Leva cerca de vinte segundos…",
  "doctor.verdict_good": "Tudo funciona.",
  "doctor.verdict_warning": "Você pode entrar. Algumas coisas poderiam ser melhores.",
  "doctor.verdict_failed": "Algo está atrapalhando.",
  "doctor.again": "Verificar de novo",
  "doctor.back": "Voltar",
  "doctor.copy": "Copiar relatório",
  "doctor.copied": "O relatório foi copiado. Ele não contém segredos.",
  "doctor.copy_failed": "Seu navegador não deixa esta página copiar. Selecione o texto abaixo.",
  "doctor.report": "Relatório",
  "doctor.remedy": "O que ajuda",
  "doctor.state_waiting": "Aguardando",
  "doctor.state_running": "Verificando",
  "doctor.state_good": "Bom",
  "doctor.state_warning": "Não ideal",
  "doctor.state_failed": "Problema",
  "doctor.state_skipped": "Não testado",
  "doctor.skipped": "Não testado, porque algo anterior falhou.",
  "doctor.name_secure": "Página segura",
  "doctor.name_api": "Confab",
  "doctor.name_signal": "Início de chamadas",
  "doctor.name_udp": "Som e imagem por UDP",
  "doctor.name_tcp": "Som e imagem por TCP",
  "doctor.name_turn": "Retransmissor (TURN)",
  "doctor.name_speed": "Velocidade",
  "doctor.name_clock": "Relógio",
  "doctor.name_camera": "Câmera",
  "doctor.name_microphone": "Microfone",
  "doctor.name_speaker": "Alto-falante",
  "doctor.secure_good": "O navegador confia a câmera e o microfone a esta página.",
  "doctor.secure_plain":
    "Esta página veio por http simples, então o navegador não lhe dá câmera nem microfone.",
  "doctor.secure_plain_remedy": "Peça ao anfitrião o link que começa com https.",
  "doctor.api_good": "Ele respondeu em {ms} ms.",
  "doctor.api_slow": "Ele levou {ms} ms para responder.",
  "doctor.api_slow_remedy":
    "Aproxime-se do Wi-Fi ou use um cabo. O computador do anfitrião também pode estar ocupado.",
  "doctor.api_unreachable": "O Confab não responde.",
  "doctor.api_unreachable_remedy":
    "Verifique se você está on-line e na mesma rede do anfitrião, e pergunte se o Confab ainda está aberto.",
  "doctor.api_refused": "O Confab respondeu que algo falhou.",
  "doctor.api_refused_remedy":
    "Verifique de novo em um momento. Se continuar, peça ao anfitrião que olhe a janela do Confab.",
  "doctor.api_too_often": "A conexão foi verificada muitas vezes daqui.",
  "doctor.api_too_often_remedy":
    "{wait, plural, one {Espere # segundo e verifique de novo.} other {Espere # segundos e verifique de novo.}}",
  "doctor.signal_good": "A linha que inicia chamadas abriu em {ms} ms.",
  "doctor.signal_server_away": "O servidor de reuniões por trás do Confab não está funcionando.",
  "doctor.signal_server_away_remedy":
    "Ele costuma voltar em segundos: verifique de novo. Se continuar, peça ao anfitrião que olhe a janela do Confab.",
  "doctor.signal_refused": "O servidor de reuniões não aceita esta verificação.",
  "doctor.signal_refused_remedy": "Recarregue a página e verifique de novo.",
  "doctor.signal_blocked":
    "O Confab responde, mas algo no caminho bloqueia a linha que inicia as chamadas (um WebSocket).",
  "doctor.signal_blocked_remedy":
    "Um proxy, um antivírus ou uma extensão do navegador faz isso. Desative-o para esta página ou tente outro navegador ou rede.",
  "doctor.signal_untrusted":
    "Este navegador abriu a página, mas não confia no certificado dela para chamadas.",
  "doctor.signal_untrusted_remedy":
    "Instale o certificado do anfitrião neste dispositivo ou use Chrome, Edge ou Firefox em um computador.",
  "doctor.udp_good": "Passa: {ms} ms de ida e volta, {loss} perdido, {speed} Mbit/s.",
  "doctor.udp_blocked": "O UDP está bloqueado entre você e o computador do anfitrião.",
  "doctor.udp_blocked_remedy":
    "Peça ao anfitrião que libere UDP {port} no firewall: a janela do Confab mostra o comando exato. Ou tente outra rede.",
  "doctor.tcp_good": "Também passa: {ms} ms de ida e volta, {speed} Mbit/s.",
  "doctor.tcp_carries":
    "As chamadas vão por TCP, com mais atraso: {ms} ms de ida e volta, {speed} Mbit/s.",
  "doctor.tcp_blocked": "O TCP está bloqueado entre você e o computador do anfitrião.",
  "doctor.tcp_blocked_remedy":
    "Peça ao anfitrião que libere TCP {port} no firewall: a janela do Confab mostra o comando exato. As chamadas só precisam dele onde o UDP está bloqueado.",
  "doctor.way_poor": "Passa, mas mal: {ms} ms de ida e volta, {loss} perdido.",
  "doctor.way_poor_remedy": "Aproxime-se do Wi-Fi ou use um cabo; pare os downloads na sua rede.",
  "doctor.way_nothing": "Conectado, mas nada do que foi enviado chegou.",
  "doctor.way_nothing_remedy": "Verifique de novo. Se continuar, tente outra rede.",
  "doctor.turn_good": "O retransmissor responde: {ms} ms de ida e volta.",
  "doctor.turn_none": "Nenhum está configurado. Em uma mesma rede não é preciso.",
  "doctor.turn_blocked": "O retransmissor não pode ser alcançado.",
  "doctor.turn_blocked_remedy":
    "Pergunte a quem cuida do servidor de reuniões. Ele só é preciso onde UDP e TCP estão bloqueados.",
  "doctor.speed_good":
    "{speed} Mbit/s até o computador do anfitrião e de volta: o bastante para imagens nítidas.",
  "doctor.speed_slow":
    "Só {speed} Mbit/s até o computador do anfitrião e de volta: as imagens ficarão borradas.",
  "doctor.speed_slow_remedy":
    "Aproxime-se do Wi-Fi ou use um cabo; pare os downloads; ou entre sem a câmera.",
  "doctor.speed_busy": "Este computador estava ocupado demais para enviar mais de {speed} Mbit/s.",
  "doctor.speed_busy_remedy": "Feche outros programas e abas.",
  "doctor.clock_good": "Ele concorda com o do anfitrião em {seconds} s.",
  "doctor.clock_ahead":
    "Ele está {seconds} s adiantado em relação ao do anfitrião: certificados e horários podem parecer errados.",
  "doctor.clock_behind":
    "Ele está {seconds} s atrasado em relação ao do anfitrião: certificados e horários podem parecer errados.",
  "doctor.clock_remedy":
    "Deixe este dispositivo acertar a data e a hora sozinho. Se já faz isso, peça ao anfitrião que olhe o dele.",
  "doctor.camera_good": "{device}: {width} × {height}.",
  "doctor.microphone_good": "{device}: algo é ouvido.",
  "doctor.microphone_silent": "{device}: nada é ouvido.",
  "doctor.microphone_silent_remedy":
    "Ligue-o na lateral ou com a tecla dele, ou escolha outro em Dispositivos.",
  "doctor.speaker_good": "{device}: pronto. Pressione Testar o alto-falante para ouvi-lo.",
  "doctor.speaker_blocked": "O navegador retém o som até você pressionar algo.",
  "doctor.speaker_blocked_remedy": "Pressione Testar o alto-falante.",
  "doctor.speaker_missing": "Nenhum alto-falante foi encontrado.",
  "doctor.speaker_missing_remedy": "Conecte um alto-falante ou fones e verifique de novo.",
} satisfies Translation<"doctor">;
