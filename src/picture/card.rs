//! The picture that a messenger shows beside a link: a catalogue card with a name on it, drawn anew from its words.
//!
//! Glyphs are outlines of the typeface inside the program, so that the same words give the same bytes on every machine.

use ab_glyph::{Font, FontRef, PxScaleFont, ScaleFont, point};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};

/// Its sides in pixels, as networks ask for them.
pub const SIDES: (u32, u32) = (1200, 630);

/// Goes up when the same words give another picture.
pub const EDITION: &str = "card 1";

/// The colours of the theme on a plain day.
const PAPER: Rgb<u8> = Rgb([0xf6, 0xf1, 0xe7]);
const SHEET: Rgb<u8> = Rgb([0xff, 0xfd, 0xf8]);
const INK: Rgb<u8> = Rgb([0x24, 0x1d, 0x16]);
const MUTED: Rgb<u8> = Rgb([0x66, 0x5b, 0x4d]);
const RULE: Rgb<u8> = Rgb([0xd9, 0xcf, 0xbe]);

/// The card on the paper, from corner to corner; its lines; its hole.
const CARD: [u32; 4] = [56, 48, 1144, 582];
const UPRIGHT_LINE: u32 = 176;
const HEAD_LINE: u32 = 150;
const HOLE: (f32, f32, f32) = (600.0, 540.0, 17.0);

/// Where words begin and how wide they may run; between which heights the title stands.
const LEFT: f32 = 208.0;
const WIDTH: f32 = 896.0;
const TITLE: (f32, f32) = (176.0, 486.0);
/// The sizes that a title is tried in, the largest first.
const TITLE_SIZES: [f32; 7] = [76.0, 68.0, 60.0, 54.0, 48.0, 42.0, 36.0];
const SMALL: f32 = 34.0;
/// A line of the title takes so many times its size.
const LEADING: f32 = 1.16;

/// What stands on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Above the line: where, or whose.
    pub overline: String,
    /// The name.
    pub title: String,
    /// At the foot: the school year. Empty where there is nothing to say.
    pub foot: String,
    /// The colour of its ruled lines, in red, green and blue.
    pub line: [u8; 3],
}

impl Card {
    /// Its picture as PNG.
    pub fn draw(&self) -> Vec<u8> {
        let mut canvas = Canvas::new(Rgb(self.line));
        // The first of them is Libertinus Serif, upright. Only what is asked for is linked.
        let font = typst_assets::fonts().next().and_then(|bytes| FontRef::try_from_slice(bytes).ok());
        if let Some(font) = font {
            canvas.line(&font.as_scaled(SMALL), LEFT, 118.0, MUTED, &fitted(&font, SMALL, &self.overline));
            canvas.title(&font, &self.title);
            canvas.line(&font.as_scaled(SMALL), LEFT, 550.0, MUTED, &fitted(&font, SMALL, &self.foot));
        }
        let mut file = Vec::new();
        let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Best, FilterType::NoFilter);
        // Memory takes everything.
        let _ = encoder.write_image(&canvas.pixels, SIDES.0, SIDES.1, ExtendedColorType::Rgb8);
        file
    }
}

/// A card in the making.
struct Canvas {
    pixels: RgbImage,
}

impl Canvas {
    /// An empty card with lines of a colour.
    fn new(line: Rgb<u8>) -> Self {
        let mut canvas = Self { pixels: RgbImage::from_pixel(SIDES.0, SIDES.1, PAPER) };
        let [left, top, right, bottom] = CARD;
        canvas.fill([left, top, right, bottom], RULE);
        canvas.fill([left + 2, top + 2, right - 2, bottom - 2], SHEET);
        canvas.fill([UPRIGHT_LINE, top + 2, UPRIGHT_LINE + 2, bottom - 2], line);
        canvas.fill([left + 2, HEAD_LINE, right - 2, HEAD_LINE + 2], line);
        canvas.hole();
        canvas
    }

    fn fill(&mut self, [left, top, right, bottom]: [u32; 4], colour: Rgb<u8>) {
        for y in top..bottom {
            for x in left..right {
                self.pixels.put_pixel(x, y, colour);
            }
        }
    }

    fn hole(&mut self) {
        let (x, y, radius) = HOLE;
        for (radius, colour) in [(radius + 2.0, RULE), (radius, PAPER)] {
            for (px, py, pixel) in self.pixels.enumerate_pixels_mut() {
                let (dx, dy) = (number(px) + 0.5 - x, number(py) + 0.5 - y);
                blend(pixel, colour, radius + 0.5 - dx.mul_add(dx, dy * dy).sqrt());
            }
        }
    }

    /// The title as large as it fits, above the middle of its room.
    fn title(&mut self, font: &FontRef, title: &str) {
        let room = |size: f32| ((TITLE.1 - TITLE.0) / (size * LEADING)).floor();
        let tried = TITLE_SIZES.iter().map(|size| (*size, lines(&font.as_scaled(*size), title)));
        let fits =
            |(size, (lines, whole)): &(f32, (Vec<String>, bool))| *whole && count(lines.len()) <= room(*size);
        let smallest = TITLE_SIZES[TITLE_SIZES.len() - 1];
        let fitting = tried.into_iter().find(fits);
        let (size, lines) = fitting.map_or_else(
            || (smallest, shortened(lines(&font.as_scaled(smallest), title).0, room(smallest))),
            |(size, (lines, _))| (size, lines),
        );
        let scaled = font.as_scaled(size);
        for (index, line) in lines.iter().enumerate() {
            let baseline = count(index).mul_add(size * LEADING, TITLE.0 + size);
            self.line(&scaled, LEFT, baseline, INK, line);
        }
    }

    fn line(&mut self, font: &PxScaleFont<&FontRef>, left: f32, baseline: f32, colour: Rgb<u8>, text: &str) {
        let mut x = left;
        for letter in text.chars().map(visible) {
            let id = font.glyph_id(letter);
            let glyph = id.with_scale_and_position(font.scale(), point(x, baseline));
            x += advance(font, letter);
            let Some(outlined) = font.outline_glyph(glyph).filter(|_| id.0 != 0) else { continue };
            let corner = outlined.px_bounds().min;
            outlined.draw(|dx, dy, covered| {
                let (px, py) = (corner.x + number(dx), corner.y + number(dy));
                let pixel = whole(px).zip(whole(py));
                let pixel = pixel.and_then(|(x, y)| self.pixels.get_pixel_mut_checked(x, y));
                if let Some(pixel) = pixel {
                    blend(pixel, colour, covered);
                }
            });
        }
    }
}

/// Lays `colour` over a pixel, as much of it as is covered.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between two bytes there are only bytes"
)]
fn blend(pixel: &mut Rgb<u8>, colour: Rgb<u8>, covered: f32) {
    let covered = covered.clamp(0.0, 1.0);
    for (below, above) in pixel.0.iter_mut().zip(colour.0) {
        let (from, to) = (f32::from(*below), f32::from(above));
        *below = (to - from).mul_add(covered, from).round() as u8;
    }
}

/// A space that holds words together is drawn as any.
fn visible(letter: char) -> char {
    if letter.is_whitespace() { ' ' } else { letter }
}

/// How far a letter moves what is behind it; one that the typeface has not, not at all.
fn advance(font: &PxScaleFont<&FontRef>, letter: char) -> f32 {
    let id = font.glyph_id(visible(letter));
    if id.0 == 0 { 0.0 } else { font.h_advance(id) }
}

fn length(font: &PxScaleFont<&FontRef>, text: &str) -> f32 {
    text.chars().map(|letter| advance(font, letter)).sum()
}

/// Text in lines as long as there is room, and whether every word was shorter than a line.
fn lines(font: &PxScaleFont<&FontRef>, text: &str) -> (Vec<String>, bool) {
    let (mut lines, mut whole) = (vec![String::new()], true);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let line = lines.last().map_or("", String::as_str);
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if length(font, &longer) <= WIDTH {
            lines.pop();
            lines.push(longer);
            continue;
        }
        if line.is_empty() {
            lines.pop();
        }
        let pieces = broken(font, word);
        whole &= pieces.len() == 1;
        lines.extend(pieces);
    }
    (lines, whole)
}

/// A word in pieces no longer than a line.
fn broken(font: &PxScaleFont<&FontRef>, word: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        let piece = pieces.last().map_or("", String::as_str);
        let longer = format!("{piece}{letter}");
        if length(font, &longer) > WIDTH && !piece.is_empty() {
            pieces.push(letter.to_string());
        } else {
            pieces.pop();
            pieces.push(longer);
        }
    }
    pieces
}

/// As many lines as there is room for, the last with an ellipsis where some were left out.
fn shortened(mut lines: Vec<String>, room: f32) -> Vec<String> {
    while count(lines.len()) > room {
        lines.pop();
        if let Some(last) = lines.last_mut() {
            let kept = last.trim_end_matches('…').rsplit_once(' ').map_or(last.as_str(), |(kept, _)| kept);
            *last = format!("{}…", kept.trim_end_matches([',', ';', ':', '.', ' ']));
        }
    }
    lines
}

/// A single line, cut where there is no room.
fn fitted(font: &FontRef, size: f32, text: &str) -> String {
    let (lines, _) = lines(&font.as_scaled(size), text);
    let cut = lines.len() > 1;
    let first = lines.into_iter().next().unwrap_or_default();
    if cut { format!("{}…", first.trim_end_matches([',', ';', ':', '.', ' '])) } else { first }
}

#[expect(clippy::cast_precision_loss, reason = "the sides of a card are short")]
fn number(pixels: u32) -> f32 {
    pixels as f32
}

#[expect(clippy::cast_precision_loss, reason = "a name has few lines")]
fn count(lines: usize) -> f32 {
    lines as f32
}

/// A pixel's place, where it is on the card.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is not negative and short")]
fn whole(place: f32) -> Option<u32> {
    (0.0..10_000.0).contains(&place).then_some(place as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str) -> Card {
        let (overline, foot) = ("Примерный район".to_owned(), "2026/2027 учебный год".to_owned());
        Card { overline, title: title.to_owned(), foot, line: [0xc4, 0x70, 0x5f] }
    }

    /// The pixels of a card, of which so many are inked.
    fn drawn(card: &Card) -> (RgbImage, usize) {
        let picture = image::load_from_memory(&card.draw()).expect("a picture").to_rgb8();
        assert_eq!(picture.dimensions(), SIDES);
        let inked = picture.pixels().filter(|pixel| pixel.0[0] < 0x60).count();
        (picture, inked)
    }

    #[test]
    fn words_stand_on_the_card_and_nowhere_else() {
        let long =
            "Муниципальное методическое объединение педагогов-библиотекарей общеобразовательных учреждений "
                .repeat(12);
        let endless = "непереносимоедлинноеслово".repeat(12);
        let (empty, none) = drawn(&Card { overline: String::new(), foot: String::new(), ..card("") });
        assert_eq!(none, 0);
        for title in ["РМО", "Районное методическое объединение школьных библиотекарей", &long, &endless]
        {
            let (picture, inked) = drawn(&card(title));
            assert!(inked > 500, "{title}: {inked}");
            for (x, y, pixel) in picture.enumerate_pixels() {
                let inside =
                    (UPRIGHT_LINE + 2..CARD[2] - 2).contains(&x) && (CARD[1] + 2..CARD[3] - 2).contains(&y);
                assert!(inside || pixel == empty.get_pixel(x, y), "{title}: a letter at {x}, {y}");
            }
        }
    }

    #[test]
    fn the_colours_are_those_of_the_theme() {
        let style = include_str!("../../themes/default/static/style.css");
        let named = [("paper", PAPER), ("sheet", SHEET), ("ink", INK), ("muted", MUTED), ("rule", RULE)];
        for (name, Rgb([red, green, blue])) in named {
            let wanted = format!("--{name}: #{red:02x}{green:02x}{blue:02x};");
            assert_eq!(style.find(&wanted), style.find(&format!("--{name}: ")), "{wanted}");
        }
    }

    #[test]
    fn the_lines_have_the_colour_that_is_asked_for() {
        let lines = |line| {
            let (picture, _) = drawn(&Card { line, ..card("РМО") });
            picture.pixels().filter(|pixel| pixel.0 == line).count()
        };
        let (cherry, blue) = (lines([0xc4, 0x70, 0x5f]), lines([0x7a, 0x98, 0xb8]));
        assert!(cherry > 3000 && cherry == blue, "{cherry} {blue}");
        assert_ne!(card("РМО").draw(), Card { line: [0x7a, 0x98, 0xb8], ..card("РМО") }.draw());
    }

    #[test]
    fn the_same_words_give_the_same_bytes_and_few_of_them() {
        let file = card("Городское методическое объединение «Ёлки» № 5 — қазақ").draw();
        assert_eq!(file, card("Городское методическое объединение «Ёлки» № 5 — қазақ").draw());
        assert!(file.len() < 60_000, "{}", file.len());
        assert_ne!(file, card("Городское методическое объединение «Елки» № 5 — қазақ").draw());
    }
}
