//! The door to the HTTP crate: one request, one answer.
//!
//! Certificates are checked as the computer itself does it, so that what its owner trusts (a school's filter, the
//! certificate of the Ministry of Digital Development) is trusted here too. A proxy is taken from the environment.

use std::io::{self, ErrorKind};
use std::time::Duration;

use ureq::config::ConfigBuilder;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::AgentScope;
use ureq::{Agent, Body, Error, Timeout};

use super::Door;
use super::answer::{Answer, Failure, Method};

/// By this name other sites know who asks, and may refuse it.
const NAME: &str = concat!("kartoteka/", env!("CARGO_PKG_VERSION"), " (+link check)");

/// How long a host may take, twice: to take the connection, and to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Asks over the network.
pub struct Http {
    agent: Agent,
}

impl Http {
    /// Past any proxy that the environment names: for a server on the same computer, as tests have it.
    pub fn without_proxy(patience: Duration) -> Self {
        Self { agent: manners(patience).proxy(None).build().new_agent() }
    }
}

impl Default for Http {
    fn default() -> Self {
        Self { agent: manners(PATIENCE).build().new_agent() }
    }
}

/// How requests are made. A connection is waited for no longer than `patience`, and an answer as long again.
fn manners(patience: Duration) -> ConfigBuilder<AgentScope> {
    let certificates = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    Agent::config_builder()
        .user_agent(NAME)
        .tls_config(certificates)
        .http_status_as_error(false)
        // Redirects come back as answers: the host they lead to has a queue of its own.
        .max_redirects(0)
        .max_redirects_will_error(false)
        // A connection kept over the pause may be closed by the server just as the next request is sent.
        .max_idle_connections(0)
        .timeout_resolve(Some(patience))
        .timeout_connect(Some(patience))
        .timeout_recv_response(Some(patience))
}

impl Door for Http {
    fn ask(&self, method: Method, address: &str) -> Answer {
        let request = match method {
            Method::Head => self.agent.head(address),
            Method::Get => self.agent.get(address),
        };
        match request.call() {
            // The body is never read: the connection is closed with whatever of it had already come.
            Ok(response) => answer(&response),
            Err(error) => Answer::Failed(failure(&error)),
        }
    }
}

fn answer(response: &Response<Body>) -> Answer {
    let status = response.status();
    // Names of files in Cyrillic are sent as they are by old servers.
    let to = response.headers().get("location").map(|to| String::from_utf8_lossy(to.as_bytes()).into_owned());
    match to {
        Some(to) if status.is_redirection() => Answer::Moved(to),
        _ => Answer::Status(status.as_u16()),
    }
}

fn failure(error: &Error) -> Failure {
    match error {
        Error::HostNotFound => Failure::NoHost,
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => Failure::NoConnection,
        Error::Timeout(_) => Failure::Slow,
        Error::ConnectionFailed | Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => {
            Failure::NoConnection
        }
        Error::Tls(_) | Error::Rustls(_) | Error::TlsRequired => Failure::Untrusted,
        Error::Io(error) => failure_of_connection(error),
        _ => Failure::Garbled,
    }
}

fn failure_of_connection(error: &io::Error) -> Failure {
    match error.kind() {
        _ if is_unknown_name(error) => Failure::NoHost,
        ErrorKind::ConnectionRefused
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::AddrNotAvailable
        | ErrorKind::PermissionDenied
        | ErrorKind::TimedOut => Failure::NoConnection,
        // What the TLS crate has to say comes as data that make no sense.
        ErrorKind::InvalidData => Failure::Untrusted,
        _ => Failure::Garbled,
    }
}

/// The standard library has no kind of error for a name that could not be looked up: Unix has a message of its own,
/// Windows the codes from `WSAHOST_NOT_FOUND` to `WSANO_DATA`.
fn is_unknown_name(error: &io::Error) -> bool {
    let code = error.raw_os_error().is_some_and(|code| cfg!(windows) && (11001..=11004).contains(&code));
    code || error.to_string().starts_with("failed to lookup address information")
}
