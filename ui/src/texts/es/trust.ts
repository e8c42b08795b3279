import type { Translation } from "../index.ts";

export default {
  "trust.why":
    "Algunos navegadores, sobre todo Safari, la rechazan mientras no conozcan el certificado, aunque hayas seguido adelante tras su aviso.",
  "trust.two_steps": "Con dos pasos este dispositivo confía en él:",
  "trust.profile": "Descargar el perfil",
  "trust.profile_1":
    "Descarga el perfil y permítelo. Abre Ajustes, toca «Perfil descargado» y después «Instalar».",
  "trust.profile_2":
    "En Ajustes, abre General, Información, Ajustes de confianza de los certificados, y activa el que se llama Confab.",
  "trust.certificate": "Descargar el certificado",
  "trust.install_firefox":
    "En Firefox, abre Ajustes, Privacidad y seguridad, Ver certificados, Autoridades, Importar. Elige el archivo y marca los sitios web.",
  "trust.install_android":
    "En los ajustes, busca «certificado de CA», elige instalar uno y escoge el archivo.",
  "trust.install_windows":
    "Abre el archivo, pulsa «Instalar certificado» y ponlo en «Entidades de certificación raíz de confianza».",
  "trust.install_mac":
    "Abre el archivo, busca Confab en Acceso a Llaveros, ábrelo y elige «Confiar siempre».",
  "trust.install_other":
    "En los ajustes del navegador, busca Certificados, después Autoridades, e importa el archivo.",
  "trust.other_browser":
    "O abre el enlace en Chrome, Edge o Firefox, donde basta con seguir adelante tras el aviso.",
  "trust.careful":
    "Hazlo solo si sabes quién te ha invitado: el dispositivo creerá todo certificado que haga su ordenador. Quítalo cuando ya no lo necesites.",
  "trust.own_needed":
    "Esta dirección necesita un certificado que los navegadores conozcan. Quien organiza la reunión puede ponerlo en los ajustes de Confab, en «Compartir».",
  "trust.insecure": "Esta página no es segura",
  "trust.insecure_words":
    "Los navegadores solo dan cámara y micrófono a las páginas cuya dirección empieza por https://. Puedes unirte de todos modos, para ver y escuchar.",
  "trust.secure_address": "Probar la dirección segura",
  "trust.back": "Volver a la reunión",
} satisfies Translation<"trust">;
