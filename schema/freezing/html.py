"""A document as one page of HTML: no script, nothing from elsewhere, and made to be printed too.

The page is built as a tree and written by the library that escapes: no text becomes markup.
"""

from functools import singledispatch
from typing import Final
from xml.etree import ElementTree as ET

from schema.freezing.printed import Block, Bullets, Facts, Heading, Paragraph, Printed, Table

__all__ = ["html_page"]

STYLE: Final = """
:root { color-scheme: light dark; --ink: #1d232b; --quiet: #57606a; --line: #c9d1d9;
  --tint: #eef3f8; --mark: #1f4e79; --page: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9da7b3; --line: #3d444d;
  --tint: #1c2733; --mark: #8ab9e8; --page: #0d1117; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.55 Georgia, "Times New Roman", serif; }
main { max-width: 58rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
header { border-bottom: 3px solid var(--mark); padding-bottom: 1rem; }
header p { margin: 0; color: var(--quiet); }
.kicker { font: 600 .85rem/1.4 system-ui, sans-serif; color: var(--mark); letter-spacing: .04em; }
h1 { font-size: 2rem; line-height: 1.2; margin: .4rem 0; }
h2 { font-size: 1.4rem; line-height: 1.3; margin: 2.4rem 0 .6rem; color: var(--mark);
  break-after: avoid; }
h3 { font-size: 1.1rem; margin: 1.7rem 0 .4rem; break-after: avoid; }
p { margin: 0 0 .8rem; white-space: pre-line; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); font-style: italic; }
li { margin-bottom: .35rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; margin: 1.2rem 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: 1rem 0 1.4rem; }
table { border-collapse: collapse; width: 100%; min-width: 40rem;
  font: .88rem/1.45 system-ui, sans-serif; }
caption { text-align: left; color: var(--quiet); padding-bottom: .35rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { background: var(--tint); border-bottom: 2px solid var(--mark); }
th { white-space: nowrap; } tbody th { font-weight: inherit; white-space: normal; }
.strong > * { font-weight: 600; } tr { break-inside: avoid; }
footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line);
  color: var(--quiet); font: .85rem/1.4 system-ui, sans-serif; }
@media print { :root { --ink: #000; --quiet: #444; --line: #bbb; --tint: #eef3f8; --mark: #1f4e79;
  --page: #fff; } main { max-width: none; padding: 0; } .scroll { overflow: visible; }
  .page { break-before: page; } table { min-width: 0; } @page { size: letter; margin: 2cm; } }
"""


def html_page(printed: Printed) -> bytes:
    """The page; the same bytes for the same document."""
    page = ET.Element("html", lang="en")
    head = ET.SubElement(page, "head")
    ET.SubElement(head, "meta", charset="utf-8")
    ET.SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    ET.SubElement(head, "title").text = f"{printed.name} – {printed.kicker}"
    ET.SubElement(head, "style").text = STYLE
    main = ET.SubElement(ET.SubElement(page, "body"), "main")
    header = ET.SubElement(main, "header")
    ET.SubElement(header, "p", {"class": "kicker"}).text = printed.kicker
    ET.SubElement(header, "h1").text = printed.title
    if printed.subtitle:
        ET.SubElement(header, "p").text = printed.subtitle
    for block in printed.blocks:
        _add(block, main)
    ET.SubElement(main, "footer").text = printed.footer
    written: bytes = ET.tostring(page, encoding="utf-8", method="html")
    return b"<!DOCTYPE html>\n" + written


@singledispatch
def _add(block: Block, _parent: ET.Element) -> None:
    raise TypeError(f"{type(block).__name__} is not printed")


@_add.register
def _(block: Heading, parent: ET.Element) -> None:
    shown = {"class": "page"} if block.begins_page else {}
    ET.SubElement(parent, f"h{block.level}", shown).text = block.text


@_add.register
def _(block: Paragraph, parent: ET.Element) -> None:
    shown = {"class": "quiet"} if block.is_quiet else {}
    ET.SubElement(parent, "p", shown).text = block.text


@_add.register
def _(block: Bullets, parent: ET.Element) -> None:
    items = ET.SubElement(parent, "ol" if block.is_numbered else "ul")
    for item in block.items:
        ET.SubElement(items, "li").text = item


@_add.register
def _(block: Facts, parent: ET.Element) -> None:
    pairs = ET.SubElement(parent, "dl")
    for name, says in block.pairs:
        ET.SubElement(pairs, "dt").text = name
        ET.SubElement(pairs, "dd").text = says


@_add.register
def _(block: Table, parent: ET.Element) -> None:
    # What is wider than the page is scrolled, by keyboard too.
    around = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": block.caption}
    table = ET.SubElement(ET.SubElement(parent, "div", around), "table")
    ET.SubElement(table, "caption").text = block.caption
    whole = sum(column.share for column in block.columns)
    widths = ET.SubElement(table, "colgroup")
    for column in block.columns:
        ET.SubElement(widths, "col", style=f"width: {100 * column.share / whole:.1f}%")
    heads = ET.SubElement(ET.SubElement(table, "thead"), "tr")
    for column in block.columns:
        ET.SubElement(heads, "th", scope="col").text = column.title
    body = ET.SubElement(table, "tbody")
    for place, row in enumerate(block.rows):
        line = ET.SubElement(body, "tr", {"class": "strong"} if place in block.strong else {})
        ET.SubElement(line, "th", scope="row").text = row[0]
        for cell in row[1:]:
            ET.SubElement(line, "td").text = cell
