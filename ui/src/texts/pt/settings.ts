import type { Translation } from "../index.ts";

export default {
  "settings.title": "Configurações",
  "settings.reading": "Lendo as configurações…",
  "settings.saved": "Configurações salvas",
  "settings.restart_needed": "Salvo. Portas, links e o servidor mudam depois de reiniciar.",
  "settings.restart_interrupts":
    "{count, plural, one {Há # pessoa na reunião, que será interrompida.} other {Há # pessoas na reunião, que serão interrompidas.}}",
  "settings.restart": "Reiniciar agora",

  "settings.you": "Você",
  "settings.links": "Links",
  "settings.server": "Servidor de reuniões",
  "settings.keeping": "Conservar",
  "settings.keep_chat": "Conversas, em dias",
  "settings.keep_chat_hint": "Contados desde que todos saíram. Vazio: até a reunião recomeçar.",
  "settings.keep_history": "Reuniões, em dias",
  "settings.keep_history_hint":
    "A reunião a que ninguém veio por tanto tempo é excluída, a menos que esteja marcada para depois. Vazio: nunca.",
  "settings.days_wrong": "Escolha um número inteiro de dias, no mínimo {least}, ou deixe vazio.",

  "settings.ports": "Portas",
  "settings.ports_hint": "Mude uma se outro programa a usa. 0 significa qualquer porta livre.",

  "settings.name": "Seu nome",
  "settings.name_hint": "Os outros o veem quando você entra por esta janela.",
  "settings.appearance": "Aparência",
  "settings.appearance_system": "Como o sistema",
  "settings.appearance_light": "Clara",
  "settings.appearance_dark": "Escura",
  "settings.frontend_url": "Sua própria interface",
  "settings.frontend_url_hint":
    "Com o que os links de reunião começam. Deixe vazio para a página de convidados do Confab.",
  "settings.sharing": "Compartilhamento",
  "settings.share": "Compartilhar nesta rede",
  "settings.share_off": "Desligado",
  "settings.share_lan": "Ligado",
  "settings.tls_cert": "Certificado próprio",
  "settings.tls_cert_hint":
    "Um arquivo PEM com a cadeia. Deixe os dois vazios para usar o que o Confab faz.",
  "settings.tls_key": "A chave dele",
  "settings.tls_pair": "Um certificado precisa da sua chave, e uma chave do seu certificado.",
  "settings.trusted_proxies": "Proxies reversos",
  "settings.trusted_proxies_hint":
    "Endereços ou faixas deles, separados por vírgulas: 10.0.0.2, 192.168.7.0/24. O que dizem do endereço de um convidado é aceito.",
  "settings.trusted_proxies_wrong":
    "“{value}” não é um endereço nem uma faixa como 192.168.7.0/24.",
  "settings.guest_port": "Página de convidados",
  "settings.api_port": "API para programas",
  "settings.signal_port": "Sinalização",
  "settings.rtc_tcp_port": "Mídia, TCP",
  "settings.rtc_udp_port": "Mídia, UDP",
  "settings.livekit_url": "Endereço do servidor",
  "settings.livekit_url_hint":
    "Por exemplo, wss://example.livekit.cloud. Deixe vazio para o servidor que vem com o Confab.",
  "settings.livekit_api_key": "Chave de API",
  "settings.livekit_api_secret": "Segredo de API",
  "settings.livekit_server": "Programa do servidor",
  "settings.livekit_server_hint": "Deixe vazio para o que vem com o Confab.",
  "settings.browser": "Navegador para chamadas",
  "settings.browser_hint":
    "Onde a janela não consegue mostrar uma chamada. Deixe vazio para o primeiro encontrado.",

  "settings.set": "Definido",
  "settings.kept": "Há um definido, que não é mostrado. Digite um novo para substituí-lo.",
  "settings.fixed_by": "Definido por {variable} no ambiente. Mude-o lá.",
  "settings.fixed": "Definido no ambiente. Mude-o lá.",

  "settings.name_missing": "Digite o nome que os outros verão.",
  "settings.name_long": "Use no máximo 100 caracteres.",
  "settings.port_wrong": "Escolha um número de 1 a 65535, ou 0 para qualquer porta livre.",
  "settings.port_twice": "“{other}” já tem esta porta. Escolha outra.",
  "settings.frontend_url_wrong": "Digite um endereço que comece com http:// ou https://.",
  "settings.livekit_url_wrong":
    "Digite um endereço que comece com wss://, ws://, https:// ou http://.",
  "settings.livekit_api_key_missing": "Um servidor próprio precisa da sua chave de API.",
  "settings.livekit_api_secret_missing": "Um servidor próprio precisa do seu segredo de API.",
} satisfies Translation<"settings">;
