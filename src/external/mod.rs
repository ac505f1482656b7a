//! Whether the addresses of other sites that pages mention still answer: asked politely, and remembered.
//!
//! Only `check --external` comes here; a build never asks another host. What is said is always a doubt and never an
//! error: that somebody else's server is down today is not a mistake of the author.

mod address;
mod answer;
pub mod http;
mod memory;
mod round;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

pub use answer::{Answer, Failure, Method};
pub use memory::Memory;

use crate::diagnostic::Diagnostics;
use crate::link::Mention;
use address::{Reading, host};
use answer::Verdict;
use round::Round;
use url::Url;

/// Who asks other hosts. The rules of politeness know nobody else, so that they are tested without a network.
pub trait Door: Sync {
    /// What the host says to one request; a redirect is told, not followed.
    fn ask(&self, method: Method, address: &str) -> Answer;
}

/// How other hosts are treated.
#[derive(Clone, Copy, Debug)]
pub struct Manners {
    /// How long a host is left alone after each request.
    pub pause: Duration,
    /// How many hosts are asked at the same time.
    pub hosts_at_once: usize,
    /// Whether addresses of one's own computer and network are asked too. Only tests do: what answers here
    /// tells nothing about what a visitor sees, and content must not make the program knock on doors inside.
    pub asks_own_network: bool,
}

impl Default for Manners {
    fn default() -> Self {
        Self { pause: Duration::from_millis(500), hosts_at_once: 8, asks_own_network: false }
    }
}

/// What there is to ask, before anything is asked.
pub struct Errand<'m> {
    mentions: Vec<(&'m Mention, Reading)>,
    to_ask: Vec<Url>,
    memory: Memory,
    manners: Manners,
    now: i64,
}

/// What came of it.
#[derive(Debug)]
pub struct Report {
    /// A warning for each mention of an address that does not answer.
    pub findings: Diagnostics,
    /// What is worth remembering until the next time.
    pub memory: Memory,
    /// How many addresses there are, each counted once.
    pub addresses: usize,
    /// How many of them forbid programs to look.
    pub closed: usize,
    /// An address, as its author wrote it, of each host that was asked, where none of them was reached: then nothing can
    /// be said of any.
    pub unreached: Vec<String>,
}

impl<'m> Errand<'m> {
    /// Prepares to ask for `mentions`, but for what `memory` still knows at `now`, in seconds since 1970.
    pub fn new(mentions: &'m [Mention], memory: Memory, now: i64, manners: Manners) -> Self {
        let read = |mention: &'m Mention| (mention, address::read(&mention.address, &manners));
        let mentions: Vec<_> = mentions.iter().map(read).collect();
        let pages = mentions.iter().filter_map(|(_, reading)| reading.page());
        let unknown = pages.filter(|page| memory.recall(page, now).is_none());
        let to_ask = unknown.cloned().collect::<BTreeSet<Url>>().into_iter().collect();
        Self { mentions, to_ask, memory, manners, now }
    }

    /// How many addresses have to be asked.
    pub fn length(&self) -> usize {
        self.to_ask.len()
    }

    /// Asks through `door` and calls `step` after each address.
    pub fn run(mut self, door: &dyn Door, step: &(dyn Fn() + Sync)) -> Report {
        let asked = std::mem::take(&mut self.to_ask);
        let outcome = Round::new(door, self.manners, step).ask(&asked);
        let reached = asked.is_empty() || outcome.heard || self.witness(&asked, door);
        let unreached = if reached { Vec::new() } else { self.one_of_each_host(&asked) };
        // What was not reached without a network must not be remembered as dead.
        let learned = if reached { outcome.verdicts } else { BTreeMap::new() };
        for (page, verdict) in learned {
            self.memory.keep(page, verdict, self.now);
        }
        self.report(unreached)
    }

    /// Whether a host that is known to be well answers now. Where the only addresses left to ask are dead ones,
    /// this tells them from a computer without a network.
    fn witness(&self, asked: &[Url], door: &dyn Door) -> bool {
        let asked: BTreeSet<String> = asked.iter().map(host).collect();
        let pages = self.mentions.iter().filter_map(|(_, reading)| reading.page());
        let mut known = pages.filter(|page| self.memory.recall(page, self.now) == Some(Verdict::Alive));
        let witness = known.find(|page| !asked.contains(&host(page)));
        witness.is_some_and(|page| door.ask(Method::Head, page.as_str()).was_heard())
    }

    fn one_of_each_host(&self, asked: &[Url]) -> Vec<String> {
        let mut hosts = BTreeMap::new();
        for (mention, reading) in &self.mentions {
            if let Some(page) = reading.page().filter(|page| asked.contains(page)) {
                hosts.entry(host(page)).or_insert_with(|| mention.address.clone());
            }
        }
        hosts.into_values().collect()
    }

    fn report(mut self, unreached: Vec<String>) -> Report {
        let verdict = |reading: &Reading| self.memory.recall(reading.page()?, self.now);
        let findings = self
            .mentions
            .iter()
            .filter_map(|(mention, reading)| words::finding(mention, reading, verdict(reading)));
        let findings = findings.collect();
        let pages: BTreeSet<&Url> = self.mentions.iter().filter_map(|(_, reading)| reading.page()).collect();
        let closed = pages.iter().filter(|page| self.memory.recall(page, self.now) == Some(Verdict::Closed));
        let (addresses, closed) = (pages.len(), closed.count());
        self.memory.forget_stale(self.now);
        Report { findings, memory: self.memory, addresses, closed, unreached }
    }
}
