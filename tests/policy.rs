//! What a page forbids itself: the policy of every template, and the same words for servers in the guide.
//!
//! That no page breaks it is seen in a browser: `tests/full policy`.

use std::fs;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).expect(path)
}

fn template(name: &str) -> String {
    read(&format!("themes/default/templates/{name}"))
}

/// The policy that a template says, directive by directive.
fn policy(template: &str) -> Vec<String> {
    let said = template.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).expect("a policy");
    directives(said.split('"').next().expect("its end"))
}

fn directives(policy: &str) -> Vec<String> {
    policy.split(';').map(|directive| directive.trim().to_owned()).collect()
}

/// The fingerprint of what stands in a template as `<style>` or `<script>`, as a policy names it.
fn fingerprint(template: &str, element: &str) -> Option<String> {
    let (start, end) = (format!("<{element}>"), format!("</{element}>"));
    let inside = template.split(&start).nth(1)?.split(&end).next().expect("its end");
    assert!(!inside.contains("{{") && !inside.contains("{%"), "the hash would differ from page to page");
    let digest = ring::digest::digest(&ring::digest::SHA256, inside.as_bytes());
    Some(format!("'sha256-{}'", base64(digest.as_ref())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let three = bytes.chunks(3).flat_map(|three| {
        let bits =
            three.iter().fold(0, |bits: u32, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        let digit = move |place: usize| {
            if place <= three.len() {
                char::from(LETTERS[(bits >> (18 - 6 * place) & 63) as usize])
            } else {
                '='
            }
        };
        (0..4).map(digit)
    });
    three.collect()
}

/// The templates that are whole documents; the others are put into one of them.
fn documents() -> Vec<(String, String)> {
    let folder = fs::read_dir(Path::new(ROOT).join("themes/default/templates")).expect("the templates");
    let names = folder.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let templates = names.map(|name| (name.clone(), template(&name)));
    templates.filter(|(_, text)| text.contains("<!DOCTYPE")).collect()
}

#[test]
fn every_document_has_a_policy_and_knows_its_style() {
    let documents = documents();
    assert!(documents.len() >= 3, "{documents:?}");
    for (name, text) in &documents {
        let policy = policy(text);
        let closed = ["default-src 'self' file:", "default-src 'self'"].contains(&&*policy[0]);
        assert!(closed && policy.contains(&"base-uri 'none'".to_owned()), "{name}: {policy:?}");
        if policy.contains(&"style-src 'self' 'unsafe-inline'".to_owned()) {
            assert_eq!(name, "embedded.html", "only what carries its look in its attributes may say so");
            continue;
        }
        for element in ["style", "script"] {
            let said = policy.iter().find(|directive| directive.starts_with(&format!("{element}-src")));
            let wanted = fingerprint(text, element).map(|hash| format!("{element}-src 'self' {hash}"));
            assert_eq!(said, wanted.as_ref(), "{name}: write it, here and in docs/publikaciya.md");
        }
    }
}

#[test]
fn the_servers_of_the_guide_say_what_the_pages_say() {
    let guide = read("docs/publikaciya.md");
    let headers: Vec<_> = guide.split("Content-Security-Policy \"").skip(1).collect();
    assert_eq!(headers.len(), 2, "nginx and Apache");
    let mut wanted: Vec<String> =
        policy(&template("base.html")).into_iter().map(|directive| directive.replace(" file:", "")).collect();
    for (place, element) in ["style", "script"].into_iter().enumerate() {
        let hashes =
            ["404.html", "former.html"].iter().filter_map(|name| fingerprint(&template(name), element));
        wanted.insert(place + 1, format!("{element}-src 'self' {}", hashes.collect::<Vec<_>>().join(" ")));
    }
    wanted.push("frame-ancestors 'self'".to_owned());
    for header in headers {
        assert_eq!(directives(header.split('"').next().expect("its end")), wanted);
    }
}
