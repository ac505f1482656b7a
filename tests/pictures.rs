//! Pictures from the author's file to the finished site: nothing of a camera's notes gets there, nothing is larger than what
//! it replaces, colours and sides stay, and what was made once is not made again.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage};

/// What stands in the notes of the pictures of these tests, and must never get out.
const SECRETS: [&[u8]; 5] = [
    b"Perelyoskina-Telefon-7",
    // 60 degrees, 35 minutes, 27 seconds, as EXIF has it.
    b"\0\0\0\x3c\0\0\0\x01\0\0\0\x23\0\0\0\x01\0\0\0\x1b\0\0\0\x01",
    b"<x:xmpmeta",
    b"Photoshop 3.0",
    b"thumbnail-of-what-was-cut-away",
];

/// A site in a folder of its own.
struct Site(tempfile::TempDir);

impl Site {
    /// One news item with `head` and `text`, and its pictures.
    fn new(head: &str, text: &str, pictures: &[(&str, Vec<u8>)]) -> Self {
        let site = Self(tempfile::tempdir().expect("a temporary folder"));
        site.write(
            "content/association.yaml",
            b"\xd0\xbd\xd0\xb0\xd0\xb7\xd0\xb2\xd0\xb0\xd0\xbd\xd0\xb8\xd0\xb5: A\n",
        );
        let page = format!("---\nназвание: Снимки\nдата: 02.09.2024\n{head}---\n{text}\n");
        site.write("content/news/a/index.md", page.as_bytes());
        for (name, bytes) in pictures {
            site.write(&format!("content/news/a/{name}"), bytes);
        }
        site
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kartoteka"));
        command.args(arguments).arg("--root").arg(self.0.path()).output().expect("the program runs")
    }

    /// Builds the site, which must go well.
    fn build(&self) -> String {
        let output = self.run(&["build", "--today", "2025-01-15"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        said
    }

    /// What a build that must fail says.
    fn refused(&self) -> String {
        let output = self.run(&["build", "--today", "2025-01-15"]);
        assert_eq!(output.status.code(), Some(1), "the build went well");
        assert!(!self.path("public/index.html").exists(), "something was written");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    fn page(&self) -> String {
        fs::read_to_string(self.path("public/news/a/index.html")).expect("the page")
    }

    fn picture(&self, name: &str) -> DynamicImage {
        image::load_from_memory(&self.file(name)).expect("a picture")
    }

    fn file(&self, name: &str) -> Vec<u8> {
        fs::read(self.path("public/news/a").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn published(&self) -> Vec<String> {
        let names = files(&self.path("public/news/a")).into_iter();
        names.map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect()
    }

    /// Every file of the finished site.
    fn whole(&self) -> Vec<Vec<u8>> {
        files(&self.path("public")).iter().map(|path| fs::read(path).expect("a file")).collect()
    }

    fn made(&self) -> Vec<PathBuf> {
        files(&self.path(".kartoteka/pictures"))
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> =
        paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    found.sort();
    found
}

/// A picture that is red in its left upper quarter, with something everywhere that a coder has to work for.
fn drawn(width: u32, height: u32) -> DynamicImage {
    let point = |x: u32, y: u32| {
        let grain = u8::try_from((x * 7 + y * 13 + x * y) % 40).expect("less than 40");
        if x < width / 2 && y < height / 2 { Rgb([215, grain, grain]) } else { Rgb([grain, 120 + grain, 90]) }
    };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, point))
}

fn coded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("a coded picture");
    bytes.into_inner()
}

/// The notes of a camera as EXIF: which side is up, the camera's name, the place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut notes = b"MM\0\x2a\0\0\0\x08\0\x03".to_vec();
    notes.extend([0x01, 0x10, 0, 2, 0, 0, 0, 23, 0, 0, 0, 50]);
    notes.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    notes.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 74]);
    notes.extend([0; 4]);
    notes.extend(SECRETS[0]);
    notes.extend([0, 0]);
    notes.extend([0, 1, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 92, 0, 0, 0, 0]);
    notes.extend(SECRETS[1]);
    notes.extend(SECRETS[4]);
    notes
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).expect("a short segment").to_be_bytes();
    [&[0xff, marker], &length[..], data].concat()
}

fn xmp() -> Vec<u8> {
    [SECRETS[2], b" exif:GPSLatitude='60,35.45N'/>"].concat()
}

/// A photograph with everything that cameras and programs write into one, the preview of another picture behind its end
/// included.
fn jpeg(image: &DynamicImage, orientation: u8) -> Vec<u8> {
    let plain = coded(image, ImageFormat::Jpeg);
    let notes = [
        segment(0xe1, &[b"Exif\0\0", &exif(orientation)[..]].concat()),
        segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", &xmp()[..]].concat()),
        segment(0xed, &[SECRETS[3], b"\0 8BIM"].concat()),
        segment(0xfe, SECRETS[0]),
    ];
    [&plain[..2], &notes.concat(), &plain[2..], &plain[..2], SECRETS[4]].concat()
}

fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [&name, data].concat();
    let step = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    let sum = !named.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step));
    [&u32::try_from(data.len()).expect("short").to_be_bytes(), &named[..], &sum.to_be_bytes()].concat()
}

fn png(image: &DynamicImage) -> Vec<u8> {
    let plain = coded(image, ImageFormat::Png);
    let (head, rest) = plain.split_at(33);
    let (rest, end) = rest.split_at(rest.len() - 12);
    let notes = [
        chunk(*b"tEXt", &[b"Author\0", SECRETS[0]].concat()),
        chunk(*b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", &xmp()[..]].concat()),
    ];
    [head, &notes.concat(), rest, &chunk(*b"eXIf", &exif(1)), end, SECRETS[4]].concat()
}

fn webp(image: &DynamicImage) -> Vec<u8> {
    let riff = |name: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).expect("short").to_le_bytes();
        let padding = vec![0; data.len() % 2];
        [name, &length[..], data, &padding].concat()
    };
    let plain = coded(image, ImageFormat::WebP);
    let (width, height) = (image.width() - 1, image.height() - 1);
    let sides = [&width.to_le_bytes()[..3], &height.to_le_bytes()[..3]].concat();
    let extended = riff(b"VP8X", &[&[0x0c, 0, 0, 0], &sides[..]].concat());
    let body =
        [b"WEBP", &extended[..], &plain[12..], &riff(b"EXIF", &exif(1)), &riff(b"XMP ", &xmp())].concat();
    riff(b"RIFF", &body)
}

fn gif() -> Vec<u8> {
    let mut gif = b"GIF89a\x02\0\x02\0\x80\0\0\x96\0\0\xff\xff\xff".to_vec();
    gif.extend(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
    gif.extend([&[0x21, 0xfe, 22], SECRETS[0], &[0]].concat());
    gif.extend([b"\x21\xff\x0bXMP DataXMP\x0a", SECRETS[2], &[0]].concat());
    gif.extend(b"\x2c\0\0\0\0\x02\0\x02\0\0\x02\x03\x44\x02\x05\0\x3b");
    gif
}

/// A line for each of `names`.
fn each(names: &[&str], line: impl Fn(&str) -> String) -> String {
    names.iter().map(|name| line(name)).collect::<Vec<_>>().concat()
}

fn shown(name: &str) -> String {
    format!("![снимок]({name})\n\n")
}

fn contains(bytes: &[u8], secret: &[u8]) -> bool {
    bytes.windows(secret.len()).any(|part| part == secret)
}

#[test]
fn nothing_of_the_notes_gets_out() {
    let photo = drawn(800, 600);
    let pictures = [
        ("zal.jpg", jpeg(&photo, 6)),
        ("shema.png", png(&drawn(300, 200))),
        ("znachok.png", png(&drawn(40, 40))),
        ("afisha.webp", webp(&drawn(300, 200))),
        ("dvizhenie.gif", gif()),
    ];
    // Each must hold secrets, or their absence proves nothing.
    for (name, bytes) in &pictures {
        let held = SECRETS.iter().filter(|secret| contains(bytes, secret)).count();
        assert!(held >= 2, "{name} holds {held} secrets");
    }
    let names: Vec<&str> = pictures.iter().map(|(name, _)| *name).collect();
    let named = each(&names, |name| format!("  - файл: {name}\n"));
    let head = format!("фото:\n{named}файлы:\n{named}не предупреждать: картинка без описания\n");
    let links = each(&names, |name| format!("![снимок]({name}) [сам файл]({name})\n\n"));
    let site = Site::new(&head, &links, &pictures);
    site.build();
    let published = files(&site.path("public"));
    assert!(published.iter().any(|path| path.ends_with("zal.jpg")), "{published:?}");
    assert!(published.iter().any(|path| path.ends_with("zal-jpg-480.webp")), "{published:?}");
    for path in published.into_iter().chain(site.made()) {
        let bytes = fs::read(&path).expect("a file");
        for secret in SECRETS {
            assert!(!contains(&bytes, secret), "{} holds {}", path.display(), secret.escape_ascii());
        }
    }
    for name in names {
        assert!(!site.file(name).is_empty());
        assert!(image::guess_format(&site.file(name)).is_ok(), "{name} is no picture any more");
    }
    // Without loss: every pixel of the originals is where it was.
    assert_eq!(site.picture("zal.jpg"), image::load_from_memory(&pictures[0].1).expect("a picture"));
    assert_eq!(site.picture("shema.png"), drawn(300, 200));
    assert_eq!(site.picture("afisha.webp").to_rgb8(), drawn(300, 200).to_rgb8());
}

/// What stands between `start` and `end` of a text, wherever it does.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().expect("its end")).collect()
}

#[test]
fn a_list_shows_the_first_picture_small() {
    let (photo, ornament) = (jpeg(&drawn(1200, 900), 1), png(&drawn(40, 40)));
    let site = Site::new(
        "не предупреждать: картинка без описания\n",
        "![линейка](linejka.png) ![зал](zal.jpg) ![зал](eshchyo.jpg)",
        &[("linejka.png", ornament.clone()), ("zal.jpg", photo.clone()), ("eshchyo.jpg", photo.clone())],
    );
    let only_ornament = "---\nназвание: Линейка\nдата: 03.09.2024\n---\n![линейка](linejka.png)\n";
    site.write("content/news/b/index.md", only_ornament.as_bytes());
    site.write("content/news/b/linejka.png", &ornament);
    // A poster is among the files to take away.
    let poster = "---\nназвание: Афиша\nдата: 04.09.2024\nфайлы: afisha.jpg\n---\nПечатайте.\n";
    site.write("content/materials/afisha/index.md", poster.as_bytes());
    site.write("content/materials/afisha/afisha.jpg", &photo);
    site.build();

    let read = |page: &str| fs::read_to_string(site.path("public").join(page)).expect(page);
    let lists = [
        ("news/index.html", "a/"),
        ("index.html", "news/a/"),
        ("archive/2024-2025/index.html", "../../news/a/"),
    ];
    for (page, folder) in lists {
        let list = read(page);
        let prints: Vec<_> = between(&list, "<a class=\"thumbnail\"", "</a>")
            .into_iter()
            .filter(|print| print.contains("zal"))
            .collect();
        assert_eq!(prints.len(), 1, "{page}: {list}");
        assert!(
            prints[0]
                .starts_with(&format!(" href=\"{folder}index.html\" tabindex=\"-1\" aria-hidden=\"true\">"))
        );
        // The smallest file, and the room that the picture takes.
        assert!(prints[0].contains(&format!("srcset=\"{folder}zal-jpg-480.webp\">")), "{}", prints[0]);
        assert!(
            prints[0].contains("alt=\"\" width=\"1200\" height=\"900\" loading=\"lazy\" decoding=\"async\"")
        );
        assert!(!list.contains("linejka") && !list.contains("eshchyo"), "{list}");
    }
    // Whoever has a print makes room for it, and nobody else does.
    assert_eq!(read("news/index.html").matches("illustrated").count(), 1);
    assert!(read("case/index.html").contains("srcset=\"afisha/afisha-jpg-480.webp\""));
    // The script of the case shows the same from its card on.
    assert!(read("case/data.js").contains(",[\"afisha-jpg-480.jpg\",\"afisha-jpg-480.webp\"]]"));
}

#[test]
fn a_photo_is_turned_resized_and_measured() {
    let site = Site::new(
        "фото:\n  - файл: zal.jpg\n    описание: Зал\n",
        "![стол](zal.jpg)\n\n![стол](stol.jpg)",
        &[("zal.jpg", jpeg(&drawn(1250, 625), 6)), ("stol.jpg", jpeg(&drawn(300, 200), 1))],
    );
    site.build();
    let names: Vec<String> = site.published();
    let wanted = [
        "index.html",
        "stol-jpg-300.jpg",
        "stol-jpg-300.webp",
        "zal-jpg-480.webp",
        "zal-jpg-625.jpg",
        "zal-jpg-625.webp",
    ];
    assert_eq!(names, wanted);
    // Orientation 6: the camera was turned, so that the left upper quarter comes to stand on the right.
    let made = site.picture("zal-jpg-625.webp");
    assert_eq!(made.dimensions(), (625, 1250));
    assert!(made.get_pixel(560, 60).0[0] > 180 && made.get_pixel(60, 60).0[0] < 90);
    let page = site.page();
    assert!(page.contains("srcset=\"zal-jpg-480.webp 480w, zal-jpg-625.webp 625w\""), "{page}");
    assert!(
        page.contains("<img src=\"zal-jpg-625.jpg\" alt=\"стол\" width=\"625\" height=\"1250\">"),
        "{page}"
    );
    assert!(page.contains("alt=\"стол\" width=\"300\" height=\"200\" loading=\"lazy\""), "{page}");
}

#[test]
fn nothing_is_larger_than_what_it_replaces() {
    let drawing = DynamicImage::ImageRgb8(RgbImage::from_fn(1200, 800, |x, y| {
        if (x / 40 + y / 40) % 2 == 0 { Rgb([250, 250, 250]) } else { Rgb([120, 60, 30]) }
    }));
    let pictures = [
        ("shema.png", coded(&drawing, ImageFormat::Png)),
        ("snimok.png", coded(&drawn(700, 400), ImageFormat::Png)),
        ("zal.jpg", coded(&drawn(700, 500), ImageFormat::Jpeg)),
        ("znak.png", coded(&drawn(10, 10), ImageFormat::Png)),
    ];
    let text = each(&pictures.each_ref().map(|(name, _)| *name), shown);
    let site = Site::new("", &text, &pictures);
    site.build();
    for (name, bytes) in &pictures {
        let start = name.replace('.', "-");
        let made: Vec<String> =
            site.published().into_iter().filter(|made| made.starts_with(&start)).collect();
        assert!(!made.is_empty() || *name == "znak.png", "nothing was made of {name}");
        for made in made {
            assert!(site.file(&made).len() <= bytes.len(), "{made} is larger than {name}");
        }
    }
    // A drawing is never blurred.
    assert_eq!(site.picture("shema-png-1200.webp").to_rgb8(), drawing.to_rgb8());
    assert!(!site.published().contains(&"zal.jpg".to_owned()), "a photo that is only shown");
}

#[test]
fn an_original_is_published_where_it_is_asked_for() {
    let photos = "фото:\n  - файл: odin.jpg\n    описание: Один\n  - файл: dva.jpg\n    описание: Два\n    оригинал: да\n";
    let pictures = ["odin.jpg", "dva.jpg", "tri.jpg"].map(|name| (name, jpeg(&drawn(600, 400), 3)));
    let site = Site::new(photos, "[Третий](tri.jpg)", &pictures);
    site.build();
    let published = site.published();
    assert!(!published.contains(&"odin.jpg".to_owned()));
    assert!(site.page().contains("<a href=\"dva.jpg\">"));
    for name in ["dva.jpg", "tri.jpg"] {
        let mut decoder = image::ImageReader::new(Cursor::new(site.file(name)));
        decoder.set_format(ImageFormat::Jpeg);
        let orientation = image::ImageDecoder::orientation(&mut decoder.into_decoder().expect("a picture"));
        assert_eq!(orientation.expect("an orientation").to_exif(), 3, "{name} stands on its head");
    }
    assert!(!published.iter().any(|name| name.starts_with("tri-jpg")), "{published:?}");
}

#[test]
fn a_second_build_makes_nothing() {
    let pictures = [("zal.jpg", jpeg(&drawn(800, 600), 1)), ("stol.png", png(&drawn(500, 300)))];
    let site = Site::new("", "![зал](zal.jpg)\n\n![стол](stol.png)", &pictures);
    site.build();
    let first = site.whole();
    // Another picture under the same keys: if anything were made again, the site would differ.
    let made = site.made();
    assert_eq!(made.len(), 5, "{made:?}");
    for path in &made {
        let mut entry = b"kept".to_vec();
        entry.splice(0..0, *blake3::hash(b"kept").as_bytes());
        fs::write(path, entry).expect("an entry");
    }
    site.build();
    assert_eq!(site.file("zal-jpg-480.webp"), b"kept");
    assert!(site.published().iter().filter(|name| site.file(name) == b"kept").count() == made.len());
    // What is not whole is noticed and made again.
    for path in &made {
        fs::write(path, b"cut off").expect("an entry");
    }
    site.build();
    assert_eq!(site.whole(), first);
    // And one that cannot be kept costs nothing but time.
    fs::remove_dir_all(site.path(".kartoteka/pictures")).expect("a removal");
    site.write(".kartoteka/pictures", b"a file stands in the way");
    fs::remove_dir_all(site.path("public")).expect("a removal");
    site.build();
    assert_eq!(site.whole(), first);
}

#[test]
fn bytes_do_not_depend_on_threads() {
    let names: Vec<String> = (0..6).map(|number| format!("s{number}.jpg")).collect();
    let text = each(&names.iter().map(String::as_str).collect::<Vec<_>>(), shown);
    let bytes = |number: u32| jpeg(&drawn(700 + number * 50, 500), 1);
    let pictures: Vec<(&str, Vec<u8>)> =
        names.iter().zip(0..).map(|(name, number)| (name.as_str(), bytes(number))).collect();
    let site = Site::new("", &text, &pictures);
    let mut all = Vec::new();
    for jobs in ["1", "4"] {
        let _ = fs::remove_dir_all(site.path(".kartoteka"));
        let _ = fs::remove_dir_all(site.path("public"));
        assert!(site.run(&["build", "--jobs", jobs]).status.success());
        all.push(site.whole());
    }
    assert_eq!(all[0], all[1]);
}

#[test]
fn what_is_no_sound_picture_is_refused_with_a_remedy() {
    let whole = jpeg(&drawn(600, 400), 1);
    let end = whole.windows(2).rposition(|pair| pair == [0xff, 0xd9]).expect("an end");
    let mut bomb = coded(&drawn(40, 40), ImageFormat::Png);
    bomb.splice(16..24, [0, 1, 0, 0, 0, 1, 0, 0]);
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    for (name, bytes, words) in [
        ("zal.jpg", whole[..end / 2].to_vec(), "повреждена"),
        ("zal.jpg", whole[..100].to_vec(), "повреждена"),
        ("zal.jpg", Vec::new(), "нет картинки"),
        ("zal.jpg", coded(&drawn(40, 40), ImageFormat::Png), "настоящее расширение: zal.png"),
        ("zal.jpg", heic.clone(), "HEIC"),
        ("zal.heic", heic, "Наиболее"),
        ("zal.tif", b"II\x2a\0".to_vec(), "TIFF"),
        ("zal.png", bomb, "миллионов точек"),
        ("zal.png", coded(&drawn(600, 400), ImageFormat::Png)[..5000].to_vec(), "повреждена"),
    ] {
        let ways = [
            (format!("фото:\n  - файл: {name}\n    описание: Зал\n"), String::new(), 5),
            (format!("файлы:\n  - {name}\n"), String::new(), 5),
            (String::new(), format!("![зал]({name})"), 5),
        ];
        for (head, text, line) in ways.into_iter().take(if name == "zal.jpg" { 3 } else { 1 }) {
            let said = Site::new(&head, &text, &[(name, bytes.clone())]).refused();
            assert!(said.contains(words), "{name}: {said}");
            assert!(said.contains(&format!("content/news/a/index.md:{line}:")), "{name}: {said}");
            assert!(said.contains(name) && said.contains("подсказка:"), "{name}: {said}");
            assert!(said.contains("1 ошибка"), "said more than once: {said}");
        }
    }
}
