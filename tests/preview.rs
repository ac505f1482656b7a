//! The preview as a browser meets it: over HTTP, while files are saved in all the ways in which programs save them.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(15);

/// A site in a folder of its own with a preview of it.
struct Preview {
    folder: tempfile::TempDir,
    program: Child,
    port: u16,
    said: Arc<Mutex<String>>,
}

/// An answer to a request.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    fn new(more: &[&str]) -> Self {
        Self::of(&[], more)
    }

    fn of(files: &[(&str, &str)], more: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let own = [
            ("content/association.yaml", "название: Школьные библиотекари\n"),
            ("content/news/a.md", "---\nназвание: Новость\n---\nСтарый текст. [Файл](../pages/o/a.txt)\n"),
            ("content/news/chernovik.md", "---\nназвание: Задумка\nчерновик: да\n---\nЕщё не всё.\n"),
            (
                "content/pages/o/index.md",
                "---\nназвание: О нас\nфайлы:\n  - файл: а б.txt\n---\nМы. [Текст](a.txt)\n",
            ),
            ("content/pages/o/a.txt", "вложение"),
            ("content/pages/o/а б.txt", "другое вложение"),
            ("content/pages/o/tajna.txt", "этого никто не называет"),
        ];
        for (name, text) in own.iter().chain(files) {
            write(&folder.path().join(name), text);
        }
        let mut program = Command::new(env!("CARGO_BIN_EXE_kartoteka"))
            .args(["serve", "--today", "2025-01-15"])
            .args(if more.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(more)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let said = Arc::new(Mutex::new(String::new()));
        listen(program.stdout.take().expect("its output"), &said);
        listen_to_complaints(program.stderr.take().expect("its complaints"), &said);
        let mut preview = Self { folder, program, port: 0, said };
        preview.wait_until_said("Сайт открыт");
        let said = preview.said();
        let rest = said.split("127.0.0.1:").nth(1).expect("an address");
        preview.port = rest.split('/').next().expect("a port").parse().expect("a number");
        preview
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        write(&self.path(name), text);
    }

    fn said(&self) -> String {
        self.said.lock().expect("what was said").clone()
    }

    fn wait_until_said(&self, words: &str) {
        wait_until(|| format!("«{words}» to be said: {}", self.said()), || self.said().contains(words));
    }

    fn ask(&self, method: &str, address: &str, more: &str) -> Answer {
        let mut stream = self.connect();
        let host =
            if more.contains("Host:") { String::new() } else { format!("Host: 127.0.0.1:{}\r\n", self.port) };
        write!(stream, "{method} {address} HTTP/1.1\r\n{host}{more}Connection: close\r\n\r\n")
            .expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).expect("a status").parse().expect("a number");
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    /// What stands at an address, byte for byte: HTTP/1.0 knows no pieces.
    fn bytes(&self, address: &str) -> Vec<u8> {
        let mut stream = self.connect();
        write!(stream, "GET {address} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let head = answer.windows(4).position(|end| end == b"\r\n\r\n").expect("a head");
        answer.split_off(head + 4)
    }

    fn get(&self, address: &str) -> Answer {
        self.ask("GET", address, "")
    }

    fn wait_for(&self, address: &str, words: &str) {
        wait_until(
            || format!("«{words}» at {address}; said: {}", self.said()),
            || self.get(address).body.contains(words),
        );
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        stream
    }

    /// The line over which the page at an address is told what has changed.
    fn line(&self, address: &str) -> Line {
        let mut stream = self.connect();
        let host = format!("127.0.0.1:{}", self.port);
        write!(stream, "GET /_kartoteka/events?{address} HTTP/1.1\r\nHost: {host}\r\n\r\n")
            .expect("a request");
        Line { lines: BufReader::new(stream) }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// An open page.
struct Line {
    lines: BufReader<TcpStream>,
}

impl Line {
    /// The next word to the page, as JSON.
    fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).expect("a line") > 0, "the line was cut");
            if let Some(news) = line.strip_prefix("data: ") {
                return news.trim().to_owned();
            }
        }
    }

    fn next_with(&mut self, words: &str) -> String {
        loop {
            let news = self.next();
            if news.contains(words) {
                return news;
            }
        }
    }
}

fn field<'n>(news: &'n str, name: &str) -> &'n str {
    let rest = news.split(&format!("\"{name}\":\"")).nth(1).unwrap_or_else(|| panic!("no {name} in {news}"));
    rest.split('"').next().unwrap_or_default()
}

fn listen(stream: ChildStdout, said: &Arc<Mutex<String>>) {
    let said = Arc::clone(said);
    thread::spawn(move || note(stream, &said));
}

fn listen_to_complaints(stream: ChildStderr, said: &Arc<Mutex<String>>) {
    let said = Arc::clone(said);
    thread::spawn(move || note(stream, &said));
}

fn note(stream: impl Read, said: &Mutex<String>) {
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        said.lock().expect("what was said").push_str(&(line + "\n"));
    }
}

fn write(path: &std::path::Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn wait_until(what: impl Fn() -> String, mut done: impl FnMut() -> bool) {
    let started = Instant::now();
    while !done() {
        assert!(started.elapsed() < PATIENCE, "waited in vain for {}", what());
        thread::sleep(Duration::from_millis(10));
    }
}

fn news(text: &str) -> String {
    format!("---\nназвание: Новость\n---\n{text}\n")
}

#[test]
fn addresses_are_those_of_a_real_host() {
    let site = Preview::of(&[("content/site.yaml", "адрес: https://school.example/biblioteka/\n")], &[]);
    let page = site.get("/news/a/");
    assert_eq!(page.status, 200);
    assert!(page.head.contains("content-type: text/html; charset=utf-8"), "{}", page.head);
    assert!(page.head.contains("cache-control: no-store"), "{}", page.head);
    assert!(
        page.body.contains("Старый текст") && page.body.contains("/_kartoteka/client.js"),
        "{}",
        page.body
    );
    assert_eq!(site.get("/news/a/index.html").body, page.body);
    let moved = site.get("/news/a?x=1");
    assert_eq!(moved.status, 301);
    assert!(moved.head.contains("location: /news/a/?x=1\r\n"), "{}", moved.head);
    for address in
        ["/News/a/", "/news/A/", "/net", "/../../Cargo.toml", "/%2e%2e/%2e%2e/content/site.yaml", "//a"]
    {
        let missing = site.get(address);
        assert_eq!(missing.status, 404, "{address}");
        assert!(missing.body.contains("Такой страницы нет"), "{address}");
    }
    let style = site.get("/assets/style.css");
    assert!(style.status == 200 && style.head.contains("text/css; charset=utf-8"), "{}", style.head);
    assert!(site.get("/sitemap.xml").body.contains("https://school.example/biblioteka/news/a/"));
    let head = site.ask("HEAD", "/news/a/", "");
    assert!(head.status == 200 && head.body.is_empty());
    assert_eq!(site.ask("POST", "/news/a/", "").status, 405);
}

#[test]
fn attachments_are_served_and_nothing_else_of_the_disk() {
    let site = Preview::new(&[]);
    let file = site.get("/o/a.txt");
    assert!(file.status == 200 && file.body == "вложение", "{file:?}");
    assert!(file.head.contains("text/plain; charset=utf-8"), "{}", file.head);
    assert_eq!(site.get("/o/a-b.txt").body, "другое вложение");
    for address in ["/o/tajna.txt", "/content/site.yaml", "/o/index.md", "/o/A.txt"] {
        assert_eq!(site.get(address).status, 404, "{address}");
    }
}

#[test]
fn an_archive_is_made_while_it_is_sent_and_is_that_of_a_build() {
    let file = "карточки ".repeat(30_000);
    let material = "---\nназвание: Урок\nфайлы: kartochki.txt\n---\nХод урока.\n";
    let files =
        [("content/materials/urok/index.md", material), ("content/materials/urok/kartochki.txt", &file)];
    let site = Preview::of(&files, &[]);
    assert!(site.get("/case/").body.contains("href=\"case.zip\""));
    let head = site.ask("HEAD", "/case/case.zip", "");
    assert!(
        head.status == 200 && head.body.is_empty() && head.head.contains("application/zip"),
        "{}",
        head.head
    );
    let built = Command::new(env!("CARGO_BIN_EXE_kartoteka"))
        .args(["build", "--today", "2025-01-15", "--root"])
        .arg(site.folder.path())
        .output();
    assert!(built.expect("the program runs").status.success());
    let built = fs::read(site.path("public/case/case.zip")).expect("an archive");
    assert!(site.bytes("/case/case.zip") == built, "the preview sends what a build writes");

    fs::remove_file(site.path("content/materials/urok/kartochki.txt")).expect("it goes");
    site.wait_until_said("kartochki.txt");
    let cut = site.bytes("/case/case.zip");
    assert!(cut.len() < built.len(), "what cannot be made is not taken for whole");
}

#[test]
fn only_this_machine_and_this_site_may_ask() {
    let site = Preview::new(&[]);
    for (more, status) in [
        (format!("Host: localhost:{}\r\n", site.port), 200),
        ("Host: evil.example\r\n".to_owned(), 403),
        (format!("Host: evil.example:{}\r\n", site.port), 403),
        (format!("Origin: http://127.0.0.1:{}\r\n", site.port), 200),
        ("Origin: https://evil.example\r\n".to_owned(), 403),
        ("Origin: null\r\n".to_owned(), 403),
    ] {
        assert_eq!(site.ask("GET", "/news/a/", &more).status, status, "{more}");
        assert_eq!(site.ask("GET", "/_kartoteka/client.js", &more).status, status, "{more}");
    }
}

#[test]
fn what_is_saved_is_served_however_it_is_saved() {
    let site = Preview::new(&[]);
    site.write("content/news/a.md", &news("Поверх."));
    site.wait_for("/news/a/", "Поверх.");
    site.write("content/.a.md.tmp", &news("Подменой."));
    fs::rename(site.path("content/.a.md.tmp"), site.path("content/news/a.md")).expect("a rename");
    site.wait_for("/news/a/", "Подменой.");
    let mut file = fs::File::create(site.path("content/news/a.md")).expect("a file");
    thread::sleep(Duration::from_millis(120));
    file.write_all(news("Частями.").as_bytes()).expect("a text");
    drop(file);
    site.wait_for("/news/a/", "Частями.");
    for number in 0..40 {
        site.write("content/news/a.md", &news(&format!("Очередь {number}.")));
        thread::sleep(Duration::from_millis(7));
    }
    site.wait_for("/news/a/", "Очередь 39.");
    site.write("content/news/b.md", "---\nназвание: Вторая\n---\nЕщё одна.\n");
    site.wait_for("/news/b/", "Ещё одна.");
    fs::rename(site.path("content/news/b.md"), site.path("content/news/v.md")).expect("a rename");
    site.wait_for("/news/v/", "Ещё одна.");
    assert_eq!(site.get("/news/b/").status, 404);
    fs::remove_file(site.path("content/news/v.md")).expect("a removal");
    wait_until(|| "the page to go".to_owned(), || site.get("/news/v/").status == 404);
    assert!(!site.path("public").exists(), "the preview has written the site");
}

#[test]
fn polling_sees_the_same() {
    let site = Preview::new(&["--poll"]);
    site.write("content/news/a.md", &news("Новый текст."));
    site.wait_for("/news/a/", "Новый текст.");
}

#[test]
fn a_mistake_is_told_and_the_last_good_site_stays() {
    let site = Preview::new(&[]);
    let mut line = site.line("/news/a/");
    let first = line.next();
    assert!(first.contains("\"errors\":[]"), "{first}");
    site.write("content/news/a.md", "---\nназвание: Новость\nдатта: вчера\n---\nТекст с ошибкой.\n");
    let told = line.next_with("Возможно, вы имели в виду «дата»");
    assert!(told.contains("content/news/a.md") && told.contains("датта: вчера"), "{told}");
    assert_eq!(field(&told, "version"), field(&first, "version"));
    assert!(site.get("/news/a/").body.contains("Старый текст."));
    site.wait_until_said("Возможно, вы имели в виду «дата»");
    site.write("content/news/a.md", &news("Исправлено."));
    let mended = line.next_with("\"errors\":[]");
    assert_ne!(field(&mended, "version"), field(&first, "version"));
    assert!(site.get("/news/a/").body.contains("Исправлено."), "told before the site was swapped");
    site.wait_until_said("Ошибки исправлены.");
}

#[test]
fn a_page_is_told_of_what_concerns_it() {
    let site = Preview::of(
        &[("themes/default/static/own.css", "a{}"), ("themes/default/static/b.svg", "<svg/>")],
        &[],
    );
    let mut line = site.line("/o/");
    let first = line.next();
    let same = |news: &str, name: &str| field(news, name) == field(&first, name);
    assert_eq!(field(&first, "source"), "content/pages/o/index.md");
    site.write("content/news/chernovik.md", "---\nназвание: Задумка\nчерновик: да\n---\nЕщё больше.\n");
    let other = line.next();
    assert!(same(&other, "version") && same(&other, "style"), "{other}");
    site.write("themes/default/static/own.css", "a{color:red}");
    let style = line.next();
    assert!(same(&style, "version") && !same(&style, "style"), "{style}");
    thread::sleep(Duration::from_millis(20));
    site.write("content/pages/o/a.txt", "ВЛОЖЕНИЕ");
    let attachment = line.next();
    assert!(!same(&attachment, "version"), "{attachment}");
    site.write("themes/default/static/b.svg", "<svg></svg>");
    let picture = line.next();
    assert_ne!(field(&picture, "version"), field(&attachment, "version"));
    let mut missing = site.line("/news/novaya/");
    let before = missing.next();
    site.write("content/news/novaya.md", "---\nназвание: Новая\n---\nТекст.\n");
    assert_ne!(field(&missing.next(), "version"), field(&before, "version"));
}

#[test]
fn a_mistake_of_a_template_keeps_the_last_good_site() {
    let site = Preview::new(&[]);
    let good =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/article.html"))
            .expect("a template");
    site.write(
        "themes/default/templates/article.html",
        &good.replacen("<article>", "<article>{# своё #}", 1),
    );
    site.wait_until_said("Обновлено");
    site.write(
        "themes/default/templates/article.html",
        &good.replacen("<article>", "<article>{{ nothing.here }}", 1),
    );
    site.wait_until_said("Шаблон обращается к тому, чего у страницы нет");
    assert!(site.get("/news/a/").body.contains("Старый текст."));
    fs::remove_file(site.path("themes/default/templates/article.html")).expect("a removal");
    site.wait_until_said("Ошибки исправлены.");
    assert_eq!(site.get("/news/a/").status, 200);
}

#[test]
fn drafts_are_shown_unless_they_are_not_wanted() {
    let site = Preview::new(&[]);
    assert_eq!(site.get("/news/chernovik/").status, 200);
    assert!(site.line("/news/chernovik/").next().contains("\"draft\":true"));
    let site = Preview::new(&["--no-drafts"]);
    assert_eq!(site.get("/news/chernovik/").status, 404);
}

#[test]
fn a_site_that_begins_with_a_mistake_appears_when_it_is_mended() {
    let site = Preview::of(&[("content/news/a.md", "---\nдатта: вчера\n---\n")], &[]);
    let page = site.get("/");
    assert!(page.status == 503 && page.body.contains("Сайт ещё не собран"), "{page:?}");
    site.write("content/news/a.md", &news("Теперь верно."));
    site.wait_for("/news/a/", "Теперь верно.");
}

#[test]
fn a_folder_that_goes_away_is_waited_for() {
    let site = Preview::new(&[]);
    fs::rename(site.path("content"), site.path("elsewhere")).expect("a rename");
    site.wait_until_said("нет папки с текстами");
    assert!(site.get("/news/a/").body.contains("Старый текст."));
    fs::rename(site.path("elsewhere"), site.path("content")).expect("a rename");
    site.wait_until_said("Ошибки исправлены.");
    site.write("content/news/a.md", &news("Вернулось."));
    site.wait_for("/news/a/", "Вернулось.");
}

#[test]
fn reading_and_noise_lead_to_no_build() {
    let site = Preview::new(&[]);
    let quiet = site.said();
    for _ in 0..5 {
        let _ = fs::read(site.path("content/news/a.md")).expect("a file");
        site.get("/news/a/");
        site.get("/o/a.txt");
        site.write("content/.a.md.swp", "x");
        site.write("public/index.html", "чужое");
        site.write("content/news/~$a.md", "x");
    }
    thread::sleep(Duration::from_millis(700));
    assert_eq!(site.said(), quiet);
}

#[test]
fn a_busy_port_is_passed_over_and_said() {
    let first = Preview::new(&[]);
    let second = Preview::new(&["--port", &first.port.to_string()]);
    assert_ne!(first.port, second.port);
    assert!(
        second.said().contains(&format!("Порт {} занят, взят {}.", first.port, second.port)),
        "{}",
        second.said()
    );
}

#[cfg(unix)]
#[test]
fn the_end_is_at_once_and_in_good_order() {
    let mut site = Preview::new(&[]);
    let _line = site.line("/news/a/");
    let id = site.program.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill runs").success());
    let started = Instant::now();
    let status = site.program.wait().expect("an end");
    assert_eq!(status.code(), Some(0));
    assert!(started.elapsed() < Duration::from_secs(2));
    let left: Vec<_> = fs::read_dir(site.folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("one").file_name())
        .collect();
    assert_eq!(left, ["content"]);
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_when_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (program, asked) = (folder.path().join("xdg-open"), folder.path().join("asked"));
    write(&program, &format!("#!/bin/sh\necho \"$1\" > {}\n", asked.display()));
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("rights");
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap_or_default());
    write(&folder.path().join("content/association.yaml"), "название: Школьные библиотекари\n");
    let mut preview = Command::new(env!("CARGO_BIN_EXE_kartoteka"))
        .args(["serve", "--port", "0", "--open"])
        .current_dir(folder.path())
        .env("PATH", path)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program runs");
    wait_until(
        || "the browser".to_owned(),
        || fs::read_to_string(&asked).is_ok_and(|address| address.starts_with("http://127.0.0.1:")),
    );
    preview.kill().expect("an end");
    preview.wait().expect("an end");
}

/// A thousand rebuilds and more (`KARTOTEKA_SOAK=1000 cargo test --release --test preview soak -- --nocapture`); a few
/// by default. Memory at the end must be what it was when the pages of earlier builds had filled the room they are given,
/// which takes some 250 rebuilds. The allocator gives memory back when it likes, so that the least of many readings is
/// held against the least of many: what leaks stays in both.
#[cfg(target_os = "linux")]
#[test]
fn soak() {
    let rebuilds: usize =
        std::env::var("KARTOTEKA_SOAK").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let site = Preview::new(&[]);
    for number in 0..60 {
        site.write(
            &format!("content/materials/m{number}.md"),
            &format!("---\nназвание: Урок {number}\n---\nТекст.\n"),
        );
    }
    site.wait_for("/case/", "Урок 59");
    let mut line = site.line("/news/a/");
    let mut readings = Vec::new();
    for number in 0..rebuilds {
        let text = format!("Правка {number}. {}", "Слово за словом. ".repeat(2000 + number % 7));
        site.write("content/news/a.md", &news(&text));
        line.next();
        site.wait_for("/news/a/", &format!("Правка {number}."));
        site.get("/case/");
        readings.push(memory_of(site.program.id()));
        if (number + 1) % (rebuilds / 5) == 0 {
            println!("after {} rebuilds: {} KiB", number + 1, readings[number]);
        }
    }
    let least = |from: usize, to: usize| *readings[from..to].iter().min().expect("readings");
    let (warm, tenth) = (rebuilds * 3 / 5, rebuilds / 10);
    let (before, after) = (least(warm, warm + tenth), least(rebuilds - tenth, rebuilds));
    println!("{rebuilds} rebuilds: {before} KiB after {warm}, {after} KiB at the end");
    // A leak of the one page that is written, 62 KiB, makes 24 MiB in the last two fifths of a thousand rebuilds; the
    // allocator alone was seen to add 12 MiB and, in four thousand, to give them back.
    assert!(
        after < before + before / 10 + 8 * 1024,
        "{before} KiB after {warm} rebuilds, {after} KiB at the end"
    );
}

#[cfg(target_os = "linux")]
fn memory_of(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).expect("a status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
    line.split_whitespace().next().expect("a number").parse().expect("a number")
}
