//! How far the work is, for those who wait at a terminal.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that lasts longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far the work is: on a terminal, once it takes long.
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
}

impl Progress {
    /// For as many `things` (in the genitive, as behind «из 10») as `count` says.
    pub(super) fn new(count: usize, things: &str, started: Instant) -> Self {
        let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template(&format!("{{bar:30}} {{pos}} из {{len}} {things}"));
        Self { bar: style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style)), started }
    }

    pub(super) fn step(&self) {
        if self.bar.is_hidden() && std::io::stderr().is_terminal() && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
