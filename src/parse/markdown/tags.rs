//! Tags of an author's own HTML that no page can have, and those that would take the rest of the text with them.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag as Element};

use super::Located;
use super::html::unescaped;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::prose::corrected;

/// What an author wanted with a tag that cannot be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    /// To run a program.
    Program,
    /// To design the page.
    Design,
    /// To ask the visitor something.
    Form,
    /// To show a window of another site, mostly a video.
    Window,
    /// To let something be heard.
    Sound,
    /// To draw.
    Drawing,
    /// Something whose words no page shows.
    Hidden,
}

/// The tags that the allow-list drops together with what they hold. All others lose nothing but themselves.
const REFUSED: &[(&str, Wish)] = &[
    ("applet", Wish::Window),
    ("audio", Wish::Sound),
    ("button", Wish::Form),
    ("canvas", Wish::Drawing),
    ("embed", Wish::Window),
    ("form", Wish::Form),
    ("frame", Wish::Window),
    ("frameset", Wish::Window),
    ("iframe", Wish::Window),
    ("input", Wish::Form),
    ("math", Wish::Drawing),
    ("noembed", Wish::Hidden),
    ("noframes", Wish::Hidden),
    ("noscript", Wish::Program),
    ("object", Wish::Window),
    ("plaintext", Wish::Hidden),
    ("script", Wish::Program),
    ("select", Wish::Form),
    ("style", Wish::Design),
    ("svg", Wish::Drawing),
    ("template", Wish::Hidden),
    ("textarea", Wish::Form),
    ("title", Wish::Hidden),
    ("video", Wish::Window),
    ("xmp", Wish::Hidden),
];

/// The tags behind which a browser takes everything up to their end for no text of the page (the HTML standard, 13.2.6.4).
const SWALLOWING: &[&str] = &[
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// How many bytes behind a tag its end is looked for: text full of tags shall not take long.
const NEAR: usize = 1 << 16;

/// A tag or a comment as it stands in the text.
struct Markup<'t> {
    name: &'t str,
    span: Range<usize>,
    /// The same with everything up to its closing tag, where that is near.
    whole: Range<usize>,
    closed: bool,
}

/// The document whose tags are looked at.
struct Document<'d> {
    path: &'d Arc<str>,
    text: &'d str,
    /// The text in small letters, byte for byte.
    lower: String,
    base: usize,
}

/// Reports the tags in `text`, which begins `base` bytes into the file `path` and was read as `events`, that cannot stand
/// on a page.
pub(super) fn report(
    (path, text, base): (&Arc<str>, &str, usize),
    events: &[Located],
    diagnostics: &mut Diagnostics,
) {
    let stretches: Vec<(&Range<usize>, bool)> = events.iter().filter_map(stretch).collect();
    if stretches.is_empty() {
        return;
    }
    let document = Document { path, text, lower: text.to_ascii_lowercase(), base };
    let mut read = 0;
    let mut form = false;
    for (range, block) in stretches {
        let mut at = range.start.max(read);
        while let Some(offset) = document.text.get(at..range.end).and_then(|rest| rest.find('<')) {
            at += offset;
            let (end, found) = document.markup(at, range.end, block, &mut form);
            diagnostics.extend(found);
            at = end;
        }
        read = read.max(at);
    }
}

/// Where an event has HTML of the author's, and whether it is a block of it.
fn stretch<'e>((event, range): &'e Located) -> Option<(&'e Range<usize>, bool)> {
    match event {
        Event::Start(Element::HtmlBlock) => Some((range, true)),
        Event::InlineHtml(_) => Some((range, false)),
        _ => None,
    }
}

impl Document<'_> {
    /// What is wrong with the markup at `at`, which ends before `limit`, and where to go on.
    fn markup(&self, at: usize, limit: usize, block: bool, form: &mut bool) -> (usize, Option<Diagnostic>) {
        if self.text[at..].starts_with("<!--") {
            let end = self.text[at + 2..limit].find("-->").map(|length| at + 2 + length + 3);
            return (end.unwrap_or(limit), end.is_none().then(|| self.unclosed_comment(at)));
        }
        let Some(name) = self.name(at) else { return (at + 1, None) };
        let Some(end) = tag_end(&self.text[..limit], at) else {
            return (limit, Some(self.unfinished(at)));
        };
        let Some((_, wish)) = REFUSED.iter().find(|(known, _)| *known == name) else { return (end, None) };
        let near = self.text.floor_char_boundary(end + NEAR);
        let line = || self.text[end..near].find('\n').map_or(near, |length| end + length);
        let markup = self.with_end(name, at..end, if block { limit.min(near) } else { line() });
        let next = markup.whole.end;
        // One form has many fields; one word about it is enough.
        if *wish == Wish::Form && std::mem::replace(form, true) {
            return (next, None);
        }
        (next, Some(self.refused(&markup, *wish)))
    }

    /// The name of the opening tag at `at` in small letters.
    fn name(&self, at: usize) -> Option<&str> {
        let rest = &self.lower[at + 1..];
        let length = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
        rest.starts_with(|letter: char| letter.is_ascii_alphabetic()).then(|| &rest[..length])
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |length| at + length)
    }

    fn with_end<'t>(&self, name: &'t str, span: Range<usize>, limit: usize) -> Markup<'t> {
        let behind = &self.lower[span.end..limit];
        let closing = behind.find(&format!("</{name}")).map(|start| span.end + start);
        let end = closing.map(|start| tag_end(&self.text[..limit], start).unwrap_or(limit));
        let closed = end.is_some();
        let swallows = !closed && SWALLOWING.contains(&name);
        let end = end.unwrap_or(if swallows { limit } else { span.end });
        Markup { name, whole: span.start..end, span, closed }
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.path, self.base + range.start..self.base + range.end)
    }

    fn refused(&self, markup: &Markup, wish: Wish) -> Diagnostic {
        let name = markup.name;
        let address = self.address(markup);
        let place = self.place(markup.span.clone());
        if SWALLOWING.contains(&name) && !markup.closed && address.is_none() {
            return self.swallowing(markup, place);
        }
        let (message, hint) = match wish {
            Wish::Program => (
                format!("Программу (<{name}>) на страницу вставить нельзя"),
                format!("Уберите её до самого </{name}>; счётчик или виджет замените ссылкой на его сайт."),
            ),
            Wish::Design => (
                format!("Своё оформление (<{name}>) на странице задать нельзя"),
                format!("Уберите его до самого </{name}>: страницу оформляет Картотека."),
            ),
            Wish::Form => (
                format!("Форму (<{name}>) на страницу вставить нельзя"),
                "Дайте ссылку на страницу с формой: [анкета для библиотекарей](https://…).".to_owned(),
            ),
            Wish::Window => (
                format!("Видео или окно другого сайта (<{name}>) вставить нельзя, дайте ссылку"),
                "Напишите вместо него ссылку: [что откроется](https://…).".to_owned(),
            ),
            Wish::Sound => (
                format!("Звук (<{name}>) вставить нельзя, дайте ссылку"),
                "Напишите вместо него ссылку: [что прозвучит](https://…).".to_owned(),
            ),
            Wish::Drawing => (
                format!("Рисунок из кода (<{name}>) на страницу вставить нельзя"),
                "Сохраните его картинкой рядом со страницей: ![что на рисунке](risunok.png).".to_owned(),
            ),
            Wish::Hidden => (
                format!("Слова внутри <{name}> на странице не видны"),
                format!("Уберите <{name}> и </{name}>, оставьте слова."),
            ),
        };
        let refused = Diagnostic::error(place, message).reason("На сайт это не попадёт.");
        match address.filter(|_| matches!(wish, Wish::Window | Wish::Sound)) {
            Some(address) => refused.hint("Напишите вместо него:").correction(self.as_link(markup, &address)),
            None => refused.hint(hint),
        }
    }

    /// A tag behind which the page would end: most likely a word of the text.
    fn swallowing(&self, markup: &Markup, place: Place) -> Diagnostic {
        let start = markup.span.start;
        let line = corrected(self.text, &markup.span, &[(start..start, "\\".to_owned())]);
        Diagnostic::error(place, format!("Всё, что стоит за <{}>, на сайт не попадёт", markup.name))
            .hint("Уберите это; если это слова текста, поставьте перед ними обратную косую черту:")
            .correction(line.unwrap_or_else(|| format!("\\<{}>", markup.name)))
    }

    /// The line with a link in place of the tag.
    fn as_link(&self, markup: &Markup, address: &str) -> String {
        let address = if address.contains(' ') { format!("<{address}>") } else { address.to_owned() };
        let link = format!("[название записи]({address})");
        corrected(self.text, &markup.whole, &[(markup.whole.clone(), link.clone())]).unwrap_or(link)
    }

    /// The address of what a tag or one inside it shows.
    fn address(&self, markup: &Markup) -> Option<String> {
        let whole = &self.text[markup.whole.clone()];
        let given = ["src", "data", "href"].iter().find_map(|name| attribute(whole, name))?;
        let given = unescaped(given.trim());
        Some(if given.starts_with("//") { format!("https:{given}") } else { given })
            .filter(|given| !given.is_empty())
    }

    fn unclosed_comment(&self, at: usize) -> Diagnostic {
        let line_end = self.line_end(at);
        let diagnostic = Diagnostic::error(self.place(at..at + "<!--".len()), "Заметка «<!--» не закрыта")
            .reason("Всё, что стоит за ней до конца файла, на сайт не попадёт.")
            .hint("Поставьте --> там, где она кончается:");
        let line = corrected(self.text, &(at..line_end), &[(line_end..line_end, " -->".to_owned())]);
        diagnostic.correction(line.unwrap_or_else(|| "-->".to_owned()))
    }

    fn unfinished(&self, at: usize) -> Diagnostic {
        Diagnostic::error(self.place(at..self.line_end(at)), "Тег открыт знаком < и не закончен знаком >")
            .reason("Текст за ним на сайт не попадёт.")
            .hint("Поставьте недостающие знаки > и \" или уберите тег.")
    }
}

/// The end of the tag that begins at `at`: behind the first `>` that stands in no quoted value.
fn tag_end(text: &str, at: usize) -> Option<usize> {
    let mut from = at;
    while let Some(offset) = text[from..].find(['>', '"', '\'']) {
        let found = from + offset;
        let sign = text.as_bytes()[found];
        if sign == b'>' {
            return Some(found + 1);
        }
        from = found + 1;
        if text[..found].trim_end().ends_with('=') {
            from += text[from..].find(char::from(sign))? + 1;
        }
    }
    None
}

/// The value of the attribute `name` in some HTML.
fn attribute<'t>(html: &'t str, name: &str) -> Option<&'t str> {
    let lower = html.to_ascii_lowercase();
    lower.match_indices(name).find_map(|(at, _)| {
        let parted = html[..at].ends_with(|sign: char| sign.is_whitespace() || matches!(sign, '"' | '\''));
        let value = html[at + name.len()..].trim_start().strip_prefix('=').filter(|_| parted)?.trim_start();
        match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next(),
            _ => value.split(|sign: char| sign.is_whitespace() || sign == '>').next(),
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::parse;
    use super::*;

    /// The errors about a document: the words they point at, and the corrected line.
    fn found(text: &str) -> Vec<(String, Option<String>)> {
        let mut diagnostics = Diagnostics::default();
        parse(&"t.md".into(), text, 0, &mut diagnostics);
        let errors = diagnostics.sorted().into_iter().filter(|found| found.lint.is_none());
        let with_place = errors.filter_map(|found| Some((found.place?, found.correction)));
        with_place
            .map(|(place, correction)| (text[place.span.0..place.span.1].to_owned(), correction))
            .collect()
    }

    #[test]
    fn what_would_be_lost_is_found() {
        for (text, words, correction) in [
            ("Начало <style> середина.\n\nКонец.", "<style>", Some("Начало \\<style> середина.")),
            ("| Тег |\n|---|\n| <script> |\n", "<script>", Some("| \\<script> |")),
            ("<!-- заметка\n\nЕщё.", "<!--", Some("<!-- заметка -->")),
            ("<ScRiPt>alert('<b>')</sCrIpT>\n", "<ScRiPt>", None),
            ("<p class=\"a\n\nТекст.", "<p class=\"a", None),
            ("<form><input><button>да</button></form>", "<form>", None),
            ("<svg><path d=\"M0\"/></svg>", "<svg>", None),
            (
                "Вот <iframe width=5 src=\"https://vk.com/video?a=1&amp;b=2\"></iframe> запись",
                "<iframe width=5 src=\"https://vk.com/video?a=1&amp;b=2\">",
                Some("Вот [название записи](https://vk.com/video?a=1&b=2) запись"),
            ),
            (
                "<video controls>\n<source src='a b.mp4'>\n</video>\n",
                "<video controls>",
                Some("[название записи](<a b.mp4>)"),
            ),
        ] {
            assert_eq!(found(text), [(words.to_owned(), correction.map(str::to_owned))], "{text}");
        }
    }

    #[test]
    fn what_loses_nothing_is_left_alone() {
        for text in [
            "<!-- заметка -->\n\nТекст <!-- ещё --> и <!---->.",
            "`<script>` и \\<style> и 5 < 6",
            "```\n<script>\n```\n",
            "<div><b>Мы</b></div>\n\n<p title=\"a>b\" class=x\"y>да</p>",
            "<font color=red>да</font> <center>нет</center>",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_tags_are_read(
            text in "([<>!/=\"' \n-]|я|<script|</script>|<!--|-->|<video |src=|<input|<p |\\| |<iframe>){0,40}"
        ) {
            found(&text);
        }
    }
}
