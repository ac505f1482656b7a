//! What a host says to a request, and what that means for a link.

use serde::{Deserialize, Serialize};

/// How a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Whether it is there; nothing is sent but its head.
    Head,
    /// As a browser does. Not every server knows the other way.
    Get,
}

/// What came of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The host has answered with this status.
    Status(u16),
    /// The page is to be found at this address, which may be relative.
    Moved(String),
    /// There was no answer.
    Failed(Failure),
}

/// Why there was no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// Nobody knows the host's name.
    NoHost,
    /// The host cannot be reached.
    NoConnection,
    /// The host is there, but says nothing for a long time.
    Slow,
    /// The certificate of the host is not one that this computer trusts.
    Untrusted,
    /// The host has hung up, or does not speak HTTP.
    Garbled,
}

/// What is known of an address in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    /// It answers.
    Alive,
    /// It answers, but not to programs: nothing can be said of it.
    Closed,
    /// The host has no such page.
    Gone(u16),
    /// The host itself is out of order.
    Broken(u16),
    /// It sends its visitors from one address to the next without end.
    Circling,
    /// There was no answer.
    Failed(Failure),
}

/// The host asks to be left alone for a while.
pub(super) const TOO_MANY_REQUESTS: u16 = 429;

impl Answer {
    /// Whether this shows that there is a network.
    pub(super) fn was_heard(&self) -> bool {
        !matches!(self, Self::Failed(Failure::NoHost | Failure::NoConnection))
    }

    /// Whether the page has to be asked for again as a browser does, before anything is said of it: there are servers that
    /// refuse `HEAD`, that answer it with an error for any page, and that hang up on it.
    pub(super) fn wants_another_method(&self) -> bool {
        match self {
            Self::Status(status) => *status >= 400 && *status != TOO_MANY_REQUESTS,
            Self::Failed(failure) => *failure == Failure::Garbled,
            Self::Moved(_) => false,
        }
    }
}

impl Verdict {
    /// What a status means. Whatever is not clearly the loss of a page is taken for a refusal to talk to programs.
    pub(super) fn of_status(status: u16) -> Self {
        match status {
            0..400 => Self::Alive,
            404 | 410 => Self::Gone(status),
            500.. => Self::Broken(status),
            _ => Self::Closed,
        }
    }
}
