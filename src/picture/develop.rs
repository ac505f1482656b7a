//! Pictures decoded, turned, resized and coded: the only door to the crates that do so.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::clean::{self, cleaned};
use super::{Coding, Facts, Format, MOST_PIXELS, Unfit, Variant};

/// Of 100, for photographs.
const JPEG_QUALITY: u8 = 80;
const WEBP_QUALITY: f32 = 78.0;
/// For what was stored without loss, where coding it so again would take too much.
const FINE_WEBP_QUALITY: f32 = 92.0;
/// Where a file comes out larger than the one it replaces, its quality goes down by steps, but not below this.
const LEAST_WEBP_QUALITY: f32 = 48.0;
const QUALITY_STEP: f32 = 15.0;

/// A decoder may take so many bytes of memory for each of the most pixels.
const BYTES_FOR_PIXEL: u64 = 8;

/// A picture's pixels, upright and in the colours of the web.
pub struct Developed {
    facts: Facts,
    pixels: Vec<u8>,
    has_alpha: bool,
    /// The file without what nobody needs: no file that is made of it shall be larger.
    cleaned: Vec<u8>,
}

impl Developed {
    /// The pixels of the picture with the file `bytes`.
    ///
    /// # Errors
    /// Where it cannot be decoded, in part or at all.
    pub fn new(bytes: &[u8]) -> Result<Self, Unfit> {
        let (facts, cleaned) = (clean::facts(bytes)?, cleaned(bytes)?);
        let mut reader = ImageReader::with_format(Cursor::new(bytes), image_format(facts.format));
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_PIXELS * BYTES_FOR_PIXEL);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(|_| Unfit::Damaged)?;
        let profile = decoder.icc_profile().ok().flatten();
        let mut image = DynamicImage::from_decoder(decoder).map_err(|_| Unfit::Damaged)?;
        image.apply_orientation(facts.orientation.turn());
        if (image.width(), image.height()) != (facts.width, facts.height) {
            return Err(Unfit::Damaged);
        }
        let has_alpha = image.color().has_alpha();
        let pixels = if has_alpha { image.into_rgba8().into_raw() } else { image.into_rgb8().into_raw() };
        let pixels = match profile.and_then(|profile| in_colours_of_web(&pixels, &profile, has_alpha)) {
            Some(converted) => converted,
            None => pixels,
        };
        Ok(Self { facts, pixels, has_alpha, cleaned })
    }

    /// The file that `variant` is.
    ///
    /// # Errors
    /// Where a coder refuses the pixels.
    pub fn make(&self, variant: &Variant) -> Result<Vec<u8>, Unfit> {
        let pixels = self.resized(variant)?;
        match variant.coding {
            Coding::Jpeg => self.jpeg(variant, &pixels),
            Coding::Png => self.png(variant, &pixels),
            Coding::WebP => self.webp(variant, &pixels),
        }
    }

    fn resized(&self, variant: &Variant) -> Result<Vec<u8>, Unfit> {
        if (variant.width, variant.height) == (self.facts.width, self.facts.height) {
            return Ok(self.pixels.clone());
        }
        let kind = if self.has_alpha { PixelType::U8x4 } else { PixelType::U8x3 };
        let from = ImageRef::new(self.facts.width, self.facts.height, &self.pixels, kind);
        let mut to = Image::new(variant.width, variant.height, kind);
        Resizer::new()
            .resize(&from.map_err(|_| Unfit::Damaged)?, &mut to, None)
            .map_err(|_| Unfit::Damaged)?;
        Ok(to.into_vec())
    }

    fn jpeg(&self, variant: &Variant, pixels: &[u8]) -> Result<Vec<u8>, Unfit> {
        let mut file = Vec::new();
        JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY)
            .write_image(pixels, variant.width, variant.height, self.colours())
            .map_err(|_| Unfit::Damaged)?;
        let same = variant.width == self.facts.width && self.facts.format == Format::Jpeg;
        Ok(if same && self.cleaned.len() <= file.len() { self.cleaned.clone() } else { file })
    }

    /// Without loss; where fewer pixels take more bytes, because resizing has made new colours, the author's own file.
    fn png(&self, variant: &Variant, pixels: &[u8]) -> Result<Vec<u8>, Unfit> {
        let mut file = Vec::new();
        PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive)
            .write_image(pixels, variant.width, variant.height, self.colours())
            .map_err(|_| Unfit::Damaged)?;
        let larger = self.facts.format == Format::Png && self.cleaned.len() <= file.len();
        Ok(if larger { self.cleaned.clone() } else { file })
    }

    fn webp(&self, variant: &Variant, pixels: &[u8]) -> Result<Vec<u8>, Unfit> {
        let encoder = if self.has_alpha {
            webp::Encoder::from_rgba(pixels, variant.width, variant.height)
        } else {
            webp::Encoder::from_rgb(pixels, variant.width, variant.height)
        };
        let encode = |lossless, quality| {
            let file = encoder.encode_simple(lossless, quality).map_err(|_| Unfit::Damaged)?;
            Ok::<Vec<u8>, Unfit>(file.to_vec())
        };
        if matches!(self.facts.format, Format::Png | Format::Bmp) {
            let (exact, close) = (encode(true, 75.0)?, encode(false, FINE_WEBP_QUALITY)?);
            let too_large = exact.len() > 2 * close.len() || exact.len() > self.cleaned.len();
            return Ok(if too_large && close.len() < exact.len() { close } else { exact });
        }
        let mut quality = WEBP_QUALITY;
        loop {
            let file = encode(false, quality)?;
            quality -= QUALITY_STEP;
            if file.len() <= self.cleaned.len() || quality < LEAST_WEBP_QUALITY {
                return Ok(file);
            }
        }
    }

    fn colours(&self) -> ExtendedColorType {
        if self.has_alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 }
    }
}

/// The pixels in sRGB, which is what a file without a profile means: so the profile can go and the colours stay. Nothing
/// where the profile is not one of red, green and blue, or cannot be understood; browsers do not follow such either.
fn in_colours_of_web(pixels: &[u8], profile: &[u8], has_alpha: bool) -> Option<Vec<u8>> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    let layout = if has_alpha { Layout::Rgba } else { Layout::Rgb };
    let understood = profile.color_space == DataColorSpace::Rgb;
    let options = TransformOptions::default();
    let transform = profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, options);
    let mut converted = vec![0; pixels.len()];
    understood.then_some(transform.ok()?)?.transform(pixels, &mut converted).ok()?;
    Some(converted)
}

fn image_format(format: Format) -> ImageFormat {
    match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::Gif => ImageFormat::Gif,
        Format::WebP => ImageFormat::WebP,
        Format::Bmp => ImageFormat::Bmp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A grey-blue picture, with a profile where there is one.
    fn jpeg(profile: Option<&ColorProfile>) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut file, 100);
        if let Some(profile) = profile {
            encoder.set_icc_profile(profile.encode().expect("a profile")).expect("a file that takes it");
        }
        encoder.write_image(&[100, 150, 200].repeat(64), 8, 8, ExtendedColorType::Rgb8).expect("a picture");
        file
    }

    fn first_pixel(file: &[u8]) -> [u8; 3] {
        let variant = Variant { width: 8, height: 8, coding: Coding::Png };
        let made = Developed::new(file).expect("a sound picture").make(&variant).expect("a file");
        image::load_from_memory(&made).expect("a picture").to_rgb8().get_pixel(0, 0).0
    }

    #[test]
    fn colours_stay_what_they_were() {
        let wide = ColorProfile::new_display_p3();
        let [plain, same, converted] =
            [None, Some(&ColorProfile::new_srgb()), Some(&wide)].map(|profile| first_pixel(&jpeg(profile)));
        assert!(
            plain.iter().zip([100_u8, 150, 200]).all(|(found, wanted)| found.abs_diff(wanted) < 3),
            "{plain:?}"
        );
        assert!(plain.iter().zip(same).all(|(one, other)| one.abs_diff(other) < 3), "{same:?}");
        // The same light takes less red in the narrower space of the web.
        assert!(converted[0] < plain[0] - 8 && converted[1].abs_diff(plain[1]) < 5, "{converted:?}");
        let kept = cleaned(&jpeg(Some(&wide))).expect("a sound picture");
        assert!(kept.windows(11).any(|part| part == b"ICC_PROFILE"), "an original without its colours");
    }
}
