//! Links to other sites, asked for over real connections: to a small server of the test's own, never to a network.
//!
//! The library is let into one's own network by `Manners`; the program cannot be, and meets the server as its proxy.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use kartoteka::diagnostic::Place;
use kartoteka::external::http::Http;
use kartoteka::external::{Errand, Manners, Memory};
use kartoteka::link::Mention;

const PATIENCE: Duration = Duration::from_millis(1500);

/// What the server has seen.
#[derive(Default)]
struct Seen {
    requests: Vec<String>,
    agents: Vec<String>,
    under_way: BTreeMap<String, usize>,
    most_at_one_host: usize,
    most_at_once: usize,
    sent: usize,
}

/// A server that answers by the path it is asked for.
struct Server {
    port: u16,
    seen: Arc<Mutex<Seen>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let shared = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let seen = Arc::clone(&shared);
                thread::spawn(move || serve(stream, &seen));
            }
        });
        Self { port, seen }
    }

    fn requests(&self) -> Vec<String> {
        let mut requests = self.seen.lock().expect("what was seen").requests.clone();
        requests.sort();
        requests
    }
}

/// Answers one request; behind a `CONNECT` the one that follows.
fn serve(mut stream: TcpStream, seen: &Mutex<Seen>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut head = read_head(&mut reader)?;
    if head.starts_with("CONNECT ") {
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
        head = read_head(&mut reader)?;
    }
    let field = |name: &str| {
        head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned()
    };
    let (host, agent) = (field("host:"), field("user-agent:"));
    let mut words = head.split(' ');
    let (method, path) = (words.next()?.to_uppercase(), words.next()?.to_owned());
    {
        let mut seen = seen.lock().ok()?;
        seen.requests.push(format!("{method} {path}"));
        seen.agents.push(agent);
        *seen.under_way.entry(host.clone()).or_default() += 1;
        seen.most_at_one_host = seen.most_at_one_host.max(seen.under_way[&host]);
        seen.most_at_once = seen.most_at_once.max(seen.under_way.values().sum());
    }
    thread::sleep(Duration::from_millis(30));
    let answered = answer(&mut stream, &method, &path, seen);
    *seen.lock().ok()?.under_way.get_mut(&host)? -= 1;
    answered
}

fn answer(stream: &mut TcpStream, method: &str, path: &str, seen: &Mutex<Seen>) -> Option<()> {
    let mut status = |status: &str| {
        stream
            .write_all(
                format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes(),
            )
            .ok()
    };
    match path {
        "/gone" => status("404 Not Found"),
        "/broken" => status("503 Service Unavailable"),
        "/closed" => status("403 Forbidden"),
        "/only-get" if method == "HEAD" => status("405 Method Not Allowed"),
        "/moved" => status("301 Moved Permanently\r\nLocation: /here"),
        "/moved-and-gone" => status("302 Found\r\nLocation: gone"),
        "/circle" => status("302 Found\r\nLocation: /circle"),
        "/slow" => {
            thread::sleep(PATIENCE * 2);
            status("200 OK")
        }
        "/garbage" => stream.write_all(b"SSH-2.0-OpenSSH_9.2\r\n\r\n").ok(),
        "/hangs-up" => Some(()),
        "/endless" if method == "GET" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
            while stream.write_all(&[b'x'; 8192]).is_ok() {
                seen.lock().ok()?.sent += 8192;
            }
            Some(())
        }
        "/endless" => status("501 Not Implemented"),
        _ => status("200 OK"),
    }
}

/// A request up to its empty line, the names of its fields in lower case.
fn read_head(reader: &mut impl BufRead) -> Option<String> {
    let mut head = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            return Some(head);
        }
        match line.split_once(':').filter(|_| !head.is_empty()) {
            Some((name, value)) => head.extend([&name.to_lowercase(), ":", value]),
            None => head.push_str(&line),
        }
    }
}

/// What is said of `addresses`, without the server's own address.
fn check(addresses: &[String]) -> Vec<String> {
    let place = || Place::file(&"content/a.md".into());
    let mentions: Vec<Mention> =
        addresses.iter().map(|address| Mention { address: address.clone(), place: place() }).collect();
    let manners = Manners { pause: Duration::from_millis(10), asks_own_network: true, ..Manners::default() };
    let errand = Errand::new(&mentions, Memory::default(), 0, manners);
    let report = errand.run(&Http::without_proxy(PATIENCE), &|| {});
    assert!(report.unreached.is_empty(), "{:?}", report.unreached);
    report.findings.sorted().into_iter().map(|finding| finding.message).collect()
}

#[test]
fn every_kind_of_answer_is_understood() {
    let server = Server::start();
    let base = format!("http://127.0.0.1:{}", server.port);
    let paths = [
        "fine",
        "gone",
        "broken",
        "closed",
        "only-get",
        "moved",
        "moved-and-gone",
        "circle",
        "slow",
        "garbage",
        "hangs-up",
        "endless",
        "план#раздел",
    ];
    let addresses: Vec<String> = paths.iter().map(|path| format!("{base}/{path}")).collect();
    assert_eq!(
        check(&addresses),
        [
            format!("Сайт без конца переводит с одного адреса на другой: {base}/circle"),
            format!("Сайт не ответил вовремя: {base}/slow"),
            format!("Сайт обрывает связь или отвечает непонятно: {base}/garbage"),
            format!("Сайт обрывает связь или отвечает непонятно: {base}/hangs-up"),
            format!("Сервер отвечает ошибкой (ответ 503): {base}/broken"),
            format!("Страницы нет (ответ 404): {base}/gone"),
            format!("Страницы нет (ответ 404): {base}/moved-and-gone"),
        ]
    );
    let requests = server.requests();
    assert_eq!(requests.iter().filter(|request| request.contains("/circle")).count(), 6);
    for request in ["HEAD /only-get", "GET /only-get", "HEAD /here", "HEAD /%D0%BF%D0%BB%D0%B0%D0%BD"] {
        assert!(requests.iter().any(|done| done == request), "{request} is not among {requests:?}");
    }
    let seen = server.seen.lock().expect("what was seen");
    let name = concat!("kartoteka/", env!("CARGO_PKG_VERSION"), " (+link check)");
    assert!(seen.agents.iter().all(|agent| agent == name), "{:?}", seen.agents);
    assert!(seen.sent < 16 << 20, "{} bytes of an endless page were taken", seen.sent);
}

#[test]
fn a_host_is_never_asked_twice_at_once() {
    let server = Server::start();
    let hosts = ["127.0.0.1", "localhost"];
    let pages = (0..6).flat_map(|page| hosts.map(|host| format!("http://{host}:{}/{page}", server.port)));
    assert_eq!(check(&pages.collect::<Vec<_>>()), [""; 0]);
    let seen = server.seen.lock().expect("what was seen");
    assert_eq!((seen.most_at_one_host, seen.most_at_once, seen.requests.len()), (1, 2, 12));
}

#[test]
fn what_is_not_a_secure_connection_is_said_softly() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("https://127.0.0.1:{}/", listener.local_addr().expect("an address").port());
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
            thread::sleep(PATIENCE);
        }
    });
    let said = check(std::slice::from_ref(&address));
    assert_eq!(said, [format!("Не удалось проверить защищённое соединение: {address}")]);
}

/// The program in the folder of a site that mentions other sites, with `proxy` as its only way to any network.
fn program(site: &tempfile::TempDir, proxy: u16, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kartoteka"));
    for name in
        ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy"]
    {
        command.env_remove(name);
    }
    command.env("ALL_PROXY", format!("http://127.0.0.1:{proxy}"));
    command
        .args(["check", "--external"])
        .args(arguments)
        .current_dir(site.path())
        .output()
        .expect("the program runs")
}

fn site(news: &str) -> tempfile::TempDir {
    let site = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let path = site.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write(
        "content/association.yaml",
        "название: Школьные библиотекари\nконтакты:\n  - Мы здесь — http://dva.ru/gone.\n",
    );
    write("content/news/a.md", &format!("---\nназвание: Новость\n---\n{news}\n"));
    write(
        "content/materials/b.md",
        "---\nназвание: Урок\nисточники:\n  - \"Сайт. URL: http://dva.ru/broken (дата обращения: 1.09.2026)\"\n---\nТекст.\n",
    );
    site
}

const NEWS: &str = "[раз](http://odin.ru/gone), [два](http://odin.ru/fine), <http://пример.рф/closed>, [внутри](http://192.168.0.1/).";

#[test]
fn the_program_reports_and_remembers() {
    let (server, site) = (Server::start(), site(NEWS));
    let first = program(&site, server.port, &["--strict"]);
    let (out, notes) = (String::from_utf8_lossy(&first.stdout), String::from_utf8_lossy(&first.stderr));
    assert_eq!(first.status.code(), Some(0), "{out}{notes}");
    for words in [
        "предупреждение[адрес не отвечает]: Страницы нет (ответ 404): http://odin.ru/gone",
        "content/news/a.md:4:1",
        "Страницы нет (ответ 404): http://dva.ru/gone",
        "content/association.yaml:3:5",
        "Сервер отвечает ошибкой (ответ 503): http://dva.ru/broken",
        "Адрес виден только внутри вашей сети: http://192.168.0.1/",
        "4 предупреждения.",
    ] {
        assert!(out.contains(words), "«{words}» is not said:\n{out}");
    }
    assert_eq!(
        notes.trim(),
        "Ссылки на другие сайты: 5 адресов. Из них 1 адрес закрыт от программ: откройте их в браузере сами."
    );
    let asked = server.requests().len();

    let second = program(&site, server.port, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&second.stdout).expect("a report");
    assert_eq!((&json["warnings"], &json["diagnostics"][0]["lint"]), (&4.into(), &"dead address".into()));
    assert_eq!(server.requests().len(), asked, "what is remembered was asked again");

    fs::write(site.path().join(".kartoteka/external-links.json"), "{ повреждено").expect("a file");
    let third = program(&site, server.port, &["--format", "github"]);
    assert!(
        String::from_utf8_lossy(&third.stdout).starts_with("::warning file=content/association.yaml,line=3")
    );
    assert_eq!(server.requests().len(), 2 * asked);
    let kept = fs::read_dir(site.path().join(".kartoteka")).expect("a folder").count();
    assert_eq!(kept, 1, "an unfinished file was left behind");
}

#[test]
fn without_a_network_one_sentence_says_so() {
    // A port that was free a moment ago: connections to it are refused.
    let nobody = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
    let site = site(NEWS);
    let started = Instant::now();
    let output = program(&site, nobody, &[]);
    let (out, notes) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{out}{notes}");
    assert_eq!(notes.trim(), "Сети нет: ссылки на другие сайты не проверены.");
    assert!(out.ends_with("1 предупреждение.\n") && out.contains("внутри вашей сети"), "{out}");
    assert!(started.elapsed() < Duration::from_secs(20));
    let kept = fs::read_to_string(site.path().join(".kartoteka/external-links.json")).expect("a file");
    assert!(!kept.contains("odin.ru"), "{kept}");
}

#[test]
fn a_mistake_is_a_mistake_with_or_without_a_network() {
    let nobody = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
    let site = site("[нет](нет.md) и [раз](http://odin.ru/)");
    assert_eq!(program(&site, nobody, &[]).status.code(), Some(1));
}
