import type { Translation } from "../index.ts";

export default {
  "selfcheck.begin": "Verificar tudo",
  "selfcheck.running": "Verificando…",
  "selfcheck.good": "Está tudo como deveria.",
  "selfcheck.found":
    "{count, plural, one {# item precisa de atenção.} other {# itens precisam de atenção.}}",
  "selfcheck.browser": "Para testar também câmera, microfone e mídia, abra isto em um navegador:",
  "selfcheck.copy": "Copiar relatório",
  "selfcheck.copied": "Relatório copiado. Ele não contém segredos.",
  "selfcheck.copy_command": "Copiar comando",
  "selfcheck.command_copied": "Comando copiado",
  "selfcheck.not_copied": "Não foi possível copiar: selecione e copie à mão.",
  "selfcheck.remedy": "O que ajuda",
  "selfcheck.state_good": "Bom",
  "selfcheck.state_warning": "Dê uma olhada",
  "selfcheck.state_failed": "Problema",
  "selfcheck.state_skipped": "Não é preciso",
  "selfcheck.name_server": "Servidor de reuniões",
  "selfcheck.name_database": "Armazenamento",
  "selfcheck.name_clock": "Relógio",
  "selfcheck.name_media_udp": "Mídia por UDP",
  "selfcheck.name_media_tcp": "Mídia por TCP",
  "selfcheck.name_firewall": "Firewall",
  "selfcheck.server_good": "Ele está funcionando, e as chamadas também.",
  "selfcheck.server_starting": "Ele está sendo iniciado.",
  "selfcheck.server_away": "Ele parou. O Confab está trazendo-o de volta.",
  "selfcheck.server_failed": "Não foi possível trazê-lo de volta.",
  "selfcheck.server_remedy":
    "Espere um momento e verifique de novo. Se continuar, pressione Tentar de novo ou reinicie o Confab.",
  "selfcheck.database_good": "O que muda é gravado no disco.",
  "selfcheck.database_failed": "Nada pode ser gravado.",
  "selfcheck.database_remedy":
    "Libere espaço no disco e garanta que a pasta de dados do Confab possa ser gravada.",
  "selfcheck.clock_good": "Ele pode estar certo.",
  "selfcheck.clock_past":
    "Ele mostra uma data no passado, então os certificados parecem ainda não valer.",
  "selfcheck.clock_set_back": "Ele foi atrasado desde que a última reunião foi criada.",
  "selfcheck.clock_remedy": "Deixe este computador acertar a data e a hora sozinho.",
  "selfcheck.door_good": "Responde como deveria, em {figure} ms.",
  "selfcheck.door_shut": "A porta é usada por outro programa.",
  "selfcheck.door_shut_remedy":
    "Encerre o outro programa ou escolha outra porta nas configurações.",
  "selfcheck.door_unreachable": "Não responde, nem a este próprio computador.",
  "selfcheck.door_unreachable_remedy":
    "Reinicie o Confab. Se não ajudar, um programa de segurança deste computador está atrapalhando.",
  "selfcheck.door_no_page": "Responde sem a página dos convidados.",
  "selfcheck.door_no_page_remedy": "Instale o Confab de novo: falta a página dos convidados.",
  "selfcheck.door_no_api": "Responde, mas a API do Confab por trás não.",
  "selfcheck.door_no_signalling": "Responde, mas não leva ao servidor de reuniões.",
  "selfcheck.door_remedy":
    "Outro programa responde no lugar do Confab. Encerre-o ou reinicie o Confab.",
  "selfcheck.address_good": "Os convidados desta rede encontram o Confab aqui.",
  "selfcheck.address_closed": "Não foi possível abrir este endereço.",
  "selfcheck.address_expired": "O certificado expirou.",
  "selfcheck.address_not_yet": "O certificado ainda não vale.",
  "selfcheck.address_wrong_name": "O certificado é de outro endereço.",
  "selfcheck.address_untrusted": "O certificado não foi assinado por quem deveria.",
  "selfcheck.address_certificate_remedy":
    "Desligue e ligue de novo o compartilhamento. Se o certificado for seu, renove-o; e confira o relógio deste computador.",
  "selfcheck.media_good": "O servidor de reuniões escuta na porta {figure}.",
  "selfcheck.media_deaf": "Ninguém escuta na porta {figure}.",
  "selfcheck.media_deaf_remedy":
    "Reinicie o Confab. Se não ajudar, escolha outra porta nas configurações.",
  "selfcheck.media_elsewhere":
    "A mídia vai para o servidor das suas configurações, não para este computador.",
  "selfcheck.firewall_not_shared":
    "Nada é compartilhado com outros computadores, então ninguém precisa entrar.",
  "selfcheck.firewall_active": "{subject} está ligado. Os convidados só entram por onde ele deixa.",
  "selfcheck.firewall_active_remedy":
    "Se convidados de fora não conseguem se conectar, execute isto uma vez em um terminal (no Windows: PowerShell como administrador).",
  "selfcheck.firewall_none_found": "Nenhum ligado foi encontrado.",
  "selfcheck.firewall_none_found_remedy":
    "Se mesmo assim convidados de fora não conseguem se conectar, um destes comandos os deixa entrar.",
} satisfies Translation<"selfcheck">;
