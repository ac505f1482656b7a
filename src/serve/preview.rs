//! What the preview knows: the last good edition, what is wrong now, and who looks at which page.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use serde::Serialize;
use tokio::sync::watch;

use super::Remark;
use super::edition::Edition;

/// How long a page may wait for the build that is under way.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// How many mistakes are sent to a page: nobody reads more at once.
const MOST_SENT: usize = 50;

/// The preview, shared by whoever builds and whoever serves.
pub struct Preview {
    state: RwLock<State>,
    news: watch::Sender<u64>,
    building: watch::Sender<bool>,
    watched: Mutex<Watched>,
}

/// What is wrong with the content as it is now.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// All of it, in the order of the terminal.
    pub remarks: Vec<Remark>,
    /// What else keeps the site from being built: a folder that is gone.
    pub failure: Option<String>,
}

#[derive(Clone, Default)]
struct State {
    edition: Option<Arc<Edition>>,
    report: Arc<Report>,
}

/// The addresses of the pages open in browsers.
#[derive(Default)]
struct Watched {
    pages: BTreeMap<u64, String>,
    next: u64,
}

/// What an open page is told. It compares the versions with those it was loaded with and draws its own conclusions, so
/// that a page that was asleep or cut off is right again with the first word it gets.
#[derive(Serialize)]
pub(super) struct News {
    version: Option<String>,
    style: Option<String>,
    failure: Option<String>,
    errors: Vec<Remark>,
    error_count: usize,
    source: Option<String>,
    draft: bool,
    warnings: Vec<Remark>,
    warning_count: usize,
}

impl Preview {
    /// A preview that has nothing to show yet.
    pub fn new() -> Self {
        let (news, building) = (watch::Sender::new(0), watch::Sender::new(false));
        Self { state: RwLock::default(), news, building, watched: Mutex::default() }
    }

    /// Puts an edition in place of the last, and tells the open pages. What they show is made ready before, so that they
    /// find it when they are told. The last edition is handed back: to take it apart takes time.
    pub fn publish(&self, edition: Edition, report: Report) -> Option<Arc<Edition>> {
        for address in self.open_pages() {
            edition.version(&address);
        }
        let next = State { edition: Some(Arc::new(edition)), report: Arc::new(report) };
        let last = std::mem::replace(&mut *self.state.write().unwrap_or_else(PoisonError::into_inner), next);
        self.set_building(false);
        self.news.send_modify(|count| *count += 1);
        last.edition
    }

    /// Tells the open pages what is wrong; what is served stays as it is.
    pub fn refuse(&self, report: Report) {
        self.state.write().unwrap_or_else(PoisonError::into_inner).report = Arc::new(report);
        self.set_building(false);
        self.news.send_modify(|count| *count += 1);
    }

    /// Says whether a build is under way. Whoever asks for a page then has just saved a file, and waits for it.
    pub fn set_building(&self, building: bool) {
        self.building.send_replace(building);
    }

    /// Waits for the end of a build that is under way, but not for ever.
    pub(super) async fn wait_for_build(&self) {
        let mut building = self.building.subscribe();
        let ended = building.wait_for(|building| !building);
        // After too long a wait, or at the end of the program, there is still the last good site to show.
        let _ = tokio::time::timeout(LONGEST_WAIT, ended).await;
    }

    /// Whether there is anything to see yet.
    pub fn has_edition(&self) -> bool {
        self.state().edition.is_some()
    }

    /// The edition that is served.
    pub(super) fn edition(&self) -> Option<Arc<Edition>> {
        self.state().edition
    }

    /// A receiver that wakes up at every change.
    pub(super) fn subscribe(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    /// What the page at an address must know now.
    pub(super) fn news(&self, address: &str) -> News {
        let State { edition, report } = self.state();
        let version = edition.as_ref().map(|edition| edition.version(address));
        let source = edition.as_ref().and_then(|edition| edition.source(address));
        let (source, draft) =
            source.map_or((None, false), |(source, draft)| (Some(source.to_string()), draft));
        let errors = || report.remarks.iter().filter(|remark| remark.error);
        let warnings = || report.remarks.iter().filter(|remark| !remark.error);
        let own = warnings().filter(|remark| source.is_some() && remark.file == source);
        News {
            failure: report.failure.clone(),
            errors: errors().take(MOST_SENT).cloned().collect(),
            error_count: errors().count(),
            warnings: own.take(MOST_SENT).cloned().collect(),
            warning_count: warnings().count(),
            version: version.as_ref().map(|version| version.page.clone()),
            style: version.map(|version| version.style),
            source,
            draft,
        }
    }

    /// Notes that a page is open; it counts until the ticket is dropped.
    pub(super) fn open(self: &Arc<Self>, address: String) -> Ticket {
        let mut watched = self.watched();
        let number = watched.next;
        watched.next += 1;
        watched.pages.insert(number, address);
        Ticket { preview: Arc::clone(self), number }
    }

    fn open_pages(&self) -> Vec<String> {
        self.watched().pages.values().cloned().collect()
    }

    fn state(&self) -> State {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn watched(&self) -> MutexGuard<'_, Watched> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Preview {
    fn default() -> Self {
        Self::new()
    }
}

/// An open page.
pub(super) struct Ticket {
    preview: Arc<Preview>,
    number: u64,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.preview.watched().pages.remove(&self.number);
    }
}
