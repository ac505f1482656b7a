//! Finding a port, and making sure that it is ours.

use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

use super::http;
use super::preview::Preview;

/// How many ports are tried.
const MOST_PORTS: u16 = 20;

/// How long the server may take to answer itself.
const PATIENCE: Duration = Duration::from_secs(3);

/// A server that answers.
pub struct Started {
    /// The port it answers at.
    pub port: u16,
}

/// Why there is no server.
#[derive(Debug)]
pub enum Problem {
    /// None of the ports from the first to the last is free.
    NoPort(u16, u16),
    /// The system does not let us serve at all.
    Io(io::Error),
}

/// Serves `preview` on this machine at `port` or the next that is free, in a thread of its own. `on_interrupt` is called
/// when the user ends the program.
///
/// # Errors
/// Where no port can be had.
pub fn start(
    preview: &Arc<Preview>,
    port: u16,
    on_interrupt: impl Fn() + Clone + Send + 'static,
) -> Result<Started, Problem> {
    let last = port.saturating_add(MOST_PORTS);
    for port in port..=last {
        let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => listener,
            Err(error) if is_taken(&error) => continue,
            Err(error) => return Err(Problem::Io(error)),
        };
        if let Some(started) = serve(preview, listener, on_interrupt.clone()).map_err(Problem::Io)? {
            return Ok(started);
        }
    }
    Err(Problem::NoPort(port, last))
}

/// Windows reserves ranges of ports and refuses them as if they were forbidden.
fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied)
}

/// Serves at the port of `listener`; nothing where somebody else answers there, which some systems allow.
fn serve(
    preview: &Arc<Preview>,
    listener: TcpListener,
    on_interrupt: impl Fn() + Send + 'static,
) -> io::Result<Option<Started>> {
    let address = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    let name = format!("kartoteka {:016x}", RandomState::new().hash_one(address));
    let router = http::router(Arc::clone(preview), address.port(), name.clone());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (stop, stopped) = oneshot::channel::<()>();
    thread::Builder::new().name("preview".to_owned()).spawn(move || {
        runtime.block_on(async move {
            let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
            tokio::select! {
                _ = axum::serve(listener, router) => {}
                Ok(()) = tokio::signal::ctrl_c() => on_interrupt(),
                Ok(()) = stopped => {}
            }
        });
    })?;
    if name_at(address).is_ok_and(|found| found == name) {
        return Ok(Some(Started { port: address.port() }));
    }
    let _ = stop.send(());
    Ok(None)
}

/// What the server at an address calls itself.
fn name_at(address: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET {} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n", http::SELF)?;
    let mut answer = String::new();
    stream.take(4096).read_to_string(&mut answer)?;
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned());
    body.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))
}
