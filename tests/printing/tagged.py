"""What a reader of tagged PDF would stumble over, by the rules of PDF/UA-1 that a program can decide on."""

import re
from collections import Counter
from io import BytesIO
from itertools import pairwise

import pikepdf

PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"}
STANDARD = {
    *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "NonStruct", "Private", "P", "H"),
    *("H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody"),
    *("TFoot", "Span", "Quote", "Note", "Reference", "Code", "Link", "Annot", "Figure", "Formula", "Form"),
}


def faults(content):
    """List everything that is wrong; nothing is as it should be."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [*_catalog(pdf), *_pages(pdf), *_structure(pdf)]


def figures(content):
    """List what the figures of a document say, in their order."""
    with pikepdf.open(BytesIO(content)) as pdf:
        elements = []
        _walk(pdf.Root.StructTreeRoot, None, elements, Counter())
        return [str(element.get("/Alt", "")) for element in elements if element.S == "/Figure"]


def _catalog(pdf):
    root = pdf.Root
    if not (root.get("/MarkInfo") and root.MarkInfo.Marked):
        yield "it is not marked as tagged"
    if not str(root.get("/Lang", "")):
        yield "it does not say its language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "its title is not shown"
    with pdf.open_metadata() as about:
        if about.get("pdfuaid:part") != "1" or not about.get("dc:title"):
            yield "it does not say that it is PDF/UA, or has no title"


def _pages(pdf):
    for number, page in enumerate(pdf.pages, start=1):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"page {number}: the order of the Tab key is not that of the text"
        yield from (f"page {number}: {what} is neither content nor decoration" for what in _loose(page))


def _loose(page):
    """List the painting operators outside of marked content."""
    depth = []
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        if name in {"BDC", "BMC"}:
            said = instruction.operands[1] if name == "BDC" else {}
            depth.append(str(instruction.operands[0]) == "/Artifact" or "/MCID" in said)
        elif name == "EMC":
            depth.pop()
        elif name in PAINTS and not any(depth):
            yield name


def _marked(page):
    """Count the pieces of content of a page by their numbers."""
    found = Counter()
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]:
            found[int(instruction.operands[1].MCID)] += 1
    return found


def _structure(pdf):
    elements, told = [], Counter()
    _walk(pdf.Root.StructTreeRoot, None, elements, told)
    marked = Counter()
    for page in pdf.pages:
        marked.update({(page.obj.objgen, number): times for number, times in _marked(page).items()})
    if marked != told:
        yield f"{len(marked - told)} pieces of content are in no element, {len(told - marked)} elements have none"
    kinds = [str(element.S).removeprefix("/") for element in elements]
    yield from (f"an element is a {kind}, which nobody knows" for kind in {*kinds} - STANDARD)
    figures = [element for element, kind in zip(elements, kinds, strict=True) if kind == "Figure"]
    yield from ("a figure is not described" for figure in figures if not str(figure.get("/Alt", "")))
    levels = [0, *(int(kind[1]) for kind in kinds if re.fullmatch("H[1-6]", kind))]
    yield from (
        f"a heading of level {two} follows one of level {one}" for one, two in pairwise(levels) if two > one + 1
    )
    yield from _links(pdf, elements)


def _walk(element, page, elements, told):
    """Go through the elements in the order in which they are read."""
    page = element.get("/Pg", page)
    if "/S" in element:
        elements.append(element)
    for child in _children(element):
        if isinstance(child, int):
            told[page.objgen, child] += 1
        elif child.get("/Type") == "/MCR":
            told[child.get("/Pg", page).objgen, int(child.MCID)] += 1
        elif child.get("/Type") != "/OBJR":
            _walk(child, page, elements, told)


def _links(pdf, elements):
    """Every link is an element of its own, and says where it leads."""
    children = [child for element in elements for child in _children(element) if isinstance(child, pikepdf.Dictionary)]
    linked = {child.Obj.objgen for child in children if child.get("/Type") == "/OBJR"}
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    yield from ("a link is in no element" for note in notes if note.objgen not in linked)
    yield from ("a link does not say where it leads" for note in notes if not str(note.get("/Contents", "")))


def _children(element):
    found = element.get("/K", [])
    return found if isinstance(found, pikepdf.Array) else [found]
