//! What the author of a picture is told that cannot be published.

use super::{MOST_PIXELS, Unfit};
use crate::diagnostic::{Diagnostic, Place};

impl Unfit {
    /// The mistake of naming the picture `name` at `place`.
    pub fn refusal(self, name: &str, place: Place) -> Diagnostic {
        let (message, hint) = match self {
            Self::Foreign("HEIC") => (
                format!("Снимок «{name}» сохранён в формате HEIC: его не показывают браузеры"),
                "Сохраните снимок как JPEG и назовите здесь новый файл. В Windows откройте его в «Фотографиях» и \
                 выберите «Сохранить как». Чтобы iPhone снимал сразу в JPEG: Настройки, Камера, Форматы, «Наиболее \
                 совместимые»."
                    .to_owned(),
            ),
            Self::Foreign(format) => (
                format!("Файл «{name}» сохранён в формате {format}: на сайт такие картинки не годятся"),
                "Сохраните снимок как JPEG, рисунок как PNG, отсканированный документ как PDF.".to_owned(),
            ),
            Self::Misnamed(format) => (
                format!("Файл «{name}» назван не своим именем: внутри картинка {}", format.name()),
                format!("Дайте файлу его настоящее расширение: {}.", renamed(name, format.extension())),
            ),
            Self::Unknown => (
                format!("В файле «{name}» нет картинки, хотя назван он так"),
                "Откройте файл: если его не показывает и просмотр фотографий, возьмите снимок заново.".to_owned(),
            ),
            Self::Damaged => (
                format!("Картинка «{name}» повреждена или скопирована не до конца"),
                "Скопируйте её заново с телефона или фотоаппарата и посмотрите, видна ли она целиком.".to_owned(),
            ),
            Self::TooLarge => (
                format!("В картинке «{name}» больше {} миллионов точек", MOST_PIXELS / 1_000_000),
                "Уменьшите её, например в Paint кнопкой «Изменить размер»: для страницы хватит 3000 точек в ширину."
                    .to_owned(),
            ),
        };
        let refusal = Diagnostic::error(place, message).hint(hint);
        if matches!(self, Self::Foreign(_)) {
            return refusal
                .reason("Из такого файла не убрать место и время съёмки, а сайт не должен их выдавать.");
        }
        refusal
    }
}

fn renamed(name: &str, extension: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    format!("{}.{extension}", name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}
