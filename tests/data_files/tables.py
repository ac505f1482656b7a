"""The plans as tables: LibreOffice has in each cell what the plan says.

Usage: python tables.py SITE CONVERTED, the second being a folder of what LibreOffice made of them: `0.xlsx` of the first in
the order of their paths. With --list: prints these paths.
"""

import csv
import json
import re
import sys
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook


def shown(value):
    """A cell as a person sees it."""
    if value is None:
        return ""
    if isinstance(value, (date, datetime)):
        return value.strftime("%d.%m.%Y")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def harmless(text):
    return text.removeprefix("'")


def day(text):
    return datetime.strptime(text, "%d.%m.%Y").date().isoformat() if text else None


def check(table, converted):
    raw = table.read_bytes()
    if not raw.startswith(b"\xef\xbb\xbf"):
        yield "no mark of UTF-8"
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True), delimiter=";"))
    plan = json.loads(table.with_suffix(".json").read_text("utf-8"))
    if len(rows) - 1 != len(plan["activities"]):
        yield f"{len(rows) - 1} rows, {len(plan['activities'])} activities"
    for row, activity in zip(rows[1:], plan["activities"]):
        wanted = [activity["what"], activity["when"]["text"], activity["who"] or "", activity["place"] or ""]
        if [" ".join(harmless(row[cell]).split()) for cell in (3, 4, 7, 8)] != [" ".join(text.split()) for text in wanted]:
            yield f"{row} is not {wanted}"
        if any(cell[:1] in ("=", "+", "-", "@") for cell in row):
            yield f"{row} calculates"
        days = [part["last"] for part in activity["when"]["parts"] if part["last"]]
        if days and not activity["outcome"] and day(row[6]) != max(days):
            yield f"{row} does not end on {max(days)}"
    sheet = load_workbook(converted).active
    for number, row in enumerate(rows, 1):
        seen = [shown(sheet.cell(number, column).value) for column in range(1, len(row) + 1)]
        if [re.sub(r"\r\n?", "\n", cell) for cell in row] != seen:
            yield f"line {number}: {row} became {seen}"
        if sheet.cell(number, len(row) + 1).value is not None:
            yield f"line {number} has more cells than it should"
    if sheet.max_row != len(rows):
        yield f"{sheet.max_row} lines instead of {len(rows)}"


def main(site, converted):
    tables = sorted(site.rglob("plan.csv"))
    mistakes = [
        f"{table.relative_to(site)}: {mistake}"
        for number, table in enumerate(tables)
        for mistake in check(table, converted / f"{number}.xlsx")
    ]
    print(f"{len(tables)} tables")
    print("\n".join(mistakes[:40]))
    return bool(mistakes) or not tables


if __name__ == "__main__":
    if sys.argv[1] == "--list":
        print("\n".join(str(path) for path in sorted(Path(sys.argv[2]).rglob("plan.csv"))))
    else:
        sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
