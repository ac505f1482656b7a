//! Documents as PDF: with `cargo test --features pdf --test pdf`. What other programs make of them is asked by `tests/full pdf`.
#![cfg(feature = "pdf")]

#[path = "documents/sites.rs"]
mod sites;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use kartoteka::export::pdf;
use kartoteka::link::Options;
use kartoteka::model::Site;
use kartoteka::output::Output;
use kartoteka::source;
use kartoteka::view::{self, Kind, Page, route};
use kartoteka::write::{Deliverable, Made};
use rayon::prelude::*;

use sites::{ASSOCIATION, PEOPLE, content, documents, made, site_of, theme, written};

fn page_of(output: &Output, path: &str) -> String {
    String::from_utf8(made(output, path)).expect("text")
}

fn typeset(site: &Site, page: &Page) -> Vec<u8> {
    let manuscript = pdf::manuscript(site, page).expect("a document");
    manuscript.typeset().unwrap_or_else(|mistake| panic!("{page:?}: {mistake}"))
}

/// What the typesetter is told of a document.
fn said(site: &Site, page: &Page) -> String {
    let manuscript = pdf::manuscript(site, page).expect("a document");
    String::from_utf8(manuscript.parts().last().expect("data").to_vec()).expect("text")
}

/// A small site: a plan with a name that must not get out, a meeting, and a draft of one.
fn small() -> tempfile::TempDir {
    let meeting = |day: &str, draft: &str| {
        format!(
            "---\nназвание: Семинар\nдата: {day}\nчерновик: {draft}\nповестка:\n  - вопрос: О каталоге\n    решили: Вести его\n---\n"
        )
    };
    written(&[
        ("site.yaml", "название: Сайт\n"),
        ("zarechye/association.yaml", ASSOCIATION),
        ("zarechye/people.yaml", PEOPLE),
        (
            "zarechye/plans/2026-2027.yaml",
            "учебный год: 2026/2027\nмероприятия:\n  - что: Ярмарка\n    когда: 12.11.2026\n    кто: Тихая В.Г.\n",
        ),
        ("zarechye/meetings/2026-10-12-seminar.md", &meeting("12.10.2026", "нет")),
        ("zarechye/meetings/2026-11-13-seminar.md", &meeting("13.11.2026", "да")),
    ])
}

#[test]
fn every_plan_protocol_analysis_month_and_year_has_one() {
    let site = content();
    let paths: Vec<String> = documents(&site, Kind::Pdf).into_iter().map(|(_, path)| path).collect();
    for path in [
        "nevyansk/plans/2024-2025/plan-mmo-nevyanskogo-go-2024-2025.pdf",
        "primer/plans/2025-2026/done/plan-s-otmetkami-rmo-primernogo-rayona-2025-2026.pdf",
        "primer/analysis/2025-2026/analiz-rmo-primernogo-rayona-2025-2026.pdf",
        "primer/meetings/2026-09-24-ustanovochnoe/protocol/protokol-1-rmo-primernogo-rayona-2026-09-24.pdf",
        "primer/calendar/2025/11/kalendar-rmo-primernogo-rayona-2025-11.pdf",
        "primer/calendar/2025-2026/kalendar-rmo-primernogo-rayona-2025-2026.pdf",
        "calendar/2024-2025/kalendar-kartoteka-metodicheskih-obedineniy-2024-2025.pdf",
    ] {
        assert!(paths.iter().any(|known| known == path), "{path}: {paths:#?}");
    }
    // There is nothing to hang up of a July without anything in it.
    assert!(!paths.iter().any(|path| path.starts_with("nevyansk/calendar/2025/07/")), "{paths:#?}");
    assert!(documents(&site, Kind::Pdf).iter().all(|(page, _)| pdf::manuscript(&site, page).is_some()));
}

#[test]
fn a_page_leads_to_its_document_with_kind_and_size() {
    let folder = small();
    let site = Arc::new(site_of(folder.path(), false));
    let theme = Arc::new(theme());
    for page_first in [true, false] {
        let output = Output::complete(&site, &theme).value;
        for (page, path) in documents(&site, Kind::Pdf) {
            let page_path = route::path(&site, &page);
            let (html, bytes) = if page_first {
                let html = page_of(&output, &page_path);
                (html, made(&output, &path))
            } else {
                let bytes = made(&output, &path);
                (page_of(&output, &page_path), bytes)
            };
            assert!(bytes.starts_with(b"%PDF-1.7"), "{path}");
            let href = route::relative(&page_path, &path);
            let link = html.split(&format!("<a href=\"{href}\"")).nth(1).expect("a link");
            let note = link.split("<span class=\"file-note\">").nth(1).expect("a note");
            let note = note.split("</span>").next().expect("its end");
            assert_eq!(note, format!("PDF, {}", view::size(bytes.len() as u64)), "{path}");
        }
    }
    // Without them nothing leads to them.
    let output = Output::new(&site, &theme).value;
    assert!(output.lacks_pdf());
    assert!(output.paths().iter().all(|path| Path::new(path).extension().is_none_or(|kind| kind != "pdf")));
    for page in output.pages() {
        assert!(!page_of(&output, &route::path(&site, page)).contains(".pdf\""));
    }
}

/// Pages and the documents that they lead to are made at once, by threads that help each other: none waits for itself.
#[test]
fn many_threads_make_all_of_it() {
    let folder = small();
    let site = Arc::new(site_of(folder.path(), false));
    let output = Output::complete(&site, &Arc::new(theme())).value;
    let paths: Vec<&str> = output.paths();
    let is_made =
        |path: &&&str| matches!(output.make(path), Ok(Made::Bytes(_) | Made::File(_) | Made::Archive(_)));
    assert_eq!(paths.par_iter().filter(is_made).count(), paths.len());
}

/// Whoever writes waits for nothing to be typeset; the file is there when it is asked for.
#[test]
fn the_preview_typesets_what_is_asked_for() {
    let folder = small();
    let site = Arc::new(site_of(folder.path(), false));
    let kept = tempfile::tempdir().expect("a folder");
    let output = Output::complete(&site, &Arc::new(theme())).value;
    let output = output.kept_in(kept.path()).without_lengths_of_pdf();
    let (page, path) = documents(&site, Kind::Pdf).into_iter().next().expect("a document");
    let html = page_of(&output, &route::path(&site, &page));
    assert!(html.contains("<span class=\"file-note\">PDF</span>"), "{html}");
    assert!(html.contains("<span class=\"file-note\">DOCX, "), "{html}");
    assert!(!kept.path().join("documents").exists());
    assert!(made(&output, &path).starts_with(b"%PDF"));
    assert_eq!(fs::read_dir(kept.path().join("documents")).expect("a folder").count(), 1);
}

/// What was typeset once is taken from where it is kept, until its content changes.
#[test]
fn what_was_typeset_is_not_typeset_again() {
    let folder = small();
    let kept = tempfile::tempdir().expect("a folder");
    let all = |site: &Arc<Site>| -> BTreeMap<String, Vec<u8>> {
        let output = Output::complete(site, &Arc::new(theme())).value.kept_in(kept.path());
        documents(site, Kind::Pdf).into_iter().map(|(_, path)| (path.clone(), made(&output, &path))).collect()
    };
    let site = Arc::new(site_of(folder.path(), false));
    let first = all(&site);
    let entries = || {
        fs::read_dir(kept.path().join("documents")).expect("a folder").map(|entry| entry.expect("one").path())
    };
    assert_eq!(entries().count(), first.len());
    // Something else in place of each shows where they come from.
    for path in entries() {
        let other = b"%PDF, kept";
        fs::write(path, [blake3::hash(other).as_bytes().as_slice(), other].concat()).expect("a file");
    }
    assert!(all(&site).values().all(|bytes| bytes == b"%PDF, kept"));
    let plan = folder.path().join("zarechye/plans/2026-2027.yaml");
    let text = fs::read_to_string(&plan).expect("a plan").replace("Ярмарка", "Ярмарка книг");
    fs::write(plan, text).expect("a file");
    let changed = all(&Arc::new(site_of(folder.path(), false)));
    let anew: Vec<&String> =
        changed.iter().filter(|(_, bytes)| bytes.len() > 100).map(|(path, _)| path).collect();
    // The plan, its month and its year, of the association and of the site; the protocol is as it was.
    assert!(anew.len() >= 3 && anew.len() < changed.len(), "{anew:?}");
    assert!(anew.iter().all(|path| path.contains("plan") || path.contains("calendar")), "{anew:?}");
}

/// The day on which it is made changes nothing, but where a year is not over and the document says as of when it speaks.
#[test]
fn a_document_does_not_depend_on_the_day() {
    let folder = small();
    let of = |day| {
        let tree = source::read(folder.path(), "content").expect("the content can be read");
        let today = NaiveDate::from_ymd_opt(2026, 11, day).expect("a date");
        let site = kartoteka::build(&tree.value, &Options { today, drafts: false, base_url: None }).value;
        let parts = |page: &Page| said(&site, page);
        let all = documents(&site, Kind::Pdf).into_iter().map(|(page, path)| (path, parts(&page)));
        all.filter(|(_, text)| !text.contains("Состояние на")).collect::<BTreeMap<_, _>>()
    };
    assert!(of(1).len() > 3);
    assert_eq!(of(1), of(12));
}

#[test]
fn no_draft_and_no_hidden_name_gets_out() {
    let folder = small();
    let site = site_of(folder.path(), false);
    for (page, path) in documents(&site, Kind::Pdf) {
        assert!(!path.contains("2026-11-13"), "{path}");
        let text = said(&site, &page);
        assert!(!text.contains("Тихая") && !text.contains("Черновик"), "{path}: {text}");
    }
    let site = site_of(folder.path(), true);
    let (page, _) = documents(&site, Kind::Pdf)
        .into_iter()
        .find(|(_, path)| path.contains("2026-11-13"))
        .expect("a draft");
    assert!(said(&site, &page).contains("Черновик"));
}

/// A row that no sheet has room for, and every sign that somebody may paste.
fn hostile() -> tempfile::TempDir {
    let lines: Vec<String> = (1..=150).map(|number| format!("      Строка {number} из многих.\n")).collect();
    let signs = "📚🇷🇺 👩‍👩‍👧 図書館 كتاب ספר हिंदी \u{f0b7} \u{e000} ☐ ☑ ✓ e\u{301} а\u{301} #set text(99pt) $x$ @a <b> _c_ *d* \\ // /* \u{202e}";
    written(&[
        ("site.yaml", "название: Сайт\n"),
        ("zarechye/association.yaml", ASSOCIATION),
        (
            "zarechye/plans/2026-2027.yaml",
            &format!(
                "учебный год: 2026/2027\nмероприятия:\n  - что: |\n{}    когда: в течение года\n  - что: \"{}\"\n    когда: 12.11.2026\n",
                lines.concat(),
                signs.replace('\\', "\\\\")
            ),
        ),
    ])
}

#[test]
fn no_sign_and_no_length_stops_it() {
    let folder = hostile();
    let site = site_of(folder.path(), false);
    for (page, path) in documents(&site, Kind::Pdf) {
        assert!(typeset(&site, &page).starts_with(b"%PDF"), "{path}");
    }
    let page = documents(&site, Kind::Pdf)
        .into_iter()
        .find(|(_, path)| path.contains("/plan-") || path.starts_with("plans"))
        .expect("a plan")
        .0;
    let data = said(&site, &page);
    assert!(
        data.contains("[знак U+1F4DA]") && !data.contains('📚') && data.contains("#set text(99pt)"),
        "{data}"
    );
}

/// The typefaces inside the program have all that plans are written with.
#[test]
fn usual_signs_are_printed() {
    let letters: String =
        (' '..='~').filter(|letter| !matches!(letter, '"' | '\\')).chain('А'..='я').collect();
    let signs = "ёЁ«»„“”‘’–—−№§…•°²³½×±€₽☐☑☒✓✔→←↑↓■□▪●○★ѣіѳў\u{a0}\u{ad}\u{2009}\u{202f}\u{2011}а\u{301}";
    let plan = format!(
        "учебный год: 2026/2027\nмероприятия:\n  - что: \"{letters}{signs}\"\n    когда: 12.11.2026\n"
    );
    let folder = written(&[
        ("site.yaml", "название: Сайт\n"),
        ("zarechye/association.yaml", ASSOCIATION),
        ("zarechye/plans/2026-2027.yaml", &plan),
    ]);
    let site = site_of(folder.path(), false);
    for (page, path) in documents(&site, Kind::Pdf) {
        assert!(!said(&site, &page).contains("[знак"), "{path}: {}", said(&site, &page));
        assert!(typeset(&site, &page).starts_with(b"%PDF"), "{path}");
    }
}

/// What `tests/full pdf` looks at, each with what must be true of it: everything that goes round for signatures, and for the
/// wall the years and their Novembers. With `KARTOTEKA_ONLY` those whose path has it.
#[test]
#[ignore = "`tests/full pdf` reads them with other programs"]
fn documents_for_other_programs() {
    let folder = std::env::var_os("KARTOTEKA_DOCUMENTS").expect("a folder");
    let folder = Path::new(&folder);
    let only = std::env::var("KARTOTEKA_ONLY").unwrap_or_default();
    let hostile = hostile();
    let (site, hostile) = (content(), site_of(hostile.path(), false));
    let all = [(&site, ""), (&hostile, "hostile__")];
    let all = all.into_iter().flat_map(|(site, name)| {
        documents(site, Kind::Pdf)
            .into_iter()
            .map(move |(page, path)| (site, page, path.clone(), format!("{name}{}", path.replace('/', "__"))))
    });
    // calendar/2025/11/… and calendar/2025-2026/…
    let is_month = |path: &str| {
        let mut folders = path.split('/').skip_while(|folder| *folder != "calendar").skip(1);
        folders.next().is_some_and(|folder| !folder.contains('-'))
    };
    let wanted = |path: &str| match only.as_str() {
        "" => !path.contains("calendar/") || path.contains("/11/") || !is_month(path),
        only => path.contains(only),
    };
    let all: Vec<_> = all.filter(|(_, _, path, _)| wanted(path)).collect();
    all.par_iter().for_each(|(site, page, _, name)| {
        fs::write(folder.join(name), typeset(site, page)).expect("a file");
        // Of the hostile site a month may take two sheets.
        let wall =
            matches!(page, Page::CalendarMonth(..) | Page::CalendarYear(..)) && !name.starts_with("hostile");
        let title = view::title(site, page).replace('\u{a0}', " ");
        let expected =
            serde_json::json!({ "title": title, "author": view::owner_name(site, page), "wall": wall });
        fs::write(folder.join(format!("{name}.json")), expected.to_string()).expect("a file");
    });
}
