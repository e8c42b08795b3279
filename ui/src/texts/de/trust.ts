import type { Translation } from "../index.ts";

export default {
  "trust.why":
    "Manche Browser, vor allem Safari, lehnen sie ab, solange sie das Zertifikat nicht kennen, auch wenn du trotz ihrer Warnung weitergegangen bist.",
  "trust.two_steps": "In zwei Schritten vertraut ihm dieses Gerät:",
  "trust.profile": "Profil laden",
  "trust.profile_1":
    "Lade das Profil und erlaube es. Öffne Einstellungen, tippe auf „Profil geladen“, dann auf „Installieren“.",
  "trust.profile_2":
    "Öffne in den Einstellungen Allgemein, Info, Zertifikatsvertrauenseinstellungen, und schalte das ein, das Confab heißt.",
  "trust.certificate": "Zertifikat laden",
  "trust.install_firefox":
    "Öffne in Firefox Einstellungen, Datenschutz & Sicherheit, Zertifikate anzeigen, Zertifizierungsstellen, Importieren. Wähle die Datei und setze das Häkchen für Websites.",
  "trust.install_android":
    "Suche in den Einstellungen nach „CA-Zertifikat“, wähle die Installation und dann die Datei.",
  "trust.install_windows":
    "Öffne die Datei, drücke „Zertifikat installieren“ und lege es in „Vertrauenswürdige Stammzertifizierungsstellen“ ab.",
  "trust.install_mac":
    "Öffne die Datei, suche Confab in der Schlüsselbundverwaltung, öffne es und wähle „Immer vertrauen“.",
  "trust.install_other":
    "Suche in den Einstellungen des Browsers nach Zertifikaten, dann nach Zertifizierungsstellen, und importiere die Datei.",
  "trust.other_browser":
    "Oder öffne den Link in Chrome, Edge oder Firefox: Dort genügt es, trotz der Warnung weiterzugehen.",
  "trust.careful":
    "Tu das nur, wenn du weißt, wer dich eingeladen hat: Das Gerät glaubt danach jedem Zertifikat, das jener Computer macht. Entferne es wieder, wenn du es nicht mehr brauchst.",
  "trust.own_needed":
    "Diese Adresse braucht ein Zertifikat, das Browser kennen. Wer das Meeting veranstaltet, kann in den Einstellungen von Confab unter „Teilen“ eines angeben.",
  "trust.insecure": "Diese Seite ist nicht sicher",
  "trust.insecure_words":
    "Browser geben Kamera und Mikrofon nur Seiten, deren Adresse mit https:// beginnt. Du kannst trotzdem beitreten, um zuzusehen und zuzuhören.",
  "trust.secure_address": "Sichere Adresse versuchen",
  "trust.back": "Zurück zum Meeting",
} satisfies Translation<"trust">;
