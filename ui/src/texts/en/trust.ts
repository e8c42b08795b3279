/** For guests whose browser refuses the call's connection, or whose page is not secure. */
export default {
  "trust.why":
    "Some browsers, Safari above all, refuse it for as long as they don’t know the certificate, even when you continued past their warning.",
  "trust.two_steps": "Two steps make this device trust it:",
  "trust.profile": "Download the profile",
  "trust.profile_1":
    "Download the profile and allow it. Open Settings, press “Profile Downloaded”, then “Install”.",
  "trust.profile_2":
    "In Settings, open General, About, Certificate Trust Settings, and switch on the one named Confab.",
  "trust.certificate": "Download the certificate",
  "trust.install_firefox":
    "In Firefox, open Settings, Privacy & Security, View Certificates, Authorities, Import. Choose the file and tick websites.",
  "trust.install_android":
    "In Settings, search for “CA certificate”, choose to install one, and pick the file.",
  "trust.install_windows":
    "Open the file, press Install Certificate, and put it into Trusted Root Certification Authorities.",
  "trust.install_mac":
    "Open the file, find Confab in Keychain Access, open it, and choose Always Trust.",
  "trust.install_other":
    "In the browser’s settings, look for Certificates, then Authorities, and import the file.",
  "trust.other_browser":
    "Or open the link in Chrome, Edge or Firefox, where continuing past the warning is enough.",
  "trust.careful":
    "Do this only if you know who invited you: the device then believes every certificate that their computer makes. Remove it again when you no longer need it.",
  "trust.own_needed":
    "This address needs a certificate that browsers know. Whoever runs the meeting can set one in Confab’s settings, under Sharing.",
  "trust.insecure": "This page is not secure",
  "trust.insecure_words":
    "Browsers give camera and microphone only to pages whose address begins with https://. You can join all the same, to watch and listen.",
  "trust.secure_address": "Try the secure address",
  "trust.back": "Back to the meeting",
} as const;
