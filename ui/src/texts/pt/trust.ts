import type { Translation } from "../index.ts";

export default {
  "trust.why":
    "Alguns navegadores, sobretudo o Safari, a recusam enquanto não conhecem o certificado, mesmo que você tenha seguido adiante apesar do aviso.",
  "trust.two_steps": "Dois passos fazem este aparelho confiar nele:",
  "trust.profile": "Baixar o perfil",
  "trust.profile_1":
    "Baixe o perfil e permita-o. Abra Ajustes, toque em “Perfil Baixado” e depois em “Instalar”.",
  "trust.profile_2":
    "Em Ajustes, abra Geral, Sobre, Ajustes de Certificados Confiáveis, e ative o que se chama Confab.",
  "trust.certificate": "Baixar o certificado",
  "trust.install_firefox":
    "No Firefox, abra Configurações, Privacidade e Segurança, Ver certificados, Autoridades, Importar. Escolha o arquivo e marque sites.",
  "trust.install_android":
    "Nas configurações, procure “certificado de CA”, escolha instalar um e selecione o arquivo.",
  "trust.install_windows":
    "Abra o arquivo, pressione “Instalar Certificado” e coloque-o em “Autoridades de Certificação Raiz Confiáveis”.",
  "trust.install_mac":
    "Abra o arquivo, encontre Confab no Acesso às Chaves, abra-o e escolha “Confiar Sempre”.",
  "trust.install_other":
    "Nas configurações do navegador, procure Certificados, depois Autoridades, e importe o arquivo.",
  "trust.other_browser":
    "Ou abra o link no Chrome, Edge ou Firefox, onde basta seguir adiante apesar do aviso.",
  "trust.careful":
    "Faça isso só se souber quem convidou você: o aparelho passa a acreditar em todo certificado que aquele computador fizer. Remova-o quando não precisar mais.",
  "trust.own_needed":
    "Este endereço precisa de um certificado que os navegadores conheçam. Quem organiza a reunião pode defini-lo nas configurações do Confab, em “Compartilhamento”.",
  "trust.insecure": "Esta página não é segura",
  "trust.insecure_words":
    "Os navegadores só dão câmera e microfone a páginas cujo endereço começa com https://. Você pode entrar mesmo assim, para ver e ouvir.",
  "trust.secure_address": "Tentar o endereço seguro",
  "trust.back": "Voltar à reunião",
} satisfies Translation<"trust">;
