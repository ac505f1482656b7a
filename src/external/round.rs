//! One round of asking: each host by one request at a time with a pause between them, several hosts side by side.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use url::Url;

use super::address::{Reading, host, moved};
use super::answer::{Answer, Failure, Method, TOO_MANY_REQUESTS, Verdict};
use super::{Door, Manners};

/// How often an address may send its visitors on.
const MOST_MOVES: usize = 5;

/// After so many long silences a host is not waited for again.
const MOST_SILENCES: usize = 2;

/// What has been found out.
#[derive(Default)]
pub(super) struct Outcome {
    /// The verdict on each address.
    pub(super) verdicts: BTreeMap<String, Verdict>,
    /// Whether anybody answered at all.
    pub(super) heard: bool,
}

/// The round: what is still to be asked, shared by those who ask.
pub(super) struct Round<'d> {
    door: &'d dyn Door,
    manners: Manners,
    step: &'d (dyn Fn() + Sync),
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    hosts: BTreeMap<String, Queue>,
    /// Requests that have no verdict yet, whether they wait or are under way.
    open: usize,
    /// Hosts (with scheme and port) that are not asked again, and what is said of whatever lies there.
    given_up: BTreeMap<String, Verdict>,
    silences: BTreeMap<String, usize>,
    outcome: Outcome,
}

/// What one host is still to be asked.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<Request>,
    busy: bool,
}

struct Request {
    /// The address that the author wrote, which the verdict is on.
    about: String,
    page: Url,
    method: Method,
    moves: usize,
}

/// What an answer leads to.
enum Next {
    Done(Verdict),
    /// Everything at this host gets the same verdict.
    GiveUp(Verdict),
    Ask(Request),
}

impl<'d> Round<'d> {
    pub(super) fn new(door: &'d dyn Door, manners: Manners, step: &'d (dyn Fn() + Sync)) -> Self {
        Self { door, manners, step, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Asks for every page.
    pub(super) fn ask(self, pages: &[Url]) -> Outcome {
        for page in pages {
            let (about, page) = (page.to_string(), page.clone());
            let request = Request { about, page, method: Method::Head, moves: 0 };
            let mut state = self.state();
            state.open += 1;
            state.queue(request);
        }
        thread::scope(|scope| {
            for _ in 0..self.manners.hosts_at_once.min(pages.len()) {
                scope.spawn(|| self.work());
            }
        });
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).outcome
    }

    fn work(&self) {
        while let Some(request) = self.next() {
            let host = host(&request.page);
            let answer = self.door.ask(request.method, request.page.as_str());
            if self.settle(request, &answer) {
                thread::sleep(self.manners.pause);
            }
            self.release(&host);
        }
    }

    /// The next request to a host that nobody else is asking; nothing when all is done.
    fn next(&self) -> Option<Request> {
        let mut state = self.state();
        while state.open > 0 {
            if let Some(request) = state.take() {
                return Some(request);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        None
    }

    /// Takes an answer; whether the same host will be asked again.
    fn settle(&self, request: Request, answer: &Answer) -> bool {
        let (host, origin) = (host(&request.page), origin(&request.page));
        let mut state = self.state();
        state.outcome.heard |= answer.was_heard();
        let about = request.about.clone();
        match self.judge(request, answer, &mut state) {
            Next::Done(verdict) => self.finish(&mut state, about, verdict),
            Next::Ask(request) => self.admit(&mut state, request),
            Next::GiveUp(verdict) => {
                self.finish(&mut state, about, verdict);
                state.given_up.insert(origin, verdict);
                for request in state.take_all(&host) {
                    self.admit(&mut state, request);
                }
            }
        }
        state.hosts.get(&host).is_some_and(|queue| !queue.waiting.is_empty())
    }

    fn judge(&self, request: Request, answer: &Answer, state: &mut State) -> Next {
        if request.method == Method::Head && answer.wants_another_method() {
            return Next::Ask(Request { method: Method::Get, ..request });
        }
        match answer {
            Answer::Status(TOO_MANY_REQUESTS) => Next::GiveUp(Verdict::Closed),
            Answer::Status(status) => Next::Done(Verdict::of_status(*status)),
            Answer::Moved(to) => self.follow(request, to),
            Answer::Failed(failure) if state.is_hopeless(*failure, &request.page) => {
                Next::GiveUp(Verdict::Failed(*failure))
            }
            Answer::Failed(failure) => Next::Done(Verdict::Failed(*failure)),
        }
    }

    fn follow(&self, request: Request, to: &str) -> Next {
        if request.moves == MOST_MOVES {
            return Next::Done(Verdict::Circling);
        }
        match moved(&request.page, to, &self.manners) {
            Reading::Page(page) => {
                Next::Ask(Request { page, method: Method::Head, moves: request.moves + 1, ..request })
            }
            // A provider's page inside its own network, an application: not for a program to follow.
            Reading::OwnNetwork | Reading::Invented | Reading::Unreadable => Next::Done(Verdict::Closed),
        }
    }

    /// Lets a request wait for its turn, unless its host has been given up.
    fn admit(&self, state: &mut State, request: Request) {
        match state.given_up.get(&origin(&request.page)).copied() {
            Some(verdict) => self.finish(state, request.about, verdict),
            None => state.queue(request),
        }
    }

    fn finish(&self, state: &mut State, about: String, verdict: Verdict) {
        state.outcome.verdicts.insert(about, verdict);
        state.open -= 1;
        (self.step)();
    }

    fn release(&self, host: &str) {
        if let Some(queue) = self.state().hosts.get_mut(host) {
            queue.busy = false;
        }
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn queue(&mut self, request: Request) {
        self.hosts.entry(host(&request.page)).or_default().waiting.push_back(request);
    }

    fn take(&mut self) -> Option<Request> {
        let queue = self.hosts.values_mut().find(|queue| !queue.busy && !queue.waiting.is_empty())?;
        queue.busy = true;
        queue.waiting.pop_front()
    }

    fn take_all(&mut self, host: &str) -> VecDeque<Request> {
        self.hosts.get_mut(host).map(|queue| std::mem::take(&mut queue.waiting)).unwrap_or_default()
    }

    /// Whether the failure is that of the host and not of the page.
    fn is_hopeless(&mut self, failure: Failure, page: &Url) -> bool {
        match failure {
            Failure::NoHost | Failure::NoConnection | Failure::Untrusted => true,
            Failure::Garbled => false,
            Failure::Slow => {
                let silences = self.silences.entry(origin(page)).or_default();
                *silences += 1;
                *silences >= MOST_SILENCES
            }
        }
    }
}

/// Scheme, host and port: what one server answers for.
fn origin(page: &Url) -> String {
    page.origin().ascii_serialization()
}
