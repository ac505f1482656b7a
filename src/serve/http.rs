//! Requests and answers.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::address::Found;
use super::edition::{Edition, File, Version};
use super::preview::Preview;
use super::{events, file, guard};
use crate::source;

/// Where the preview's own files stand. No page of a site has such an address: theirs never begin with an underscore.
const CLIENT: &str = "/_kartoteka/client.js";
const CLIENT_STYLE: &str = "/_kartoteka/client.css";
const EVENTS: &str = "/_kartoteka/events";
/// Where the server says who it is.
pub(super) const SELF: &str = "/_kartoteka/self";

/// Shown while there is no site to show.
const NOTHING_YET: &str = "<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n<title>Сайт ещё не собран</title>\n</head>\n<body>\n\
    <h1>Сайт ещё не собран</h1>\n<p>Он появится здесь сам, как только будет готов.</p>\n</body>\n</html>\n";

/// Shown in place of a page whose template has a mistake.
const MISTAKE: &str = "<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n<title>Ошибка в шаблоне</title>\n\
    </head>\n<body>\n<h1>Ошибка в шаблоне</h1>\n<p>";

/// Everything that can be asked for; `name` is what the server calls itself.
pub(super) fn router(preview: Arc<Preview>, port: u16, name: String) -> Router {
    let client = include_str!("client.js");
    let style = include_str!("client.css");
    Router::new()
        .route(EVENTS, get(events::events))
        .route(CLIENT, get(async || own("client.js", client)))
        .route(CLIENT_STYLE, get(async || own("client.css", style)))
        .route(SELF, get(async || name))
        .fallback(serve)
        .with_state(preview)
        .layer(middleware::map_response(with_caution))
        .layer(middleware::from_fn_with_state(port, guard::guard))
}

fn own(name: &str, text: &'static str) -> Response {
    ([(CONTENT_TYPE, file::kind(name))], text).into_response()
}

/// Nothing is kept by the browser, and nothing is lent to the pages of other sites.
async fn with_caution(mut response: Response) -> Response {
    for (name, value) in [
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn serve(State(preview): State<Arc<Preview>>, method: Method, uri: Uri) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    preview.wait_for_build().await;
    // A page may have to be rendered, an attachment to be looked up on a slow disk.
    let answer = tokio::task::spawn_blocking(move || answer(&preview, &uri)).await;
    answer.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn answer(preview: &Preview, uri: &Uri) -> Response {
    let Some(edition) = preview.edition() else {
        return page(StatusCode::SERVICE_UNAVAILABLE, NOTHING_YET, None);
    };
    let address = uri.path();
    match edition.find(address) {
        Found::File(path) => found(&edition, address, &path, StatusCode::OK),
        Found::Moved(address) => moved(&address, uri.query()),
        Found::Nothing => found(&edition, address, "404.html", StatusCode::NOT_FOUND),
    }
}

fn moved(address: &str, query: Option<&str>) -> Response {
    let target = query.map_or_else(|| address.to_owned(), |query| format!("{address}?{query}"));
    (StatusCode::MOVED_PERMANENTLY, [(LOCATION, target)]).into_response()
}

fn found(edition: &Edition, address: &str, path: &str, status: StatusCode) -> Response {
    // The same page says another thing at each missing address: that it is missing there.
    let version = || edition.version(address);
    match edition.sent(path, |html| with_script(html, Some(version()))) {
        Some(Ok(page)) => return (status, [(CONTENT_TYPE, file::kind(".html"))], page).into_response(),
        Some(Err(mistake)) => {
            let text = format!("{MISTAKE}{}</p>\n</body>\n</html>\n", escaped(&mistake.message));
            return page(StatusCode::INTERNAL_SERVER_ERROR, &text, Some(version()));
        }
        None => {}
    }
    match edition.file(path) {
        Some(Ok(File::Made(bytes))) => (status, [(CONTENT_TYPE, file::kind(path))], bytes).into_response(),
        Some(Ok(File::Attachment(place))) => attachment(path, &place),
        Some(Ok(File::Archive(content))) => {
            (status, [(CONTENT_TYPE, file::kind(path))], file::archive(content)).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn attachment(path: &str, place: &Path) -> Response {
    let Ok((opened, length)) = source::open(place) else { return StatusCode::NOT_FOUND.into_response() };
    let head = [(CONTENT_TYPE, file::kind(path).to_owned()), (CONTENT_LENGTH, length.to_string())];
    (head, file::stream(opened, length)).into_response()
}

fn page(status: StatusCode, html: &str, version: Option<Version>) -> Response {
    (status, [(CONTENT_TYPE, file::kind(".html"))], with_script(html, version)).into_response()
}

/// A page with the script of the preview, which is told the version of what it stands on.
fn with_script(html: &str, version: Option<Version>) -> String {
    let version =
        version.map(|version| format!(" data-page=\"{}\" data-style=\"{}\"", version.page, version.style));
    let script = format!("<script src=\"{CLIENT}\"{} async></script>\n", version.unwrap_or_default());
    let at = html.rfind("</body>").unwrap_or(html.len());
    let mut whole = String::with_capacity(html.len() + script.len());
    whole.extend([&html[..at], &script, &html[at..]]);
    whole
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
