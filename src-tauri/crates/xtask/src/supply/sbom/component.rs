//! One thing in the bundle, as every ecosystem's list of it becomes.

use serde_json::{Value, json};
use spdx::Expression;

pub(in crate::supply) struct Component {
    /// A program or page of the bundle itself, and not something that one is made of.
    pub(super) application: bool,
    pub(super) group: Option<String>,
    pub(super) name: String,
    pub(super) version: String,
    /// What it is known by: <https://github.com/package-url/purl-spec>. Also its name in the document.
    pub(in crate::supply) purl: String,
    /// An SPDX expression; `None` where it is not known.
    pub(in crate::supply) licence: Option<String>,
    pub(super) hash: Option<Hash>,
    /// Takes part in building and is not in what is built.
    pub(super) build_only: bool,
    /// The `purl` of each thing that it uses.
    pub(super) depends_on: Vec<String>,
}

/// A checksum, in hexadecimal.
pub(super) enum Hash {
    Sha256(String),
    Sha512(String),
}

impl Component {
    /// Something of ours, which no registry has.
    pub(super) fn application(name: &str, version: &str) -> Self {
        Self {
            application: true,
            group: None,
            name: name.to_owned(),
            version: version.to_owned(),
            purl: purl("generic", name, version),
            licence: Some("Apache-2.0".to_owned()),
            hash: None,
            build_only: false,
            depends_on: Vec::new(),
        }
    }

    /// One of which only a name and a licence matter.
    #[cfg(test)]
    pub(in crate::supply) fn of(purl: &str, licence: Option<&str>) -> Self {
        Self {
            application: false,
            purl: purl.to_owned(),
            licence: licence.map(str::to_owned),
            ..Self::application("", "")
        }
    }

    pub(super) fn document(&self) -> Value {
        let mut document = json!({
            "type": if self.application { "application" } else { "library" },
            "bom-ref": self.purl,
            "name": self.name,
            "version": self.version,
            "purl": self.purl,
            "scope": if self.build_only { "excluded" } else { "required" },
        });
        if let Some(group) = &self.group {
            document["group"] = json!(group);
        }
        if let Some(licence) = &self.licence {
            document["licenses"] = json!([{"expression": licence}]);
        }
        if let Some(hash) = &self.hash {
            let (alg, content) = match hash {
                Hash::Sha256(content) => ("SHA-256", content),
                Hash::Sha512(content) => ("SHA-512", content),
            };
            document["hashes"] = json!([{"alg": alg, "content": content}]);
        }
        document
    }
}

/// A package URL. Names keep their slashes, which part namespaces.
pub(super) fn purl(kind: &str, name: &str, version: &str) -> String {
    let encoded = |text: &str| text.replace('@', "%40").replace('+', "%2B");
    format!("pkg:{kind}/{}@{}", encoded(name), encoded(version))
}

/// The licence as SPDX writes it; old packages write `MIT/Apache-2.0`.
pub(super) fn licence(said: &str) -> Option<String> {
    let expression = match Expression::canonicalize(said) {
        Ok(Some(canonical)) => canonical,
        _ => said.to_owned(),
    };
    Expression::parse(&expression).ok()?;
    Some(expression)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn package_urls_name_what_the_registries_know() {
        assert_eq!(
            purl("npm", "@livekit/mutex", "1.1.1"),
            "pkg:npm/%40livekit/mutex@1.1.1"
        );
        assert_eq!(
            purl("golang", "github.com/docker/cli", "v29.0.0+incompatible"),
            "pkg:golang/github.com/docker/cli@v29.0.0%2Bincompatible"
        );
    }

    #[test]
    fn licences_are_written_as_spdx_does() {
        assert_eq!(
            licence("MIT/Apache-2.0").as_deref(),
            Some("MIT OR Apache-2.0")
        );
        assert_eq!(
            licence("(MIT OR CC0-1.0)").as_deref(),
            Some("(MIT OR CC0-1.0)")
        );
        assert_eq!(licence("SEE LICENSE IN file"), None);
    }
}
