//! The rules of politeness and of what is said, with hosts that are made up.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use super::{Answer, Door, Errand, Failure, Manners, Memory, Method, Report};
use crate::diagnostic::Place;
use crate::link::Mention;

const NOW: i64 = 1_800_000_000;
const HOUR: i64 = 3600;
const QUICK: Manners = Manners { pause: Duration::ZERO, hosts_at_once: 8, asks_own_network: false };

/// Hosts that answer by the table, and with 200 to all else.
#[derive(Default)]
struct Fake {
    head: BTreeMap<&'static str, Answer>,
    get: BTreeMap<&'static str, Answer>,
    silent: bool,
    delay: Duration,
    asked: Mutex<Vec<(Instant, String)>>,
    under_way: Mutex<BTreeMap<String, usize>>,
    most_at_once: Mutex<(usize, usize)>,
}

impl Fake {
    fn with(answers: &[(&'static str, Answer)]) -> Self {
        let table: BTreeMap<_, _> = answers.iter().cloned().collect();
        Self { head: table.clone(), get: table, ..Self::default() }
    }

    fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().expect("a list");
        asked.iter().map(|(_, request)| request.clone()).collect()
    }

    fn enter(&self, host: &str) {
        let mut under_way = self.under_way.lock().expect("counts");
        *under_way.entry(host.to_owned()).or_default() += 1;
        let (here, all) = (under_way[host], under_way.values().sum());
        let mut most = self.most_at_once.lock().expect("counts");
        *most = (most.0.max(here), most.1.max(all));
    }

    fn leave(&self, host: &str) {
        *self.under_way.lock().expect("counts").get_mut(host).expect("a host that was entered") -= 1;
    }
}

impl Door for Fake {
    fn ask(&self, method: Method, address: &str) -> Answer {
        self.asked.lock().expect("a list").push((Instant::now(), format!("{method:?} {address}")));
        let host = address.split('/').nth(2).expect("a host");
        self.enter(host);
        thread::sleep(self.delay);
        self.leave(host);
        if self.silent {
            return Answer::Failed(Failure::NoHost);
        }
        let table = if method == Method::Head { &self.head } else { &self.get };
        table.get(address).cloned().unwrap_or(Answer::Status(200))
    }
}

fn mentions(addresses: &[&str]) -> Vec<Mention> {
    let at = |(line, address): (usize, &&str)| Mention {
        address: (*address).to_owned(),
        place: Place::new(&"content/a.md".into(), line..line + 1),
    };
    addresses.iter().enumerate().map(at).collect()
}

fn run(door: &Fake, addresses: &[&str], memory: Memory, now: i64) -> Report {
    Errand::new(&mentions(addresses), memory, now, QUICK).run(door, &|| {})
}

fn check(door: &Fake, addresses: &[&str]) -> Vec<String> {
    said(run(door, addresses, Memory::default(), NOW))
}

fn said(report: Report) -> Vec<String> {
    let findings = report.findings.sorted().into_iter();
    findings
        .map(|finding| {
            let place = finding.place.expect("a place").span.0;
            format!("{place} {}", finding.message)
        })
        .collect()
}

#[test]
fn every_mention_is_told_of_and_every_address_asked_once() {
    let door = Fake::with(&[("https://a.ru/x", Answer::Status(404))]);
    let said = check(&door, &["https://a.ru/x", "https://a.ru/x#часть", "https://b.ru/"]);
    let gone = "Страницы нет (ответ 404): https://a.ru/x";
    assert_eq!(said, [format!("0 {gone}"), format!("1 {gone}#часть")]);
    let mut asked = door.asked();
    asked.sort();
    assert_eq!(asked, ["Get https://a.ru/x", "Head https://a.ru/x", "Head https://b.ru/"]);
}

#[test]
fn only_what_is_clearly_lost_is_told_of() {
    for status in [200, 204, 206, 304, 400, 401, 403, 405, 406, 418, 429, 451] {
        let door = Fake::with(&[("https://a.ru/", Answer::Status(status))]);
        assert_eq!(check(&door, &["https://a.ru/"]), [""; 0], "{status}");
    }
    for (status, words) in [(404, "Страницы нет"), (410, "Страницы нет"), (503, "Сервер отвечает ошибкой")]
    {
        let door = Fake::with(&[("https://a.ru/", Answer::Status(status))]);
        assert_eq!(check(&door, &["https://a.ru/"]), [format!("0 {words} (ответ {status}): https://a.ru/")]);
    }
}

#[test]
fn a_page_that_refuses_a_head_is_asked_for_as_a_browser_does() {
    for answer in
        [Answer::Status(405), Answer::Status(403), Answer::Status(501), Answer::Failed(Failure::Garbled)]
    {
        let mut door = Fake::with(&[]);
        door.head.insert("https://a.ru/", answer);
        assert_eq!(check(&door, &["https://a.ru/"]), [""; 0]);
        assert_eq!(door.asked(), ["Head https://a.ru/", "Get https://a.ru/"]);
    }
}

#[test]
fn a_page_that_has_moved_is_followed_so_far() {
    let door = Fake::with(&[
        ("http://a.ru/", Answer::Moved("https://a.ru/new".into())),
        ("https://a.ru/new", Answer::Moved("/newest".into())),
        ("https://a.ru/newest", Answer::Status(404)),
        ("https://b.ru/", Answer::Moved("#".into())),
        ("https://c.ru/", Answer::Moved("http://192.168.0.1/blocked".into())),
        ("https://d.ru/", Answer::Moved("tg://resolve".into())),
    ]);
    assert_eq!(check(&door, &["http://a.ru/"]), ["0 Страницы нет (ответ 404): http://a.ru/"]);
    let circle = check(&door, &["https://b.ru/"]);
    assert_eq!(circle, ["0 Сайт без конца переводит с одного адреса на другой: https://b.ru/"]);
    assert_eq!(check(&door, &["https://c.ru/", "https://d.ru/"]), [""; 0]);
    let asked = door.asked();
    assert_eq!(asked.iter().filter(|request| *request == "Head https://b.ru/").count(), 6);
    assert!(!asked.iter().any(|request| request.contains("192.168")));
}

#[test]
fn what_cannot_be_asked_is_not() {
    let door = Fake::default();
    let said =
        check(&door, &["https://a.example/", "http://192.168.1.5/план", "http://localhost/", "https://"]);
    assert_eq!(
        said,
        [
            "1 Адрес виден только внутри вашей сети: http://192.168.1.5/план",
            "2 Адрес виден только внутри вашей сети: http://localhost/",
            "3 Адрес другого сайта записан с ошибкой: https://",
        ]
    );
    assert_eq!(door.asked(), [""; 0]);
}

#[test]
fn a_host_that_is_not_there_is_asked_once() {
    let door = Fake::with(&[
        ("https://a.ru/1", Answer::Failed(Failure::Untrusted)),
        ("https://b.ru/1", Answer::Status(429)),
        ("https://b.ru/2", Answer::Status(404)),
        ("https://c.ru/1", Answer::Failed(Failure::Slow)),
        ("https://c.ru/2", Answer::Failed(Failure::Slow)),
    ]);
    let said = check(
        &door,
        &[
            "https://a.ru/1",
            "https://a.ru/2",
            "https://b.ru/1",
            "https://b.ru/2",
            "https://c.ru/1",
            "https://c.ru/2",
            "https://c.ru/3",
        ],
    );
    let untrusted = "Не удалось проверить защищённое соединение: https://a.ru";
    let slow = "Сайт не ответил вовремя: https://c.ru";
    assert_eq!(
        said,
        [
            format!("0 {untrusted}/1"),
            format!("1 {untrusted}/2"),
            format!("4 {slow}/1"),
            format!("5 {slow}/2"),
            format!("6 {slow}/3"),
        ]
    );
    let mut asked = door.asked();
    asked.sort();
    assert_eq!(
        asked,
        ["Head https://a.ru/1", "Head https://b.ru/1", "Head https://c.ru/1", "Head https://c.ru/2"]
    );
}

#[test]
fn without_a_network_nothing_is_said_and_nothing_learned() {
    let door = Fake { silent: true, ..Fake::default() };
    let report = run(&door, &["https://a.ru/", "https://b.ru/", "http://10.0.0.1/"], Memory::default(), NOW);
    assert_eq!(report.unreached, ["https://a.ru/", "https://b.ru/"]);
    assert_eq!(report.memory, Memory::default());
    assert_eq!(said(report), ["2 Адрес виден только внутри вашей сети: http://10.0.0.1/"]);
}

#[test]
fn a_host_known_to_be_well_tells_a_dead_one_from_a_dead_network() {
    let addresses = ["https://a.ru/", "https://dead.ru/"];
    let door = Fake::with(&[("https://dead.ru/", Answer::Failed(Failure::NoHost))]);
    let first = run(&door, &addresses, Memory::default(), NOW);
    let again = run(&door, &addresses, first.memory.clone(), NOW + HOUR);
    assert_eq!(said(again), ["1 Такого сайта не нашлось: https://dead.ru/"]);

    let nobody = Fake { silent: true, ..Fake::default() };
    let alone = run(&nobody, &addresses, first.memory, NOW + HOUR);
    assert_eq!(alone.unreached, ["https://dead.ru/"]);
    assert_eq!(nobody.asked(), ["Head https://dead.ru/", "Head https://a.ru/"]);
}

#[test]
fn what_is_remembered_is_told_without_asking() {
    let addresses = ["https://a.ru/", "https://a.ru/gone", "https://a.ru/closed"];
    let door = Fake::with(&[
        ("https://a.ru/gone", Answer::Status(404)),
        ("https://a.ru/closed", Answer::Status(403)),
    ]);
    let first = run(&door, &addresses, Memory::default(), NOW);
    assert_eq!((first.addresses, first.closed), (3, 1));
    let memory = first.memory.clone();
    let first = said(first);

    let later = Fake::default();
    let second = run(&later, &addresses, memory.clone(), NOW + HOUR - 1);
    assert_eq!((said(second), later.asked().len()), (first, 0));
    let third = run(&later, &addresses, memory, NOW + HOUR);
    assert_eq!(said(third), [""; 0]);
    assert_eq!(later.asked(), ["Head https://a.ru/gone"]);
}

#[test]
fn each_host_is_asked_by_one_request_at_a_time_with_a_pause() {
    let addresses: Vec<String> = (0..12)
        .flat_map(|host| {
            (0..if host == 0 { 4 } else { 2 }).map(move |page| format!("https://h{host}.ru/{page}"))
        })
        .collect();
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let door = Fake { delay: Duration::from_millis(20), ..Fake::default() };
    let manners = Manners { pause: Duration::from_millis(30), hosts_at_once: 5, ..QUICK };
    let steps = Mutex::new(0);
    let mentions = mentions(&addresses);
    let errand = Errand::new(&mentions, Memory::default(), NOW, manners);
    assert_eq!(errand.length(), 26);
    errand.run(&door, &|| *steps.lock().expect("a count") += 1);
    assert_eq!(*steps.lock().expect("a count"), 26);
    let (at_one_host, at_all) = *door.most_at_once.lock().expect("counts");
    assert_eq!(at_one_host, 1);
    assert!((2..=5).contains(&at_all), "{at_all} at once");
    let asked = door.asked.lock().expect("a list");
    let first: Vec<Instant> =
        asked.iter().filter(|(_, request)| request.contains("//h0.ru")).map(|(at, _)| *at).collect();
    assert!(first.windows(2).all(|pair| pair[1] - pair[0] >= Duration::from_millis(50)), "{first:?}");
}
