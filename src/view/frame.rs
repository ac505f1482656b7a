//! What every page has around its own content: head, menu, the way back.

use serde::Serialize;

use super::data_file::{self, AlternateView};
use super::date::month_title;
use super::saved::{self, SavedView};
use super::social::SocialView;
use super::{Page, analysis, calendar, case, embed, route, social, subjects, subscribe};
use crate::model::plan::Plan;
use crate::model::{Document, Owner, Site, Subject};
use crate::russian::typography::typeset;

/// What every page has.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// The page's own title.
    pub title: String,
    /// The title of the browser's window.
    pub window_title: String,
    /// What the page is about, for search engines: what its author says, else its title and whose it is.
    pub description: String,
    /// Its full address, where the site's is known.
    pub canonical: Option<String>,
    /// The colour that the site is drawn in, as themes call it.
    pub accent: &'static str,
    /// The way to the theme's files: `../assets/`.
    pub assets: String,
    /// The site: its name and its home.
    pub site: LinkView,
    /// The association whose page this is, where the site is a portal.
    pub association: Option<LinkView>,
    /// Whether everything here is invented.
    pub example: bool,
    /// The main menu.
    pub menu: Vec<MenuItem>,
    /// The pages above this one, outermost first.
    pub trail: Vec<LinkView>,
    /// What the page says of the saved copy it belongs to, where it does.
    pub saved: Option<SavedView>,
    /// Where the small form of the search leads; nothing where a page has none.
    pub search: Option<String>,
    /// What the page says of itself to messengers and networks.
    pub social: SocialView,
    /// Where other sites find what they may show of this one; nothing where there is nothing.
    pub embedding: Option<LinkView>,
    /// «Подписаться»
    pub subscribe: Option<LinkView>,
    /// What the head names for other programs.
    pub alternates: Vec<AlternateView>,
}

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub href: String,
}

/// A link to what comes before or after in the order of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NeighbourView {
    /// The link.
    #[serde(flatten)]
    pub link: LinkView,
    /// When that is, since meetings of a year may be called alike: «8 октября 2024 г.»
    pub when: Option<String>,
}

/// An entry of the menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuItem {
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// «page» where this is it, «true» where it is above this page, as `aria-current` has it.
    pub current: Option<&'static str>,
}

impl Frame {
    /// The frame of `page`, called `title`.
    pub fn new(site: &Site, page: &Page, title: &str, description: Option<&str>) -> Self {
        let owner = owner(site, page);
        let trail = trail(site, page);
        let association = match owner {
            Owner::Association(index) if site.portal => {
                Some(link(site, page, &home(site, owner), short_name(site, index)))
            }
            _ => None,
        };
        let owner_name = site.name_of(owner);
        let about = if title == owner_name { title.to_owned() } else { format!("{title}. {owner_name}") };
        let title = typeset(title);
        let mut window_title = title.clone();
        let around = [association.as_ref().map(|link| link.title.clone()), Some(typeset(&site.name))];
        for name in around.into_iter().flatten().filter(|name| *name != title) {
            window_title = format!("{window_title} — {name}");
        }
        // Nobody knows at which depth the one will be shown, and the other only leads on.
        let is_bare = matches!(page, Page::NotFound | Page::Former(..));
        let root = site.owners().next().unwrap_or(Owner::Portal);
        Self {
            title,
            window_title,
            description: shortened(description.unwrap_or(&about), 160),
            canonical: match page {
                Page::Former(_, subject) => route::absolute(site, &Page::Of(*subject)),
                page => route::absolute(site, page),
            },
            accent: site.accent.key(),
            assets: route::relative(&route::path(site, page), &route::theme_path("")),
            site: link(site, page, &home(site, root), &site.name),
            association,
            example: matches!(owner, Owner::Association(index) if site.associations[index].example),
            menu: menu(site, page, owner, &trail),
            search: (!is_bare && *page != Page::Search).then(|| route::link(site, page, &Page::Search)),
            social: social::view(site, page, owner),
            embedding: (!is_bare && !matches!(page, Page::Embedding(_)))
                .then(|| embed::link(site, page, owner))
                .flatten(),
            subscribe: if is_bare {
                None
            } else {
                subscribe::link(site, page, owner, "Подписаться")
            },
            alternates: if is_bare { Vec::new() } else { data_file::alternates(site, page, owner) },
            trail: trail.iter().map(|above| link(site, page, above, &short_title(site, above))).collect(),
            saved: saved::view(site, page),
        }
    }
}

/// The lists that `owner` has something for.
pub(super) fn sections(site: &Site, owner: Owner) -> Vec<Page> {
    let associations = || site.associations_of(owner).map(|index| &site.associations[index]);
    let plans = associations().any(|association| !association.plans.is_empty());
    let meetings =
        associations().any(|association| !association.meetings.is_empty() || !association.implied.is_empty());
    let materials = associations().any(|association| !association.materials.is_empty());
    let analyses = associations().any(|association| !association.analyses.is_empty());
    let news =
        associations().any(|association| !association.news.is_empty()) || !site.news_of(owner).is_empty();
    let own = site.news_of(owner).iter();
    let dated =
        associations().flat_map(|association| &association.news).chain(own).any(|item| item.date.is_some());
    let sections = [
        (plans, Page::Plans(owner)),
        (plans || meetings, calendar::year_of_today(site, owner)),
        (meetings, Page::Meetings(owner)),
        (materials, Page::Case(owner)),
        (news, Page::News(owner)),
        (plans || meetings || materials || dated || analyses, Page::Archive(owner)),
    ];
    let present = sections.into_iter().filter(|(present, _)| *present).map(|(_, page)| page);
    present.filter(|page| saved::stands(site, page)).collect()
}

/// What `page` is called.
pub fn title(site: &Site, page: &Page) -> String {
    match page {
        Page::Of(Subject::Home(owner)) => site.name_of(*owner).to_owned(),
        Page::Of(Subject::Plan(association, index)) => {
            plan_title(&site.associations[*association].plans[*index])
        }
        Page::Of(Subject::Analysis(association, year)) => {
            let stated = analysis::stated(&site.associations[*association], *year);
            let title = stated.and_then(|stated| stated.title.clone());
            title.unwrap_or_else(|| format!("Анализ работы за {year} учебный год"))
        }
        Page::Of(Subject::Document(document)) => site.article(*document).title.clone(),
        Page::Schedule(association, plan, order) => {
            let plan = &site.associations[*association].plans[*plan];
            format!("{}: {}", plan_title(plan), order.title().to_lowercase())
        }
        Page::PlanMarked(association, plan) => {
            let plan = &site.associations[*association].plans[*plan];
            format!("{}: с отметками о выполнении", plan_title(plan))
        }
        Page::CalendarYear(_, year) => format!("Календарь на {year} учебный год"),
        Page::CalendarMonth(_, month) => month_title(month.year, month.month),
        Page::Plans(_) => "Планы работы".to_owned(),
        Page::Meetings(_) => "Заседания".to_owned(),
        Page::MeetingsOf(_, shared) => shared.title(),
        Page::MeetingsFurther(owner, shared, number) => {
            let first = shared.clone();
            let first = first.map_or(Page::Meetings(*owner), |shared| Page::MeetingsOf(*owner, shared));
            format!("{}, страница {number}", title(site, &first))
        }
        Page::Decisions(_) => "Решения и поручения".to_owned(),
        Page::Implied(association, index) => site.associations[*association].implied[*index].title.clone(),
        Page::Protocol(association, index) => {
            let meeting = &site.associations[*association].meetings[*index];
            let title = &meeting.article.title;
            meeting.number.as_ref().map_or_else(
                || format!("Протокол: {title}"),
                |number| format!("Протокол № {number}: {title}"),
            )
        }
        Page::Case(owner) => site.case_name(*owner).to_owned(),
        Page::CaseOf(_, drawer) => case::title(drawer),
        Page::CaseFurther(owner, drawer, number) => {
            let of = drawer.as_ref().map_or_else(|| site.case_name(*owner).to_owned(), case::title);
            format!("{of}, страница {number}")
        }
        Page::News(_) => "Новости".to_owned(),
        Page::Archive(_) => "Архив".to_owned(),
        Page::ArchiveYear(_, year) => format!("{year} учебный год"),
        Page::Members(_) => "Состав объединения".to_owned(),
        Page::People(_) => "Люди".to_owned(),
        Page::Person(owner, index) => site.directory_of(*owner).people[*index].name.clone(),
        Page::Schools(_) => "Школы".to_owned(),
        Page::School(owner, index) => sentence(&site.directory_of(*owner).schools[*index].name),
        Page::Subscribe(_) => "Подписаться".to_owned(),
        Page::Search => "Поиск".to_owned(),
        Page::Subjects(letter) => format!("Указатель: {}", subjects::letter_title(letter)),
        Page::Embedding(_) => "Разместить на сайте школы".to_owned(),
        Page::Embedded(owner, piece) => embed::title(site, *owner, *piece),
        Page::NotFound => "Такой страницы нет".to_owned(),
        Page::Former(_, subject) => title(site, &Page::Of(*subject)),
    }
}

/// What the page of a plan is called.
pub(super) fn plan_title(plan: &Plan) -> String {
    format!("План работы на {} учебный год", plan.year)
}

/// A link from `from` to `to` in the given words.
pub(super) fn link(site: &Site, from: &Page, to: &Page, words: &str) -> LinkView {
    LinkView { title: typeset(words), href: route::link(site, from, to) }
}

/// Text cut at a word, with an ellipsis where something was left out; `length` counts letters.
pub(super) fn shortened(text: &str, length: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(length) else { return typeset(&text) };
    let cut = text[..end].rsplit_once(' ').map_or(&text[..end], |(head, _)| head);
    typeset(&format!("{}…", cut.trim_end_matches([',', ';', ':', '.', '—', '–', '-', ' '])))
}

/// Text that begins with a capital letter.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    typeset(&(first.unwrap_or_default() + letters.as_str()))
}

fn menu_title(site: &Site, page: &Page) -> String {
    match page {
        Page::CalendarYear(..) => "Календарь".to_owned(),
        page => short_title(site, page),
    }
}

fn short_title(site: &Site, page: &Page) -> String {
    match page {
        Page::Of(Subject::Home(Owner::Association(index))) if site.portal => {
            short_name(site, *index).to_owned()
        }
        Page::Case(Owner::Association(index)) if site.portal && site.saved.is_some() => {
            short_name(site, *index).to_owned()
        }
        Page::Of(Subject::Home(_)) => "Главная".to_owned(),
        Page::Of(Subject::Document(document)) => {
            let article = site.article(*document);
            article.short_title.clone().unwrap_or_else(|| article.title.clone())
        }
        page => title(site, page),
    }
}

fn short_name(site: &Site, index: usize) -> &str {
    &site.associations[index].short_name
}

/// The page with which the pages of `owner` begin.
fn home(site: &Site, owner: Owner) -> Page {
    if site.saved.is_some() { Page::Case(owner) } else { Page::Of(Subject::Home(owner)) }
}

fn owner(site: &Site, page: &Page) -> Owner {
    match page {
        Page::Of(subject) | Page::Former(_, subject) => subject.owner(),
        Page::Schedule(association, ..)
        | Page::PlanMarked(association, _)
        | Page::Implied(association, _)
        | Page::Protocol(association, _) => Owner::Association(*association),
        Page::Plans(owner)
        | Page::CalendarYear(owner, _)
        | Page::CalendarMonth(owner, _)
        | Page::Meetings(owner)
        | Page::MeetingsOf(owner, _)
        | Page::MeetingsFurther(owner, ..)
        | Page::Decisions(owner)
        | Page::Case(owner)
        | Page::CaseOf(owner, _)
        | Page::CaseFurther(owner, ..)
        | Page::News(owner)
        | Page::Archive(owner)
        | Page::ArchiveYear(owner, _)
        | Page::Members(owner)
        | Page::People(owner)
        | Page::Person(owner, _)
        | Page::Schools(owner)
        | Page::School(owner, _)
        | Page::Subscribe(owner)
        | Page::Embedding(owner)
        | Page::Embedded(owner, _) => *owner,
        Page::Search | Page::Subjects(_) | Page::NotFound => site.owners().next().unwrap_or(Owner::Portal),
    }
}

/// The pages above `page`, outermost first.
fn trail(site: &Site, page: &Page) -> Vec<Page> {
    let owner = owner(site, page);
    let mut trail = Vec::new();
    if site.portal {
        trail.push(home(site, Owner::Portal));
    }
    if !trail.contains(&home(site, owner)) {
        trail.push(home(site, owner));
    }
    match page {
        Page::Of(Subject::Plan(..)) => trail.push(Page::Plans(owner)),
        Page::Of(Subject::Analysis(_, year)) => {
            trail.push(Page::Archive(owner));
            trail.push(Page::ArchiveYear(owner, *year));
        }
        Page::Schedule(association, plan, _) | Page::PlanMarked(association, plan) => {
            trail.push(Page::Plans(owner));
            trail.push(Page::Of(Subject::Plan(*association, *plan)));
        }
        Page::CalendarMonth(_, month) => trail.push(Page::CalendarYear(owner, month.school_year())),
        Page::Of(Subject::Document(Document::Meeting(..)))
        | Page::MeetingsOf(..)
        | Page::MeetingsFurther(_, None, _)
        | Page::Decisions(_)
        | Page::Implied(..) => trail.push(Page::Meetings(owner)),
        Page::MeetingsFurther(_, Some(shared), _) => {
            trail.extend([Page::Meetings(owner), Page::MeetingsOf(owner, shared.clone())]);
        }
        Page::Protocol(association, index) => {
            let meeting = Document::Meeting(*association, *index);
            trail.extend([Page::Meetings(owner), Page::Of(Subject::Document(meeting))]);
        }
        Page::Of(Subject::Document(Document::Material(..)))
        | Page::CaseOf(..)
        | Page::CaseFurther(_, None, _) => trail.push(Page::Case(owner)),
        Page::CaseFurther(_, Some(drawer), _) => {
            trail.extend([Page::Case(owner), Page::CaseOf(owner, drawer.clone())]);
        }
        Page::Of(Subject::Document(Document::News(..))) => trail.push(Page::News(owner)),
        Page::ArchiveYear(..) => trail.push(Page::Archive(owner)),
        Page::Person(..) => trail.push(Page::People(owner)),
        Page::School(..) => trail.push(Page::Schools(owner)),
        Page::Subjects(_) => trail.push(Page::Search),
        Page::NotFound | Page::Former(..) => trail.clear(),
        _ => {}
    }
    // In a saved copy the case stands where the home does, and that is in the trail already.
    let stands_twice = |above: &Page| site.saved.is_some() && matches!(above, Page::Case(_));
    trail.retain(|above| above != page && !stands_twice(above));
    trail
}

/// The calendar's entry in the menu stands for every year and month.
fn are_calendars(entry: &Page, page: &Page) -> bool {
    matches!(entry, Page::CalendarYear(..))
        && matches!(page, Page::CalendarYear(..) | Page::CalendarMonth(..))
}

fn menu(site: &Site, page: &Page, owner: Owner, trail: &[Page]) -> Vec<MenuItem> {
    if matches!(page, Page::NotFound | Page::Former(..)) {
        return Vec::new();
    }
    let plain = (0..site.pages_of(owner).len())
        .map(|index| Page::Of(Subject::Document(Document::Page(owner, index))));
    let entries = sections(site, owner).into_iter().chain(plain);
    let items = entries.map(|entry| MenuItem {
        title: typeset(&menu_title(site, &entry)),
        href: route::link(site, page, &entry),
        current: match &entry {
            entry if entry == page => Some("page"),
            entry if trail.contains(entry) || are_calendars(entry, page) => Some("true"),
            _ => None,
        },
    });
    items.collect()
}
