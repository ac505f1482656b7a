//! The door to typst: templates, data and typefaces from inside the program, no disk, no network, no clock.

use std::sync::LazyLock;
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The template of what goes round for signatures.
pub(super) const DOCUMENT: &str = "document.typ";

/// The template of what hangs on a wall.
pub(super) const CALENDAR: &str = "calendar.typ";

/// The templates by name.
pub(super) const TEMPLATES: [(&str, &str); 3] = [
    (DOCUMENT, include_str!("document.typ")),
    (CALENDAR, include_str!("calendar.typ")),
    ("sheet.typ", include_str!("sheet.typ")),
];

/// The name by which a template asks for its data.
const DATA: &str = "data.json";

/// How many further documents what was laid out may be remembered for.
const REMEMBERED: usize = 3;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// Libertinus Serif upright, bold, italic and both, and `DejaVu` Sans Mono for the signs that it lacks, by their places among
/// the typefaces of `typst-assets`. Of the others one is under the GPL; a release links only what is asked for.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    use typst_assets::fonts;
    let files = [
        fonts().next(),
        fonts().nth(1),
        fonts().nth(2),
        fonts().nth(3),
        fonts().nth(13),
        fonts().nth(14),
        fonts().nth(15),
        fonts().nth(16),
    ];
    files.into_iter().flatten().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    TEMPLATES.iter().filter_map(|(name, text)| Some(Source::new(id(name)?, (*text).to_owned()))).collect()
});

/// Threads of the typesetter's own, which lays out parts of a document at once.
static HANDS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| ThreadPoolBuilder::new().build().ok());

/// Whether some typeface has a letter.
pub(super) fn has(letter: char) -> bool {
    FONTS.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
}

/// The file that a template makes of its data.
///
/// Whoever asks holds on to the document meanwhile, and may be one of the threads that make the site. Such a thread must stand
/// still: while it waited for parts of the document, it would begin to make another file, which may want the very same one.
pub(super) fn typeset(template: &str, data: &[u8]) -> Result<Vec<u8>, String> {
    let work = || match &*HANDS {
        Some(hands) => hands.install(|| laid_out(template, data)),
        None => laid_out(template, data),
    };
    let done = thread::scope(|scope| scope.spawn(work).join());
    done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn laid_out(template: &str, data: &[u8]) -> Result<Vec<u8>, String> {
    let main = id(template).ok_or_else(|| format!("no template {template}"))?;
    let desk = Desk { main, data: Bytes::new(data.to_vec()) };
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|refusal| refusal.message().to_string())?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Kartoteka".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let document = typst::compile::<PagedDocument>(&desk).output;
    let made = document.and_then(|document: PagedDocument| typst_pdf::pdf(&document, &options));
    comemo::evict(REMEMBERED);
    made.map_err(|mistakes| {
        mistakes.iter().map(|mistake| said(&desk, mistake)).collect::<Vec<_>>().join("; ")
    })
}

/// A mistake with the line of the template in which it shows.
fn said(desk: &Desk, mistake: &SourceDiagnostic) -> String {
    let place = mistake.span.id().and_then(|id| {
        let source = desk.source(id).ok()?;
        let line = source.lines().byte_to_line(typst::WorldExt::range(desk, mistake.span)?.start)?;
        Some(format!("{}:{}: ", id.vpath().get_without_slash(), line + 1))
    });
    format!("{}{}", place.unwrap_or_default(), mistake.message)
}

fn id(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

/// What lies before the typesetter.
struct Desk {
    main: FileId,
    data: Bytes,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id.vpath().get_without_slash() {
            DATA => Ok(self.data.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
