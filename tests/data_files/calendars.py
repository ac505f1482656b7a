"""Every calendar of a site read by two independent readers, with equal events; what is imported twice is there once.

Usage: python calendars.py SITE EVENTS [BEFORE], the second being what tests/browser/calendars.mjs printed. BEFORE is what it
printed before the site was edited: whoever has those events has the same ones now, by the same names, and none twice.
"""

import json
import sys
from datetime import datetime, timezone
from pathlib import Path

from icalendar import Calendar

WHAT_ONE_SAYS_OF_ITSELF = ("start", "end", "summary", "location", "categories", "url", "status", "sequence")


def moment(value):
    if value is None:
        return None
    if isinstance(value.dt, datetime):
        return value.dt.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.dt.isoformat()


def text(value):
    return None if value is None else str(value)


def read(event):
    categories = event.get("CATEGORIES")
    return {
        "uid": text(event.get("UID")),
        "dtstamp": moment(event.get("DTSTAMP")),
        "modified": moment(event.get("LAST-MODIFIED")),
        "sequence": event.get("SEQUENCE"),
        "start": moment(event.get("DTSTART")),
        "end": moment(event.get("DTEND")),
        "transparency": text(event.get("TRANSP")),
        "summary": text(event.get("SUMMARY")),
        "description": text(event.get("DESCRIPTION")),
        "location": text(event.get("LOCATION")),
        "categories": [str(category) for category in categories.cats] if categories else [],
        "url": text(event.get("URL")),
        "conference": text(event.get("CONFERENCE")),
        "status": text(event.get("STATUS")),
    }


def doubled(before, after):
    """What a program does with a subscription: an event whose name it knows is replaced, any other added."""
    for path, calendar in before.items():
        names = {event["uid"] for event in calendar["events"]}
        now = [event["uid"] for event in after.get(path, {"events": []})["events"]]
        if set(now) != names or len(now) != len(names):
            yield f"{path}: {len(names)} events before, {len(set(now) | names)} after"


def main(site, other, before=None):
    mistakes, count, store = [], 0, {}
    paths = sorted(site.rglob("*.ics"))
    if {path.relative_to(site).as_posix() for path in paths} != set(other):
        mistakes.append("the readers did not see the same files")
    for path in paths:
        name, raw = path.relative_to(site).as_posix(), path.read_bytes()
        if any(len(line) > 75 for line in raw.split(b"\r\n")) or b"\n" in raw.replace(b"\r\n", b""):
            mistakes.append(f"{name}: a line is too long or ends as it must not")
        calendar = Calendar.from_ical(raw)
        if calendar.errors:
            mistakes.append(f"{name}: {calendar.errors}")
        events = [read(event) for event in calendar.walk("VEVENT")]
        if any(event.errors for event in calendar.walk("VEVENT")):
            mistakes.append(f"{name}: an event has errors")
        count += len(events)
        for one, two in zip(events, other[name]["events"], strict=True):
            mistakes.extend(
                f"{name}: {one['uid']}: {field}: {one[field]!r} and {two[field]!r}"
                for field in one
                if one[field] != two[field]
            )
        own = {}
        for _ in range(2):
            own.update({event["uid"]: event for event in events})
        if len(own) != len(events):
            mistakes.append(f"{name}: {len(events)} events have {len(own)} names")
        for event in events:
            known = store.setdefault(event["uid"], event)
            if any(known[field] != event[field] for field in WHAT_ONE_SAYS_OF_ITSELF):
                mistakes.append(f"{name}: {event['uid']} is another event elsewhere")
    print(f"{len(paths)} calendars, {count} events read by both, {len(store)} different ones")
    if not store:
        mistakes.append("there is nothing to compare")
    if before is not None:
        mistakes.extend(doubled(before, other))
        changed = sum(before[path]["events"] != other[path]["events"] for path in before)
        print(f"{changed} calendars say something else than before the edit")
        if not changed:
            mistakes.append("the edit has not arrived")
    for mistake in mistakes[:40]:
        print(mistake)
    return bool(mistakes)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *(json.loads(Path(name).read_text("utf-8")) for name in sys.argv[2:])))
