"""The atlas as one page of HTML without scripts, with an anchor for each entry."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from palpate.anatomy import load_regions
from palpate.knowledge import Knowledge, Referral
from palpate.knowledge.model import Support
from palpate.publishing.citation import cite
from palpate.publishing.document import NOTE, TITLE
from palpate.publishing.entries import Chapter, Entry, chapters

STYLE = (
    "body{font:16px/1.55 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;"
    "color:#1d2b36;background:#fdfcfa}h2{margin-top:3rem;border-bottom:2px solid #d3cfc8}"
    "h3{margin:2rem 0 .3rem}h3 i{font-weight:400}dt{font-weight:600;margin-top:.4rem}dd{margin:0}"
    ".g,.s{color:#5a6873;font-size:.9em}table{border-collapse:collapse}td,th{text-align:left;"
    "padding:.15rem .8rem .15rem 0;vertical-align:top}nav li{display:inline-block;margin-right:1em}"
)


def page(knowledge: Knowledge, version: str) -> str:
    """The whole page."""
    found = chapters(knowledge)
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            f"<title>{escape(TITLE)}</title><style>{STYLE}</style></head><body>",
            f"<h1>{escape(TITLE)}</h1><p>{escape(cite(version))}</p><p>{escape(NOTE)}</p>",
            _contents(found),
            *(part for chapter in found for part in _chapter(chapter)),
            '<h2 id="references">References</h2>',
            *_references(knowledge),
            "</body></html>\n",
        )
    )


def _contents(found: tuple[Chapter, ...]) -> str:
    links = "".join(f'<li><a href="#{_slug(c)}">{escape(c.title)}</a></li>' for c in found)
    return f'<nav><ul>{links}<li><a href="#references">References</a></li></ul></nav>'


def _slug(chapter: Chapter) -> str:
    return "".join(c if c.isalnum() else "-" for c in chapter.title.lower())


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f'<h2 id="{_slug(chapter)}">{escape(chapter.title)}</h2>'
    yield from map(_entry, chapter.entries)


def _entry(entry: Entry) -> str:
    latin = f' <i lang="la">{escape(entry.latin)}</i>' if entry.latin else ""
    rows = "".join(
        f"<dt>{escape(s.label)}</dt><dd>{escape(s.text)}{_graded(s.support)}</dd>"
        for s in entry.statements
    )
    patterns = "".join(
        (f"<h4>{escape(p.title)}</h4>" if p.title else "") + _zones(p.referral)
        for p in entry.patterns
    )
    subtitle = f'<p class="s">{escape(entry.subtitle)}</p>' if entry.subtitle else ""
    name = f'<h3 id="{escape(entry.anchor)}">{escape(entry.name)}{latin}</h3>'
    return f"{name}{subtitle}<dl>{rows}</dl>{patterns}"


def _graded(support: Support | None) -> str:
    if support is None:
        return ""
    links = ", ".join(f'<a href="#ref-{escape(s)}">{escape(s)}</a>' for s in support.sources)
    return f' <span class="g">[{support.grade.value}{": " if links else ""}{links}]</span>'


def _zones(referral: Referral) -> str:
    names = {region.id: region.name for region in load_regions()}
    rows = "".join(
        f"<tr><td>{escape(names[z.region])}</td><td>{escape(z.side)}</td><td>{z.weight:.2f}</td>"
        f"<td>{'essential' if z.essential else 'spillover'}</td></tr>"
        for z in referral.zones
    )
    note = f"<p>{escape(referral.note)}</p>" if referral.note else ""
    head = "<tr><th>Region</th><th>Side</th><th>Share</th><th>Zone</th></tr>"
    return f"<table>{head}{rows}</table>{_graded(referral.support)}{note}"


def _references(knowledge: Knowledge) -> Iterator[str]:
    for reference in knowledge.references.values():
        link = f' <a href="https://doi.org/{escape(reference.doi)}">DOI</a>'
        shown = escape(reference.citation) + (link if reference.doi else "")
        yield f'<p id="ref-{escape(reference.id)}">{shown}</p>'
