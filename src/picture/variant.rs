//! In which sizes and formats a picture is published: a rule over what its head says, so that a page can name the files
//! before any of them is made.

use super::{Facts, Format};

/// The widths that a picture is made in, in pixels: half a column of text, a column on a plain screen (624), a telephone
/// (about 370, with three pixels for one), a column on a sharp screen (with two for one).
const WIDTHS: [u32; 4] = [480, 800, 1120, 1440];
/// Nothing is made higher than this: WebP ends at 16383, and nobody sees so much at once.
const GREATEST_HEIGHT: u32 = 8000;
/// Up to this width a drawing is published as it is.
const WIDEST_DRAWING: u32 = 2 * WIDTHS[3];
/// More than two bits for a pixel make a photograph of a PNG: drawings are packed far closer.
const BITS_OF_DRAWING: u64 = 2;
/// A file of so many bytes is not worth making smaller, whatever it shows, and one of so many is not worth a second one.
const SHORT: u64 = 16 * 1024;
const TRIFLE: u64 = 4 * 1024;
/// Browsers that do not know WebP get one size: no wider than this, where there is one.
const WIDEST_MAIN: u32 = 1000;

/// How large a picture stands on pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// Beside a name.
    Small,
    /// As wide as the text, or beside its like.
    Full,
}

/// A file that is made of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variant {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// How it is coded.
    pub coding: Coding,
}

/// How a file is coded that is made here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coding {
    /// For photographs, in every browser.
    Jpeg,
    /// Without loss, in every browser.
    Png,
    /// Smaller than either, in every browser since 2020.
    WebP,
}

/// Where the pixels of a shown picture come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The author's own file, cleaned.
    Original,
    /// A file made of it.
    Made(Variant),
}

/// The files by which a picture is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Showing {
    /// For every browser.
    pub main: Source,
    /// For those that know WebP, by width.
    pub webp: Vec<Variant>,
    /// The largest width and height in pixels of what is shown.
    pub sides: (u32, u32),
}

impl Coding {
    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }
}

impl Showing {
    /// The files that are made.
    pub fn made(&self) -> impl Iterator<Item = Variant> {
        let main = match self.main {
            Source::Made(variant) if !self.webp.contains(&variant) => Some(variant),
            _ => None,
        };
        self.webp.iter().copied().chain(main)
    }
}

impl Facts {
    /// The files by which the picture is shown.
    pub fn showing(&self, size: Size) -> Showing {
        if self.is_moving || self.is_drawing() {
            let packs_closer = self.format == Format::Png && !self.is_moving && self.length > TRIFLE;
            let webp = packs_closer.then(|| self.variant(self.width, Coding::WebP));
            let sides = (self.width, self.height);
            return Showing { main: Source::Original, webp: webp.into_iter().collect(), sides };
        }
        let widths = self.widths(size);
        let webp: Vec<Variant> = widths.iter().map(|width| self.variant(*width, Coding::WebP)).collect();
        let main = widths.iter().rfind(|width| **width <= WIDEST_MAIN).or(widths.first());
        let main = self.variant(main.copied().unwrap_or(self.width), self.coding());
        let sides = webp.last().map_or((self.width, self.height), |largest| (largest.width, largest.height));
        Showing { main: Source::Made(main), webp, sides }
    }

    /// Whether it is a drawing in few colours, which would not shrink but blur.
    fn is_drawing(&self) -> bool {
        let pixels = u64::from(self.width) * u64::from(self.height);
        let is_packed = self.length <= SHORT || self.length * 8 <= pixels * BITS_OF_DRAWING;
        self.is_lossless && is_packed && self.format != Format::Bmp && self.width <= WIDEST_DRAWING
    }

    /// How the picture is coded for browsers that do not know WebP.
    fn coding(&self) -> Coding {
        match self.format {
            Format::Jpeg => Coding::Jpeg,
            Format::Png | Format::Gif | Format::Bmp => Coding::Png,
            Format::WebP => Coding::WebP,
        }
    }

    /// From narrow to wide, none wider than the picture itself; one that the next surpasses by less than a quarter is not
    /// worth its file.
    fn widths(&self, size: Size) -> Vec<u32> {
        let fits = u64::from(self.width) * u64::from(GREATEST_HEIGHT) / u64::from(self.height);
        let fits = u32::try_from(fits).unwrap_or(u32::MAX).max(1);
        let wanted = if size == Size::Small { &WIDTHS[..1] } else { &WIDTHS[..] };
        let widest = wanted[wanted.len() - 1].min(self.width).min(fits);
        let narrower = wanted.iter().copied().filter(|width| width + width / 4 <= widest);
        narrower.chain([widest]).collect()
    }

    fn variant(&self, width: u32, coding: Coding) -> Variant {
        let (own_width, own_height) = (u64::from(self.width), u64::from(self.height));
        let height = (own_height * u64::from(width) * 2 + own_width) / (2 * own_width);
        Variant { width, height: u32::try_from(height).unwrap_or(u32::MAX).max(1), coding }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::picture::exif::Orientation;

    fn facts(format: Format, width: u32, height: u32) -> Facts {
        let (orientation, is_lossless) = (Orientation::UPRIGHT, format == Format::Png);
        Facts { format, width, height, length: 3_000_000, is_lossless, is_moving: false, orientation }
    }

    fn widths(facts: Facts) -> Vec<u32> {
        facts.showing(Size::Full).webp.iter().map(|variant| variant.width).collect()
    }

    #[test]
    fn sizes_follow_the_page_and_the_picture() {
        assert_eq!(widths(facts(Format::Jpeg, 4000, 3000)), [480, 800, 1120, 1440]);
        assert_eq!(widths(facts(Format::Jpeg, 1000, 700)), [480, 800, 1000]);
        assert_eq!(widths(facts(Format::Jpeg, 300, 200)), [300]);
        let main = facts(Format::Jpeg, 4000, 3000).showing(Size::Full).main;
        assert_eq!(main, Source::Made(Variant { width: 800, height: 600, coding: Coding::Jpeg }));
        let small = facts(Format::Png, 4000, 3000).showing(Size::Small);
        assert_eq!(small.made().count(), 2);
    }

    #[test]
    fn drawings_and_films_stay_as_they_are() {
        let drawing = Facts { length: 40_000, ..facts(Format::Png, 1200, 800) };
        let shown = drawing.showing(Size::Full);
        assert_eq!((shown.main, shown.webp[0].width), (Source::Original, 1200));
        let trifle = Facts { length: 300, ..drawing }.showing(Size::Full);
        assert_eq!((trifle.main, trifle.webp.len()), (Source::Original, 0));
        let film = Facts { is_moving: true, ..facts(Format::WebP, 4000, 3000) }.showing(Size::Full);
        assert_eq!((film.main, film.webp.len()), (Source::Original, 0));
    }

    proptest! {
        #[test]
        fn nothing_is_larger_than_the_picture(width in 1_u32..60_000, height in 1_u32..60_000) {
            let showing = facts(Format::Jpeg, width, height).showing(Size::Full);
            prop_assert!(!showing.webp.is_empty());
            prop_assert!(showing.webp.is_sorted_by(|one, next| one.width < next.width));
            for variant in showing.made() {
                prop_assert!(variant.width <= width && variant.height <= height.min(GREATEST_HEIGHT + 1));
            }
        }
    }
}
