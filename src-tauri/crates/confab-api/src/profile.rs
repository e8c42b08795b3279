//! A certificate as an Apple configuration profile.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The profile that makes a device know this authority. The same certificate gives the same
/// profile, so that installing it again replaces it.
pub(crate) fn of(der: &[u8]) -> String {
    let content = STANDARD.encode(der);
    let (outer, inner) = (id(b"profile", der), id(b"certificate", der));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadVersion</key><integer>1</integer>
  <key>PayloadIdentifier</key><string>app.confab.authority.{outer}</string>
  <key>PayloadUUID</key><string>{outer}</string>
  <key>PayloadDisplayName</key><string>Confab</string>
  <key>PayloadDescription</key><string>Lets this device trust the meetings of one computer: its addresses and its name, and no website.</string>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>PayloadIdentifier</key><string>app.confab.authority.{inner}</string>
      <key>PayloadUUID</key><string>{inner}</string>
      <key>PayloadDisplayName</key><string>Confab</string>
      <key>PayloadCertificateFileName</key><string>confab-ca.cer</string>
      <key>PayloadContent</key><data>{content}</data>
    </dict>
  </array>
</dict>
</plist>
"#
    )
}

/// A UUID that is always the same for the same certificate.
fn id(what: &[u8], der: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(what);
    hash.update(der);
    let hex: String = hash.finalize()[..16]
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect();
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_holds_the_certificate_and_is_always_the_same() {
        let profile = of(b"a certificate");
        assert!(profile.contains(&STANDARD.encode(b"a certificate")));
        assert_eq!(profile, of(b"a certificate"));
        assert_ne!(id(b"profile", b"x"), id(b"certificate", b"x"));
        assert_eq!(id(b"profile", b"x").len(), 36);
    }
}
