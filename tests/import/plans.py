"""The five plans of content/ as documents of Word, each in four styles, for `tests/full import`.

usage: plans.py CONTENT FOLDER    (python-docx 1.2.0 and PyYAML)

clean    as a careful author makes it: a heading row, merged rows for sections, nothing else
merged   a heading of two rows, columns that the heading merges and some rows split, equal periods merged downwards
lists    real lists of Word in the header and in cells, sections that are only bold, activities stacked in one row
damaged  as the seeds came: rows cut by the end of a page in any column or in two, words torn there, repeated headings, lists parted
         by semicolons, commas, line breaks and typed bullets, bookmarks, runs cut in the middle of words, soft hyphens, no-break and
         double spaces, empty paragraphs
"""

import copy
import re
import sys
from pathlib import Path

import docx
import yaml
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

PLANS = ["nevyansk/plans/2024-2025", "polotsk/plans/2024-2025", "gmo/plans/2019-2020", "balakhta/plans/2020-2021", "kamensky/plans/2021-2022"]
STYLES = ["clean", "merged", "lists", "damaged"]
TABLE_KEYS = {"столбцы", "разделы", "мероприятия", "строки"}
APPROVALS = {"утверждаю": "УТВЕРЖДАЮ", "согласовано": "СОГЛАСОВАНО", "рассмотрено": "РАССМОТРЕНО", "принято": "ПРИНЯТО"}
BLOCKS = {"тема", "цели", "задачи", "направления", "документы", "проблемное поле"}
OWN = {"период", "код", "выступления", "вместе"}


def lines_of(text):
    return [line.strip() for line in text.split("\n") if line.strip()]


class Writer:
    def __init__(self, style):
        self.style = style
        self.document = docx.Document()
        self.rows_cut = 0
        self.lists = 0
        self.bookmarks = 0

    # ---- paragraphs ----

    def paragraph(self, text, bold=False, align=None, where=None, fresh=True):
        """A paragraph in the document or in a cell; in a cell the first one is there already."""
        where = where if where is not None else self.document
        if hasattr(where, "_tc") and not fresh:
            paragraph = where.paragraphs[0]
        else:
            paragraph = where.add_paragraph()
        if align:
            paragraph.alignment = align
        self.runs(paragraph, text, bold)
        return paragraph

    def runs(self, paragraph, text, bold):
        if self.style != "damaged":
            paragraph.add_run(text).bold = bold or None
            return
        text = text.replace(" – ", "\u00a0– ").replace(", ", ",  ")
        text = re.sub(r"(\w{6})(\w{5})", "\\1\u00ad\\2", text, count=1)
        for piece in re.findall(r".{1,17}", text, re.S):
            paragraph.add_run(piece).bold = bold or None
        self.bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(self.bookmarks))
        start.set(qn("w:name"), "_GoBack")
        end.set(qn("w:id"), str(self.bookmarks))
        paragraph._p.insert(len(paragraph._p) // 2, start)
        paragraph._p.append(end)

    def gap(self):
        if self.style == "damaged":
            self.document.add_paragraph()
            self.document.add_paragraph()

    # ---- lists ----

    def numbered(self, style_name):
        """A new list that begins with 1: the id of its instance."""
        numbering = self.document.part.numbering_part.element
        abstract = self.document.styles[style_name].element.find(qn("w:pPr")).find(qn("w:numPr")).find(qn("w:numId")).get(qn("w:val"))
        abstract = [num for num in numbering.findall(qn("w:num")) if num.get(qn("w:numId")) == abstract][0]
        number = numbering.add_num(int(abstract.find(qn("w:abstractNumId")).get(qn("w:val"))))
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return number.numId

    def items(self, items, where=None, in_cell=False):
        """Items as a real list where they are numbered in a row or begin with dashes; as plain paragraphs otherwise."""
        fresh = not in_cell
        numbered = None
        if self.style == "damaged" and not in_cell and not any(re.match(r"\d|[-–•]", item) for item in items):
            items = [["- ", "•\t", "– ", "·  "][number % 4] + item for number, item in enumerate(items)]
        count = 0
        for item in items:
            match = re.match(r"(\d+)\.\s+(.*)", item, re.S)
            dash = re.match(r"[-–]\s+(.*)", item, re.S)
            if self.style == "lists" and match and int(match[1]) == count + 1:
                numbered = numbered or self.numbered("List Number")
                paragraph = self.paragraph(match[2], where=where, fresh=fresh)
                paragraph.style = "List Number"
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_numId().val = numbered
                properties.get_or_add_ilvl().val = 0
                count += 1
            elif self.style == "lists" and (dash if in_cell else not match):
                paragraph = self.paragraph(dash[1] if dash else item, where=where, fresh=fresh)
                paragraph.style = "List Bullet"
            else:
                self.paragraph(item, where=where, fresh=fresh)
            fresh = True

    # ---- the parts of a plan ----

    def plan(self, plan):
        for key, value in plan.items():
            if key == "название":
                for line in lines_of(value):
                    self.paragraph(line, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
            elif key in BLOCKS:
                self.block(value)
            elif key in APPROVALS:
                self.gap()
                for line in [APPROVALS[key], value.get("должность"), value.get("кто"), value.get("дата"), value.get("основание")]:
                    if line:
                        self.paragraph(line, align=WD_ALIGN_PARAGRAPH.RIGHT)
            elif key == "показатели":
                self.table(value)
            elif key == "таблицы":
                for table in value:
                    self.table(table)
            elif key == "столбцы":
                self.table(plan)
            self.gap()

    def block(self, block):
        items = block["пункты"]
        if len(items) == 1:
            paragraph = self.paragraph(block["заголовок"] + ": ", bold=True)
            self.runs(paragraph, items[0], False)
            return
        self.paragraph(block["заголовок"] + ":", bold=True)
        self.gap()
        self.items(items)

    def table(self, table):
        for key in ["заголовок", "подзаголовок"]:
            if table.get(key):
                self.paragraph(table[key], bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
        columns = table["столбцы"]
        keys = list(columns)
        # In the merged style the widest column is two of the grid.
        wide = keys.index("что") if self.style == "merged" and "что" in keys else None
        grid = len(keys) + (wide is not None)
        made = self.document.add_table(rows=0, cols=grid)
        made.style = "Table Grid"
        self.headings(made, columns, wide)
        sections = table.get("разделы") or [{"мероприятия": table.get("мероприятия") or table.get("строки")}]
        count = 0
        for section in sections:
            if section.get("заголовок"):
                self.section(made, section, keys, wide)
            previous = None
            for row in section["мероприятия"]:
                count += 1
                if self.style == "damaged" and count % 9 == 0:
                    self.headings(made, columns, wide)
                previous = self.row(made, row, keys, wide, previous)

    def cells(self, made, wide):
        """A new row; the two grid columns of the wide one are merged."""
        row = made.add_row()
        cells = list(row.cells)
        if wide is not None:
            cells[wide : wide + 2] = [cells[wide].merge(cells[wide + 1])]
        return cells

    def headings(self, made, columns, wide):
        cells = self.cells(made, wide)
        if self.style == "merged":
            cells = [one.merge(two) for one, two in zip(cells, self.cells(made, wide))]
        for cell, heading in zip(cells, columns.values()):
            self.paragraph(heading, bold=True, where=cell, fresh=False)

    def section(self, made, section, keys, wide):
        text = " ".join(filter(None, [section.get("номер"), section["заголовок"]]))
        cells = self.cells(made, wide)
        if self.style == "lists":
            self.paragraph(text, bold=True, where=cells[keys.index("что")], fresh=False)
        else:
            self.paragraph(text, bold=True, where=cells[0].merge(cells[-1]), fresh=False)

    def row(self, made, row, keys, wide, previous):
        lines = row.get("вместе", [row])
        if self.style == "lists" and len(lines) > 1 and all("кто" in line for line in lines):
            self.stacked(made, lines, keys)
            return None
        for number, line in enumerate(lines):
            cells = self.cells(made, wide)
            for cell, key in zip(cells, keys):
                if number and key not in line:
                    self.merge_down(cell)
                    continue
                merges = self.style == "merged" and key == "когда" and previous and previous.get(key) == line.get(key) and "вместе" not in row
                if merges and line.get(key):
                    self.merge_down(cell)
                    continue
                self.fill(cell, line.get(key, ""), line)
            if "выступления" in line:
                self.talks(cells[keys.index("что")], line["выступления"])
        if self.style == "damaged" and len(lines) == 1:
            self.cut(made, row, keys)
        return row if len(lines) == 1 else None

    def merge_down(self, cell):
        """Continues the cell above: as python-docx does, but without its check of rectangles."""
        table = cell._parent
        rows = table.rows
        column = [c._tc for c in rows[-1].cells].index(cell._tc)
        above = rows[-2].cells[column]
        if above._tc.vMerge is None:
            above._tc.vMerge = "restart"
        cell._tc.vMerge = "continue"

    def fill(self, cell, value, line):
        if isinstance(value, list):
            texts = [" ".join(filter(None, [item["что"].strip(), item.get("кто", "").strip()])) for item in value]
            for number, text in enumerate(texts):
                self.paragraph(text, where=cell, fresh=number > 0)
            return
        lines = lines_of(value)
        if self.style == "damaged" and lines:
            lines = self.mixed(lines)
        if lines:
            self.items(lines, where=cell, in_cell=True)
        if self.style == "damaged":
            cell.add_paragraph()

    def mixed(self, lines):
        """The items of a cell, parted now so, now so; its words stay."""
        self.lists += 1
        way = self.lists % 4
        if len(lines) > 1:
            bare = [re.sub(r"^[-–•]\s+", "", line) for line in lines]
            if way == 0:
                return ["•\t" + line for line in bare]
            if way == 1:
                return ["\n".join(lines)]
            if way == 2:
                return [" ".join(line if line[-1] in ".,;:" else line + ";" for line in bare)]
            return lines
        # People and places: «А.А., Б.Б.».
        parts = lines[0].split(", ")
        if len(parts) > 1 and all(len(part) < 40 for part in parts):
            return [[lines[0]], ["; ".join(parts)], [",\n".join(parts)], ["- " + part for part in parts]][way]
        return lines

    def stacked(self, made, lines, keys):
        cells = self.cells(made, None)
        for cell, key in zip(cells, keys):
            said = [line[key] for line in lines if key in line]
            for number, text in enumerate(said):
                if number:
                    cell.add_paragraph()
                for index, part in enumerate(lines_of(text)):
                    self.paragraph(part, where=cell, fresh=bool(number or index))

    def talks(self, cell, talks):
        columns = talks["столбцы"]
        made = cell.add_table(rows=0, cols=len(columns))
        for row in [columns, *talks["строки"]]:
            for inner, key in zip(made.add_row().cells, columns):
                inner.paragraphs[0].add_run(row[key]).bold = row is columns or None
        cell.add_paragraph()

    def cut(self, made, row, keys):
        """The last row cut by the end of a page: one or two of its cells go on in a row of their own, words torn now and then."""
        if "выступления" in row:
            return
        pieces = {key: self.pieces(row[key], key) for key in keys if key not in ("номер", "когда") and isinstance(row.get(key), str)}
        pieces = {key: found for key, found in pieces.items() if found}
        if not pieces:
            return
        self.rows_cut += 1
        # Now what is done, now who does it or another column, now both.
        others = [key for key in pieces if key != "что"]
        chosen = [["что"], others[-1:], list(pieces)][self.rows_cut % 3]
        chosen = [key for key in chosen if key in pieces] or list(pieces)[:1]
        cut = made.rows[-1].cells
        rest = made.add_row().cells
        for key in chosen:
            first, second = pieces[key]
            cell = cut[keys.index(key)]
            for paragraph in list(cell.paragraphs):
                paragraph._p.getparent().remove(paragraph._p)
            self.paragraph(first, where=cell)
            self.paragraph(second, where=rest[keys.index(key)], fresh=False)

    def pieces(self, text, key):
        """The two halves of a long text, the second beginning in the middle of a sentence or with another person."""
        text = text.strip()
        if len(text) < (60 if key == "что" else 24) or "\n" in text:
            return None
        words = text.split(" ")
        def goes_on(at):
            before, word = words[at - 1], words[at]
            return word[0].islower() and before[-1].isalpha() or before.endswith(",")
        middle = next((at for at in range(max(1, len(words) // 2), len(words)) if goes_on(at)), None)
        if middle is None:
            return None
        if self.rows_cut % 2 and len(words[middle]) > 9:
            word = words[middle]
            return " ".join([*words[:middle], word[:5]]), " ".join([word[5:], *words[middle + 1 :]])
        return " ".join(words[:middle]), " ".join(words[middle:])


def main():
    content, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for path in PLANS:
        plan = yaml.load((content / f"{path}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
        for style in STYLES:
            writer = Writer(style)
            writer.plan(copy.deepcopy(plan))
            writer.document.save(folder / f"{path.split('/')[0]}-{style}.docx")


main()
