use super::component::Hash;
use super::*;

/// What CycloneDX's own schema has against a document, told by Ajv, which is here for this alone: a
/// validator in Rust takes minutes to compile and changes the features that everything else has.
fn objections(name: &str, document: &Value) -> String {
    const ASK: &str = "
        const { default: Ajv } = require('ajv');
        const [folder, file] = process.argv.slice(1);
        const read = (path) => JSON.parse(require('node:fs').readFileSync(path, 'utf8'));
        const ajv = new Ajv({ strict: false, validateFormats: false });
        for (const part of ['spdx', 'jsf-0.82']) ajv.addSchema(read(`${folder}/${part}.schema.json`));
        ajv.validate(read(`${folder}/bom-1.6.schema.json`), read(file));
        process.stdout.write(ajv.errors ? ajv.errorsText() : '');";
    let repo = Repo::find().expect("the repository");
    let file = std::env::temp_dir().join(format!("xtask-{name}-{}.json", std::process::id()));
    std::fs::write(&file, document.to_string()).expect("a temporary file");
    let answer = step::answer(
        repo.command("node")
            .current_dir(repo.ui())
            .args(["-e", ASK])
            .arg(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema"))
            .arg(&file),
    );
    let _ = std::fs::remove_file(file);
    answer.expect("Ajv, which `npm ci` in ui/ brings")
}

fn example() -> Vec<Component> {
    let mut program = Component::application("confab", "0.1.0");
    let part = Component {
        application: false,
        group: Some("@scope".into()),
        hash: Some(Hash::Sha512("ab".repeat(64))),
        build_only: true,
        ..Component::of("pkg:npm/%40scope/part@1.0.0", Some("MIT OR Apache-2.0"))
    };
    program.depends_on.push(part.purl.clone());
    vec![program, part]
}

#[test]
fn the_schema_takes_what_is_written_and_refuses_what_is_not_right() {
    let mut document = compose(&example(), "2026-11-22T16:00:00Z");
    assert_eq!(objections("example", &document), "");
    assert_eq!(
        document["dependencies"][0]["dependsOn"][0],
        "pkg:generic/confab@0.1.0"
    );

    document["components"][1]["hashes"][0]["content"] = json!("no checksum");
    let said = objections("example", &document);
    assert!(said.contains("hashes"), "{said}");
}

/// The real list of this system, without the LiveKit server, which need not be built here.
#[test]
fn what_cargo_and_npm_know_makes_a_valid_list() {
    let repo = Repo::find().expect("the repository");
    let mut components = crates::components(&repo).expect("crates");
    components.extend(packages::components(&repo).expect("packages"));
    let document = compose(&components, "2026-11-22T16:00:00Z");
    assert_eq!(objections("real", &document), "");

    let of = |purl: &str| {
        components
            .iter()
            .find(|component| component.purl.starts_with(purl))
            .unwrap_or_else(|| panic!("{purl} is missing"))
    };
    assert!(of("pkg:generic/confab@").application);
    assert!(matches!(
        of("pkg:cargo/libsqlite3-sys@").hash,
        Some(Hash::Sha256(_))
    ));
    assert!(!of("pkg:cargo/rustls@").build_only);
    assert!(
        of("pkg:cargo/serde_derive@").build_only,
        "a macro is in no program"
    );
    assert!(matches!(
        of("pkg:npm/livekit-client@").hash,
        Some(Hash::Sha512(_))
    ));
    of("pkg:npm/%40mediapipe/selfie_segmentation@");
    for absent in [
        "pkg:generic/confab-testkit@",
        "pkg:generic/xtask@",
        "pkg:npm/vitest@",
    ] {
        assert!(
            components
                .iter()
                .all(|component| !component.purl.starts_with(absent)),
            "{absent} is in no bundle"
        );
    }
}
