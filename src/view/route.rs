//! Where every page and file stands: the only module that knows addresses.
//!
//! A path is relative to the site's root and names its file (`nevyansk/plans/2024-2025/index.html`); a link is relative to
//! the page it stands on, so that the site works in any folder and from a disk.

use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::data_file::{Calendar, DataFile};
use super::document::Kind;
use super::{Page, document};
use crate::model::body::{Asset, AssetHome, Target};
use crate::model::schedule::Planned;
use crate::model::takeaway::{Selection, TakeAway};
use crate::model::{self, Document, Owner, Site, Subject};
use crate::picture::Variant;
use crate::russian::transliteration::{file_name, slug};

/// What must not stand in an `href` as it is.
const NOT_IN_ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'\\')
    .add(b'^')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The folder of the search: its page, its files, the letters of the index of subjects.
pub const SEARCH: &str = "search/";

/// The path of a page below the site's root.
pub fn path(site: &Site, page: &Page) -> String {
    match page {
        Page::NotFound => "404.html".to_owned(),
        Page::Former(address, _) if names_a_file(&address.path) => address.path.clone(),
        Page::Former(address, _) => format!("{}/index.html", address.path),
        page => format!("{}index.html", folder(site, page)),
    }
}

/// The path of a file of the site below the site's root.
pub fn asset_path(site: &Site, asset: &Asset) -> String {
    let mut path = match asset.home {
        AssetHome::Document(document) => folder(site, &Page::Of(Subject::Document(document))),
        AssetHome::Files(owner) => format!("{}files/", owner_folder(site, owner)),
    };
    for folder in &asset.folders {
        path.push_str(&match slug(folder).as_str() {
            "" => "papka".to_owned(),
            slug => slug.to_owned(),
        });
        path.push('/');
    }
    path + &file_name(&asset.name)
}

/// The path of the data of an owner's electronic case below the site's root.
pub fn case_data_path(site: &Site, owner: Owner) -> String {
    format!("{}data.js", folder(site, &Page::Case(owner)))
}

/// The relative address of that data on the page `from`.
pub fn case_data_link(site: &Site, from: &Page, owner: Owner) -> String {
    relative(&path(site, from), &case_data_path(site, owner))
}

/// The path of a file that is made of a picture, below the site's root: `zal.jpg` gives `zal-jpg-800.webp`, since there may
/// be a `zal.png` beside it.
pub fn variant_path(site: &Site, asset: &Asset, variant: &Variant) -> String {
    let path = asset_path(site, asset);
    let (stem, extension) = path.rsplit_once('.').unwrap_or((&path, "file"));
    format!("{stem}-{extension}-{}.{}", variant.width, variant.coding.extension())
}

/// The path of an archive to take away below the site's root: beside the page of the case.
pub fn take_away_path(site: &Site, TakeAway { owner, selection }: &TakeAway) -> String {
    let name = match selection {
        Selection::All => "case.zip".to_owned(),
        Selection::Topic { slug, .. } => format!("case-topic-{slug}.zip"),
        Selection::SchoolYear(year) => format!("case-{}.zip", year.slug()),
    };
    folder(site, &Page::Case(*owner)) + &name
}

/// The path of the picture that stands beside links to the pages of an owner, below the site's root.
pub fn card_path(site: &Site, owner: Owner) -> String {
    format!("{}card.png", owner_folder(site, owner))
}

/// The path of a file for other programs below the site's root.
pub fn data_file_path(site: &Site, file: &DataFile) -> String {
    let plan = |association: usize, plan: usize| folder(site, &Page::Of(Subject::Plan(association, plan)));
    match file {
        DataFile::Calendar(calendar) => calendar_path(site, calendar),
        DataFile::Feed(owner, topic) => format!("{}feed.xml", folder(site, &topic.page(*owner))),
        DataFile::Plan(association, index) => format!("{}plan.json", plan(*association, *index)),
        DataFile::PlanTable(association, index) => format!("{}plan.csv", plan(*association, *index)),
        DataFile::Meetings(owner) => format!("{}meetings.json", folder(site, &Page::Meetings(*owner))),
        DataFile::Materials(owner) => format!("{}materials.json", folder(site, &Page::Case(*owner))),
        DataFile::Schema(schema) => {
            let root = site.owners().next().unwrap_or(Owner::Portal);
            format!("{}{}", folder(site, &Page::Subscribe(root)), schema.name())
        }
    }
}

fn calendar_path(site: &Site, calendar: &Calendar) -> String {
    let beside = |page: Page| format!("{}calendar.ics", folder(site, &page));
    match calendar {
        Calendar::All(owner) => format!("{}calendar.ics", owner_folder(site, *owner)),
        Calendar::Year(owner, year) => beside(Page::CalendarYear(*owner, *year)),
        Calendar::Month(owner, month) => beside(Page::CalendarMonth(*owner, *month)),
        Calendar::Direction(association, slug) => {
            let owner = owner_folder(site, Owner::Association(*association));
            format!("{owner}calendar/direction/{slug}.ics")
        }
        Calendar::Person(entry) => beside(Page::Person(entry.owner, entry.index)),
        Calendar::School(entry) => beside(Page::School(entry.owner, entry.index)),
    }
}

/// The address of what stands at `path` for a file at `from`, both below the site's root, that is read far from its
/// neighbours: full, or relative where the site's address is not known.
pub fn address(site: &Site, from: &str, path: &str) -> String {
    match &site.address {
        Some(address) => encoded(&format!("{address}{}", path.strip_suffix("index.html").unwrap_or(path))),
        None => relative(from, path),
    }
}

/// The same for what the text of `page` links to.
pub fn target_address(site: &Site, from: &str, page: &Page, target: &Target) -> String {
    let of = |page: &Page, id: Option<&String>| {
        let id = id.map(|id| format!("#{}", encoded(id))).unwrap_or_default();
        address(site, from, &path(site, page)) + &id
    };
    match target {
        Target::Page(subject, id) => of(&Page::Of(*subject), id.as_ref()),
        Target::Here(id) => of(page, Some(id)),
        Target::Asset(index) => address(site, from, &asset_path(site, &site.assets[*index])),
        Target::Elsewhere(address) => encoded(address),
        Target::Left | Target::Nowhere => String::new(),
    }
}

/// The path of the document of a kind that belongs to `page`, below the site's root: beside the page, with a name that says what
/// it is wherever it is saved. Nothing where the page has none.
pub fn document_path(site: &Site, page: &Page, kind: Kind) -> Option<String> {
    let (what, of) = document::named(site, page)?;
    let owner = slug(document::owner_name(site, page)?);
    let parts = [slug(&what), owner, of].into_iter().filter(|part| !part.is_empty());
    let name = parts.collect::<Vec<_>>().join("-");
    Some(format!("{}{name}.{}", folder(site, page), kind.extension()))
}

/// The path of a file of the theme below the site's root.
pub fn theme_path(name: &str) -> String {
    format!("assets/{name}")
}

/// The relative address of the page `to` on the page `from`; what other sites show has full addresses.
pub fn link(site: &Site, from: &Page, to: &Page) -> String {
    match from {
        Page::Embedded(..) => absolute(site, to).unwrap_or_default(),
        from => relative(&path(site, from), &path(site, to)),
    }
}

/// The relative address of an activity's row in its approved plan on the page `from`.
pub fn activity_link(site: &Site, from: &Page, association: usize, planned: &Planned) -> String {
    let plan = Subject::Plan(association, planned.plan);
    format!("{}#{}", link(site, from, &Page::Of(plan)), planned.activity.0)
}

/// The relative address of a file of the site on the page `from`.
pub fn asset_link(site: &Site, from: &Page, asset: &Asset) -> String {
    relative(&path(site, from), &asset_path(site, asset))
}

/// The relative address of a file that is made of a picture, on the page `from`.
pub fn variant_link(site: &Site, from: &Page, asset: &Asset, variant: &Variant) -> String {
    relative(&path(site, from), &variant_path(site, asset, variant))
}

/// The value of an `href` for what a text links to.
pub fn target_link(site: &Site, from: &Page, target: &Target) -> String {
    match target {
        Target::Page(subject, None) => link(site, from, &Page::Of(*subject)),
        Target::Page(subject, Some(id)) => {
            format!("{}#{}", link(site, from, &Page::Of(*subject)), encoded(id))
        }
        Target::Here(id) => format!("#{}", encoded(id)),
        Target::Asset(index) => asset_link(site, from, &site.assets[*index]),
        Target::Elsewhere(address) => encoded(address),
        Target::Left | Target::Nowhere => String::new(),
    }
}

/// The full address of a page as people see it: without `index.html`; that of a page of a saved copy is its address on the
/// site it was taken from. Nothing where the site's address is not known.
pub fn absolute(site: &Site, page: &Page) -> Option<String> {
    let path = match page {
        Page::Case(owner) => format!("{}case/", owner_folder(site, *owner)),
        page => path(site, page),
    };
    let path = path.strip_suffix("index.html").unwrap_or(&path);
    site.address.as_ref().map(|address| encoded(&format!("{address}{path}")))
}

/// The full address of a file of the author's. Nothing where the site's address is not known.
pub fn absolute_asset(site: &Site, asset: &Asset) -> Option<String> {
    absolute_file(site, &asset_path(site, asset))
}

/// The full address of the file at `path` below the site's root. Nothing where the site's address is not known.
pub fn absolute_file(site: &Site, path: &str) -> Option<String> {
    site.address.as_ref().map(|address| encoded(&format!("{address}{path}")))
}

/// The folder of a page with a `/` at its end, or nothing for the root.
fn folder(site: &Site, page: &Page) -> String {
    let of = |owner, name: &str| format!("{}{name}/", owner_folder(site, owner));
    match page {
        Page::Of(Subject::Home(owner)) => owner_folder(site, *owner),
        Page::Of(Subject::Plan(association, index)) => {
            let year = site.associations[*association].plans[*index].year.slug();
            of(Owner::Association(*association), &format!("plans/{year}"))
        }
        Page::Of(Subject::Analysis(association, year)) => {
            of(Owner::Association(*association), &format!("analysis/{}", year.slug()))
        }
        Page::Of(Subject::Document(Document::Meeting(association, index))) => {
            let slug = &site.associations[*association].meetings[*index].article.slug;
            of(Owner::Association(*association), &format!("meetings/{slug}"))
        }
        Page::Of(Subject::Document(Document::Material(association, index))) => {
            let slug = &site.associations[*association].materials[*index].article.slug;
            of(Owner::Association(*association), &format!("case/{slug}"))
        }
        Page::Of(Subject::Document(Document::News(owner, index))) => {
            of(*owner, &format!("news/{}", site.news_of(*owner)[*index].slug))
        }
        Page::Of(Subject::Document(Document::Page(owner, index))) => {
            of(*owner, &site.pages_of(*owner)[*index].slug)
        }
        Page::Schedule(association, plan, order) => {
            format!("{}{}/", folder(site, &Page::Of(Subject::Plan(*association, *plan))), order.slug())
        }
        Page::PlanMarked(association, plan) => {
            format!("{}done/", folder(site, &Page::Of(Subject::Plan(*association, *plan))))
        }
        Page::CalendarYear(owner, year) => of(*owner, &format!("calendar/{}", year.slug())),
        Page::CalendarMonth(owner, month) => {
            of(*owner, &format!("calendar/{}/{:02}", month.year, month.month))
        }
        Page::Plans(owner) => of(*owner, "plans"),
        Page::Meetings(owner) => of(*owner, "meetings"),
        Page::MeetingsOf(owner, shared) => of(*owner, &format!("meetings/{}", shared.path())),
        Page::MeetingsFurther(owner, shared, number) => {
            let first =
                shared.clone().map_or(Page::Meetings(*owner), |shared| Page::MeetingsOf(*owner, shared));
            format!("{}page/{number}/", folder(site, &first))
        }
        Page::Decisions(owner) => of(*owner, "meetings/decisions"),
        Page::Implied(association, index) => {
            let slug = &site.associations[*association].implied[*index].slug;
            of(Owner::Association(*association), &format!("meetings/{slug}"))
        }
        Page::Protocol(association, index) => {
            let meeting = Document::Meeting(*association, *index);
            format!("{}protocol/", folder(site, &Page::Of(Subject::Document(meeting))))
        }
        // Whoever opens a saved copy looks for its beginning at the root.
        Page::Case(owner) if site.saved.is_some() => owner_folder(site, *owner),
        Page::Case(owner) => of(*owner, "case"),
        Page::CaseOf(owner, drawer) => of(*owner, &format!("case/{}", drawer.path())),
        Page::CaseFurther(owner, drawer, number) => {
            let first = drawer.clone().map_or(Page::Case(*owner), |drawer| Page::CaseOf(*owner, drawer));
            format!("{}page/{number}/", folder(site, &first))
        }
        Page::News(owner) => of(*owner, "news"),
        Page::Archive(owner) => of(*owner, "archive"),
        Page::ArchiveYear(owner, year) => of(*owner, &format!("archive/{}", year.slug())),
        Page::Members(owner) => of(*owner, "members"),
        Page::People(owner) => of(*owner, "people"),
        Page::Person(owner, index) => {
            of(*owner, &format!("people/{}", site.directory_of(*owner).people[*index].slug))
        }
        Page::Schools(owner) => of(*owner, "schools"),
        Page::School(owner, index) => {
            of(*owner, &format!("schools/{}", site.directory_of(*owner).schools[*index].slug))
        }
        Page::Embedding(owner) => of(*owner, "embed"),
        Page::Embedded(owner, piece) => of(*owner, &format!("embed/{}", piece.slug())),
        Page::Subscribe(owner) => of(*owner, "subscribe"),
        Page::Search => SEARCH.to_owned(),
        Page::Subjects(letter) => format!("{SEARCH}{letter}/"),
        Page::NotFound | Page::Former(..) => String::new(),
    }
}

fn owner_folder(site: &Site, owner: Owner) -> String {
    match owner {
        Owner::Portal => String::new(),
        Owner::Association(index) => match site.associations[index].slug.as_str() {
            "" => String::new(),
            slug => format!("{slug}/"),
        },
    }
}

/// The relative address of the file `to` on the page `from`, both below the site's root.
pub fn relative(from: &str, to: &str) -> String {
    encoded(&model::relative(from, to))
}

/// Whether a former address is that of a file and not of a folder.
fn names_a_file(address: &str) -> bool {
    Path::new(address).extension().is_some_and(|extension| extension == "html")
}

fn encoded(address: &str) -> String {
    utf8_percent_encode(address, NOT_IN_ADDRESS).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_page_to_page() {
        for (from, to, way) in [
            ("index.html", "index.html", "index.html"),
            ("index.html", "a/b/index.html", "a/b/index.html"),
            ("a/b/index.html", "index.html", "../../index.html"),
            ("a/b/index.html", "a/c/index.html", "../c/index.html"),
            ("a/b/index.html", "ab/index.html", "../../ab/index.html"),
            ("404.html", "assets/style.css", "assets/style.css"),
        ] {
            assert_eq!(relative(from, to), way, "{from} → {to}");
        }
    }
}
