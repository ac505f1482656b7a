//! What is said of an address that does not answer.

use super::address::Reading;
use super::answer::{Failure, Verdict};
use crate::diagnostic::{Diagnostic, Lint};
use crate::link::Mention;

const LOOK_YOURSELF: &str =
    "Откройте адрес в браузере. Если он не откроется и через несколько дней, замените ссылку или уберите её.";

/// What is wrong with an address, if anything is known to be.
pub(super) fn finding(mention: &Mention, reading: &Reading, verdict: Option<Verdict>) -> Option<Diagnostic> {
    let (what, hint) = match reading {
        Reading::Invented => return None,
        Reading::OwnNetwork => (
            "Адрес виден только внутри вашей сети".to_owned(),
            "Посетители сайта его не откроют. Поставьте адрес, который открывается из любого места, или положите файл рядом со страницей.",
        ),
        Reading::Unreadable => (
            "Адрес другого сайта записан с ошибкой".to_owned(),
            "Скопируйте адрес целиком из строки браузера.",
        ),
        Reading::Page(_) => of_verdict(verdict?)?,
    };
    let message = format!("{what}: {}", mention.address);
    Some(Diagnostic::warning(Lint::DeadAddress, mention.place.clone(), message).hint(hint))
}

fn of_verdict(verdict: Verdict) -> Option<(String, &'static str)> {
    Some(match verdict {
        Verdict::Alive | Verdict::Closed => return None,
        Verdict::Gone(status) => (
            format!("Страницы нет (ответ {status})"),
            "Найдите на том сайте, куда она переехала, или уберите ссылку.",
        ),
        Verdict::Broken(status) => (format!("Сервер отвечает ошибкой (ответ {status})"), LOOK_YOURSELF),
        Verdict::Circling => ("Сайт без конца переводит с одного адреса на другой".to_owned(), LOOK_YOURSELF),
        Verdict::Failed(failure) => of_failure(failure),
    })
}

fn of_failure(failure: Failure) -> (String, &'static str) {
    let (what, hint) = match failure {
        Failure::NoHost => (
            "Такого сайта не нашлось",
            "Проверьте, нет ли в адресе опечатки. Если её нет, сайт переехал или закрылся.",
        ),
        Failure::NoConnection => ("Не удалось связаться с сайтом", LOOK_YOURSELF),
        Failure::Slow => ("Сайт не ответил вовремя", LOOK_YOURSELF),
        Failure::Untrusted => (
            "Не удалось проверить защищённое соединение",
            "Так бывает у сайтов с сертификатом Минцифры и у тех, где забыли сертификат обновить. \
             Если в браузере адрес открывается, ссылку можно оставить.",
        ),
        Failure::Garbled => ("Сайт обрывает связь или отвечает непонятно", LOOK_YOURSELF),
    };
    (what.to_owned(), hint)
}
