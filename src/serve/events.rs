//! The line to the open pages, over which they are told what has changed.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::Uri;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::stream::{self, Stream};
use tokio::sync::watch::Receiver;

use super::preview::{Preview, Ticket};

/// How often a sign of life is sent: a browser that has gone away is noticed by it.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// An open page with its line.
struct Line {
    preview: Arc<Preview>,
    changes: Receiver<u64>,
    page: String,
    _ticket: Ticket,
}

/// Tells a page how things stand, at once and after every change. The query is the page's address, as its browser has it.
pub(super) async fn events(
    State(preview): State<Arc<Preview>>,
    asked: Uri,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let page = asked.query().unwrap_or("/").to_owned();
    let mut changes = preview.subscribe();
    changes.mark_changed();
    let ticket = preview.open(page.clone());
    let line = Line { preview, changes, page, _ticket: ticket };
    let stream = stream::unfold(line, |mut line| async move {
        line.changes.changed().await.ok()?;
        let (preview, page) = (Arc::clone(&line.preview), line.page.clone());
        // A page may have to be rendered to know whether it has changed.
        let news = tokio::task::spawn_blocking(move || preview.news(&page)).await.ok()?;
        let event = Event::default().event("news").data(serde_json::to_string(&news).ok()?);
        Some((Ok(event), line))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE))
}
