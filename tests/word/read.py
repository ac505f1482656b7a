"""The documents of Word that the site gives away, read by python-docx 1.2.0, for `tests/full word`.

usage: read.py FOLDER [PLANS]    (each NAME.docx; where NAME.docx.json says what a plan must hold, all of that is compared; at
least PLANS of them there are, five if it is not said)

Every cell of every table, what it takes of rows and columns, every paragraph, the sheet, the properties; and of all documents that
rows are kept whole, that headings repeat, that the language is Russian and that the styles are those of the document.
"""

import json
import sys
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph


def text(paragraph):
    return paragraph.text.replace("\t", " ").strip()


def blocks(parent, element):
    for child in element.iterchildren():
        if child.tag == qn("w:p"):
            yield Paragraph(child, parent)
        elif child.tag == qn("w:tbl"):
            yield Table(child, parent)


def cell(element, table):
    properties = element.tcPr
    span = properties.find(qn("w:gridSpan"))
    merge = properties.find(qn("w:vMerge"))
    found = list(blocks(table, element))
    assert isinstance(found[-1], Paragraph), "Word wants a paragraph at the end of a cell"
    return {
        "columns": 1 if span is None else int(span.get(qn("w:val"))),
        "joined": "no" if merge is None else {"restart": "begins", "continue": "goes on"}[merge.get(qn("w:val"))],
        "lines": [text(block) for block in found if isinstance(block, Paragraph) and text(block)],
        "tables": [rows(block) for block in found if isinstance(block, Table)],
    }


def rows(table):
    return [[cell(element, table) for element in row.tr_lst_cells] for row in raw_rows(table)]


class Row:
    def __init__(self, element):
        self.element = element
        self.tr_lst_cells = element.findall(qn("w:tc"))


def raw_rows(table):
    return [Row(element) for element in table._tbl.findall(qn("w:tr"))]


def is_ruled(table):
    return table.style.style_id == "TableGrid"


def check_tables(element, name):
    count = 0
    for table in element.iter(qn("w:tbl")):
        count += 1
        ruled = table.tblPr.find(qn("w:tblStyle")).get(qn("w:val")) == "TableGrid"
        widths = [int(column.get(qn("w:w"))) for column in table.tblGrid.findall(qn("w:gridCol"))]
        assert all(width > 0 for width in widths), name
        for number, row in enumerate(table.findall(qn("w:tr"))):
            properties = row.find(qn("w:trPr"))
            assert properties.find(qn("w:cantSplit")) is not None, name
            is_heading = properties.find(qn("w:tblHeader")) is not None
            assert is_heading == (ruled and number == 0), f"{name}: row {number}"
            taken = 0
            for element in row.findall(qn("w:tc")):
                span = element.tcPr.find(qn("w:gridSpan"))
                columns = 1 if span is None else int(span.get(qn("w:val")))
                width = int(element.tcPr.find(qn("w:tcW")).get(qn("w:w")))
                assert width == sum(widths[taken : taken + columns]), name
                taken += columns
            assert taken == len(widths), f"{name}: row {number} has {taken} of {len(widths)} columns"
    return count


def flat(document):
    """The paragraphs of the text, approvals side by side one after the other, and its tables."""
    for block in blocks(document, document.element.body):
        if isinstance(block, Paragraph):
            if text(block):
                yield text(block)
        elif is_ruled(block):
            yield rows(block)
        else:
            yield from (line for row in rows(block) for one in row for line in one["lines"])


def compare(found, expected, where):
    if isinstance(expected, list) and isinstance(found, list) and len(found) == len(expected):
        return sum(compare(one, other, f"{where}, {number}") for number, (one, other) in enumerate(zip(found, expected)))
    assert found == expected, f"{where}\n  found    {found}\n  expected {expected}"
    return 1


def main(folder, least=5):
    plans = documents = cells = tables = 0
    for path in sorted(folder.glob("*.docx")):
        document = docx.Document(path)
        documents += 1
        tables += check_tables(document.element.body, path.name)
        normal = document.styles["Normal"]
        assert normal.type is not None and document.core_properties.language == "ru-RU", path.name
        assert document.core_properties.title and document.core_properties.author, path.name
        for paragraph in document.element.body.iter(qn("w:pStyle")):
            document.styles.element.get_by_id(paragraph.get(qn("w:val"))).get(qn("w:type"))
        expected = folder / f"{path.name}.json"
        if not expected.exists():
            continue
        plans += 1
        expected = json.loads(expected.read_text(encoding="utf-8"))
        assert document.core_properties.title.replace("\u00a0", " ") == expected["title"], path.name
        assert document.core_properties.author == expected["author"], path.name
        wide = document.sections[0].orientation == WD_ORIENT.LANDSCAPE
        assert wide == expected["wide"], path.name
        found = list(flat(document))
        assert len(found) == len(expected["blocks"]), f"{path.name}: {len(found)} blocks, {len(expected['blocks'])} expected"
        compared = compare(found, expected["blocks"], path.name)
        of_tables = sum(len(row) for block in found if isinstance(block, list) for row in block)
        cells += of_tables
        print(f"{path.name}: {compared} cells and paragraphs as in the model, {of_tables} of them cells")
    assert plans >= int(least) and documents > plans, f"{plans} plans, {documents} documents"
    print(f"{documents} documents, {tables} tables; {plans} plans with {cells} cells equal to the model")


main(Path(sys.argv[1]), *sys.argv[2:])
