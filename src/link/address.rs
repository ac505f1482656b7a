//! The address that a site has in the world.

use url::{ParseError, Url};

/// Why an address cannot be that of a site: what is wrong, and how to mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressMistake {
    /// What is wrong.
    pub message: &'static str,
    /// How to mend it.
    pub hint: &'static str,
}

const WHOLE: &str = "Напишите адрес целиком, как в строке браузера: https://школа.рф/библиотека/";

const WHOLE_WITH_BEGINNING: &str =
    "Поставьте в начале https:// и напишите адрес, как в строке браузера: https://школа.рф/библиотека/";

const UNCLEAR: AddressMistake =
    AddressMistake { message: "Адрес сайта записан непонятно", hint: WHOLE };

/// An address of a site as pages use it, with a `/` at its end.
///
/// # Errors
/// Where no page could be found below it, or it says what nobody must see.
pub fn clean_address(given: &str) -> Result<String, AddressMistake> {
    let given = given.trim();
    let refused = |message, hint| Err(AddressMistake { message, hint });
    if given.contains(char::is_whitespace) {
        return refused(
            "В адресе сайта пробел",
            "Скопируйте адрес из строки браузера; имя папки на сервере лучше писать без пробелов.",
        );
    }
    if authority(given).contains('@') {
        return refused(
            "В адресе сайта стоят имя и пароль, их увидят все",
            "Уберите всё, что стоит между // и знаком @, вместе с ним, и смените этот пароль.",
        );
    }
    let address = match Url::parse(given) {
        Ok(address) => address,
        Err(ParseError::InvalidPort) => {
            return refused(
                "В адресе сайта невозможный порт",
                "Порт — число от 1 до 65535 после двоеточия; обычному сайту он не нужен, уберите его.",
            );
        }
        Err(ParseError::RelativeUrlWithoutBase) => {
            return refused("Адрес сайта записан не полностью", WHOLE_WITH_BEGINNING);
        }
        Err(_) => return Err(UNCLEAR),
    };
    if !matches!(address.scheme(), "http" | "https") {
        return refused("Адрес сайта начинается не с https:// и не с http://", WHOLE);
    }
    if address.query().is_some() || address.fragment().is_some() {
        return refused("В адресе сайта лишнее", "Уберите знак ? или # и всё, что стоит за ним.");
    }
    // What browsers forgive is no address to put into every page: `https:a.ru`, `https:\\a.ru`, quotation marks.
    let lower = given.to_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or_default();
    if rest.is_empty() || rest.starts_with('/') || rest.contains(['"', '<', '>', '\\']) {
        return Err(UNCLEAR);
    }
    Ok(if given.ends_with('/') { given.to_owned() } else { format!("{given}/") })
}

/// What stands between `//` and the path: where the site is, and whoever enters it.
fn authority(address: &str) -> &str {
    let behind = address.split_once("//").map_or("", |(_, behind)| behind);
    behind.split(['/', '?', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gets_its_slash() {
        for (given, clean) in [
            ("https://школа.рф", "https://школа.рф/"),
            (" http://school.example:8080/lib/ ", "http://school.example:8080/lib/"),
            ("HTTPS://A.RU/Библиотека", "HTTPS://A.RU/Библиотека/"),
        ] {
            assert_eq!(clean_address(given).as_deref(), Ok(clean));
        }
    }

    #[test]
    fn what_is_no_address_of_a_site_is_named() {
        for (given, words) in [
            ("https://admin:secret@school.example:99999/", "пароль"),
            ("https://admin@school.example/", "пароль"),
            ("https://school.example:99999/", "порт"),
            ("https://школа.рф/наша библиотека/", "пробел"),
            ("ftp://school.example/", "начинается не с"),
            ("javascript:alert(1)", "начинается не с"),
            ("school.example", "не полностью"),
            ("//school.example", "не полностью"),
            ("https://school.example/?a=1", "лишнее"),
            ("https://school.example/#top", "лишнее"),
            ("https:/school.example", "непонятно"),
            ("https:school.example", "непонятно"),
            ("https://", "непонятно"),
            ("https://a\"b.ru/", "непонятно"),
            ("https://a.ru/\"onload", "непонятно"),
            ("", "не полностью"),
        ] {
            let message = clean_address(given).expect_err(given).message;
            assert!(message.contains(words), "{given}: {message}");
        }
    }
}
