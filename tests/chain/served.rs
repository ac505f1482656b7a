//! A folder given out over HTTP, as a school's hosting does, and what a program for calendars gets from it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;

/// A server of one folder; it ends with the test.
pub(crate) struct Served {
    port: u16,
}

impl Served {
    pub(crate) fn folder(folder: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let folder = folder.to_owned();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                answer(stream, &folder);
            }
        });
        Self { port }
    }

    /// The address at which a program asks for `path`.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// What stands at `path`, asked for anew.
    pub(crate) fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        assert!(head.starts_with("HTTP/1.1 200 "), "{}: {head}", self.address(path));
        body.to_owned()
    }
}

fn answer(mut stream: TcpStream, folder: &Path) {
    let mut head = BufReader::new(stream.try_clone().expect("a stream")).lines().map_while(Result::ok);
    let asked = head.next().unwrap_or_default();
    let path: PathBuf = folder.join(asked.split(' ').nth(1).unwrap_or_default().trim_start_matches('/'));
    // The rest of the request, so that nobody is cut off.
    head.find(String::is_empty);
    let (status, bytes) = fs::read(path).map_or(("404 Not Found", Vec::new()), |bytes| ("200 OK", bytes));
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", bytes.len());
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&bytes));
}
