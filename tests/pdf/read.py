"""Reads the site's PDF with pikepdf: what PDF/UA-1 asks of a file, what a screen reader is told in which order,
and whether the five real plans say all that was transcribed from their authors' documents.

    read.py FOLDER SEEDS      FOLDER holds NAME.pdf and NAME.pdf.json, what must be true of it
"""

import collections
import json
import pathlib
import re
import sys

import pikepdf

HEADINGS = {f"H{level}": level for level in range(1, 7)}
# What may stand inside what (ISO 32000-1, 14.8.4).
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
}
PLANS = {
    "nevyansk__plans__2024-2025": "nevyansk-2024-2025",
    "polotsk__plans__2024-2025": "polotsk-2024-2025",
    "gmo__plans__2019-2020": "gmo-2019-2020",
    "balakhta__plans__2020-2021": "balakhta-2020-2021",
    "kamensky__plans__2021-2022": "kamensky-2021-2022",
}


def bare(text):
    """Without what a line's end changes."""
    return re.sub(r"[\s\u00ad\u2060-]", "", text)


def kids(element):
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def elements(element, parent, found):
    """Every structure element below `element` in reading order, with the type of its parent."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            kind = str(kid.S)[1:]
            found.append((kind, parent, kid))
            elements(kid, kind, found)
    return found


def meanings(font):
    """What the codes of a font say: its ToUnicode as a dictionary."""
    text = font.ToUnicode.read_bytes().decode("latin-1")
    said = lambda code: bytes.fromhex(code).decode("utf-16-be")
    found = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        found |= {int(code, 16): said(to) for code, to in re.findall(r"<(\w+)>\s*<(\w+)>", part)}
    for part in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = said(to)[:-1] + chr(ord(said(to)[-1]) + step)
    return found


def marked(page, fonts):
    """The text of each marked piece of a page by its number. Poppler loses what follows a hyphen that is said otherwise than
    it is drawn, so this is read here."""
    pieces, open_marks, font = collections.defaultdict(str), [], None
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) else {}
            if "/ActualText" in properties:
                pieces[number(open_marks)] += str(properties["/ActualText"])
            open_marks.append((properties.get("/MCID"), "/ActualText" in properties))
        elif name == "EMC":
            open_marks.pop()
        elif name == "Tf":
            one = page.resources.Font[str(operands[0])]
            font = fonts.setdefault(one.objgen, None) or meanings(one)
            fonts[one.objgen] = font
        elif name in ("Tj", "TJ") and not any(is_said for _, is_said in open_marks):
            strings = operands[0] if name == "TJ" else [operands[0]]
            codes = b"".join(bytes(one) for one in strings if isinstance(one, pikepdf.String))
            pairs = zip(codes[::2], codes[1::2])
            pieces[number(open_marks)] += "".join(font.get(high << 8 | low, "\ufffd") for high, low in pairs)
    return pieces


def number(open_marks):
    """That of the innermost piece that has one; what has none is no part of the document."""
    return next((int(number) for number, _ in reversed(open_marks) if number is not None), None)


def spoken(element, page, pieces):
    """The text below `element` in reading order."""
    said = []
    page = element.get("/Pg", page)
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            said.append(spoken(kid, page, pieces))
        elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
            said.append(pieces[kid.get("/Pg", page).objgen][int(kid.MCID)])
        elif not isinstance(kid, pikepdf.Dictionary):
            said.append(pieces[page.objgen][int(kid)])
    return "".join(said)


def outline(item, depth, found):
    while item is not None:
        found.append((depth, str(item.Title)))
        outline(item.get("/First"), depth + 1, found)
        item = item.get("/Next")
    return found


def check(path, seeds):
    expected = json.loads(path.with_suffix(".pdf.json").read_text())
    wrong = []

    def must(true, what):
        if not true:
            wrong.append(what)

    with pikepdf.open(path) as pdf:
        root = pdf.Root
        must(bool(root.MarkInfo.Marked), "is not marked as tagged")
        must(str(root.get("/Lang", "")).startswith("ru"), f"language {root.get('/Lang')}")
        must(bool(root.ViewerPreferences.DisplayDocTitle), "the window shows the name of the file")
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            must(metadata.get("pdfuaid:part") == "1", "does not call itself PDF/UA-1")
            title = str(metadata.get("dc:title")).replace("\u00a0", " ")
            must(title == expected["title"], f"is called {title!r}")
            must(metadata.get("dc:creator") == [expected["author"]], f"is by {metadata.get('dc:creator')}")
            day = re.search(r"protokol.*-(\d{4}-\d\d-\d\d)\.pdf$", path.name)
            made = str(metadata.get("xmp:CreateDate", ""))[:10]
            must(day is None or made == day[1], f"a protocol made on {made!r}")
            must(made == "" or "plan-" in path.name or day, f"is made on {made!r}")
        for page in pdf.pages:
            must(page.get("/Tabs") == "/S", "a page is not read in order of its structure")
            must(sorted(map(round, page.mediabox[2:])) == [595, 842], f"is no A4: {page.mediabox}")
        if expected["wall"]:
            must(len(pdf.pages) == 1, f"hangs on {len(pdf.pages)} sheets")
        fonts = 0
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font":
                if one.get("/Subtype") == "/Type0":
                    fonts += 1
                    must("/ToUnicode" in one, f"letters of {one.BaseFont} have no meaning")
                    descriptor = one.DescendantFonts[0].FontDescriptor
                    must({"/FontFile2", "/FontFile3"} & set(descriptor.keys()), f"{one.BaseFont} is not inside")
                else:
                    must(str(one.get("/Subtype")).startswith("/CIDFont"), f"a font of type {one.get('/Subtype')}")
        must(fonts > 0, "has no font")

        found = elements(root.StructTreeRoot, None, [])
        counts = collections.Counter(kind for kind, _, _ in found)
        level = 0
        for kind, parent, element in found:
            must(parent in PARENTS.get(kind, {parent}), f"{kind} in {parent}")
            if kind in HEADINGS:
                must(HEADINGS[kind] <= level + 1, f"a heading of level {HEADINGS[kind]} below one of {level}")
                level = HEADINGS[kind]
            if kind == "Figure":
                must(str(element.get("/Alt", "")).strip() != "", "a figure that nobody describes")
            if kind == "Table":
                below = collections.Counter(kind for kind, _, _ in elements(element, kind, []))
                must(below["TH"] > 0 and below["TR"] > 1 and below["THead"] <= 1 + below["Table"], f"a table of {dict(below)}")
        must(found[0][0] == "Document" and (counts["H1"] > 0 or path.name.startswith("hostile")), f"{counts['H1']} headings of the first level")
        known = {}
        pieces = {page.objgen: marked(page, known) for page in pdf.pages}
        text = bare(spoken(root.StructTreeRoot, None, pieces))
        marks = outline(root.get("/Outlines", {}).get("/First"), 1, [])
        must(len(marks) == sum(counts[kind] for kind in HEADINGS), f"{len(marks)} bookmarks")
        if "__primer__analysis__" in f"__{path.name}":
            must(counts["Figure"] > 0 or "2024-2025" in path.name, "no chart")

    must("\ufffd" not in text, "has signs without meaning")
    for name, seed in PLANS.items():
        if path.name.startswith(name) and "__done__" not in path.name:
            missing = absent(text, (seeds / f"{seed}.cells").read_text(), (seeds / f"{seed}.header").read_text())
            must(not missing, f"lacks {missing[:5]}")
    if path.name.startswith("hostile__") and "plan" in path.name:
        numbers = [int(number) for number in re.findall(r"Строка(\d+)измногих", text)]
        must(numbers == list(range(1, 151)), f"of a long row there are {len(numbers)} lines")
        must("[знакU+1F4DA]" in text, "a sign that no typeface has is not named")
    shown = " ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
    print(f"{path.name}: {len(marks)} bookmarks, {shown}")
    return [f"{path.name} {what}" for what in wrong]


def absent(text, cells, header):
    """The words of a plan's document that do not stand in `text`; rows of its tables follow each other."""
    missing = [line for line in header.splitlines() if line and bare(line.rstrip(":")) not in text]
    begin = 0
    for line in cells.splitlines():
        kind, *given = line.split("\t")
        if kind not in ("columns", "section", "row"):
            continue
        pieces = [piece for cell in given for piece in cell.split("\\n") if bare(piece)]
        places = [text.find(bare(piece), begin) for piece in pieces]
        missing += [piece for piece, place in zip(pieces, places) if place < 0]
        begin = min((place for place in places if place >= 0), default=begin)
    return missing


def main(folder, seeds):
    folder, seeds = pathlib.Path(folder), pathlib.Path(seeds)
    files = sorted(folder.glob("*.pdf"))
    wrong = [what for path in files for what in check(path, seeds)]
    seen = [name for name in PLANS if any(path.name.startswith(name) for path in files)]
    if len(seen) < len(PLANS):
        wrong.append(f"of the five plans there are only {seen}")
    print(f"{len(files)} documents read")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
