//! Who may ask: a browser on this machine that has the preview itself open, and no page of another site.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Lets a request pass or answers it with 403. A page from elsewhere can make a browser ask this machine, under a name
/// of its own that leads here (DNS rebinding) or under ours; the first shows in `Host`, the second in `Origin`.
pub(super) async fn guard(State(port): State<u16>, request: Request, next: Next) -> Response {
    if is_own(request.headers(), port) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "Предпросмотр отвечает только этому компьютеру.").into_response()
    }
}

fn is_own(headers: &HeaderMap, port: u16) -> bool {
    let hosts = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let Some(host) = host.filter(|host| hosts.iter().any(|known| known.eq_ignore_ascii_case(host))) else {
        return false;
    };
    let own = format!("http://{host}");
    headers.get_all(header::ORIGIN).iter().all(|origin| origin.to_str().is_ok_and(|origin| origin == own))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(header::HeaderName, &str)]) -> bool {
        let pairs = pairs.iter().map(|(name, value)| (name.clone(), value.parse().expect("a value")));
        is_own(&pairs.collect(), 8017)
    }

    #[test]
    fn only_the_preview_itself_may_ask() {
        for host in ["127.0.0.1:8017", "localhost:8017", "[::1]:8017", "LOCALHOST:8017"] {
            assert!(asked(&[(header::HOST, host)]), "{host}");
            assert!(asked(&[(header::HOST, host), (header::ORIGIN, &format!("http://{host}"))]), "{host}");
        }
        for host in ["", "localhost", "localhost:80", "evil.example:8017", "127.0.0.1:8017.evil.example"] {
            assert!(!asked(&[(header::HOST, host)]), "{host}");
        }
        for origin in ["null", "https://evil.example", "http://127.0.0.1:8018", "https://127.0.0.1:8017"] {
            assert!(!asked(&[(header::HOST, "127.0.0.1:8017"), (header::ORIGIN, origin)]), "{origin}");
        }
        assert!(!asked(&[(header::ORIGIN, "http://127.0.0.1:8017")]));
    }
}
