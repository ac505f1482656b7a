"""The feeds of a site: read by feedparser without complaint, and as RFC 4287 wants them.

Usage: python feeds.py SITE
"""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def one(element, name):
    """The only element of a name (RFC 4287, 4.1.1 and 4.1.2)."""
    found = element.findall(ATOM + name)
    if len(found) != 1:
        raise ValueError(f"{len(found)} elements {name}")
    return found[0]


def check(path, site):
    root = ElementTree.parse(path).getroot()
    if root.tag != ATOM + "feed":
        raise ValueError("no feed")
    names = set()
    for element in [root, *root.findall(ATOM + "entry")]:
        name = one(element, "id").text
        if not re.match(r"(https?://|urn:uuid:)\S+$", name) or name in names:
            raise ValueError(f"the id {name}")
        names.add(name)
        if not one(element, "title").text.strip():
            raise ValueError(f"{name} has no title")
        if not TIME.fullmatch(one(element, "updated").text):
            raise ValueError(f"{name}: the time {one(element, 'updated').text}")
        links = [(link.get("rel"), link.get("type")) for link in element.findall(ATOM + "link")]
        if len(set(links) - {("enclosure", None)}) != len([link for link in links if link[0] != "enclosure"]):
            raise ValueError(f"{name}: links are repeated")
        if ("alternate", "text/html") not in links:
            raise ValueError(f"{name} has no page")
        for author in element.findall(ATOM + "author"):
            one(author, "name")
    one(root, "author")
    entries = root.findall(ATOM + "entry")
    times = [one(entry, "updated").text for entry in entries]
    if times != sorted(times, reverse=True) or one(root, "updated").text != times[0]:
        raise ValueError("the latest does not stand first")
    for entry in entries:
        content = one(entry, "content")
        if content.get("type") != "html" or not content.text.strip():
            raise ValueError(f"{one(entry, 'id').text} has no text")
        if re.search(r'(?:href|src)="(?!https?:|mailto:|tel:)', content.text):
            raise ValueError(f"{one(entry, 'id').text}: an address that is not full")
    read = feedparser.parse(path.read_bytes())
    if read.bozo or len(read.entries) != len(entries) or read.version != "atom10":
        raise ValueError(f"feedparser: {read.get('bozo_exception')}")
    own = next(link.get("href") for link in root.findall(ATOM + "link") if link.get("rel") == "self")
    if not own.endswith(path.relative_to(site).as_posix()):
        raise ValueError(f"it is not at {own}")
    return len(entries)


def main(site):
    status, count = 0, 0
    paths = sorted(site.rglob("feed.xml"))
    for path in paths:
        try:
            count += check(path, site)
        except (ValueError, ElementTree.ParseError) as mistake:
            print(f"{path.relative_to(site)}: {mistake}")
            status = 1
    print(f"{len(paths)} feeds with {count} entries")
    return status or not count


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
