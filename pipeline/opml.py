"""Feeds as OPML, for feed readers, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import yaml

from pipeline.domain import Feed
from pipeline.errors import InputError


def to_opml(feeds: Iterable[Feed]) -> str:
    """OPML 2.0, one outline a feed; kind, languages and countries as categories."""
    root = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(root, "head"), "title").text = "Overreach: watched feeds"
    body = ElementTree.SubElement(root, "body")
    for feed in feeds:
        told = ",".join([f"/{feed.kind.value}", *(f"/{code}" for code in (*feed.languages, *feed.countries))])
        ElementTree.SubElement(body, "outline", type="rss", text=feed.name, xmlUrl=feed.url, category=told)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def from_opml(path: Path, *, region: str, language: str, today: str) -> str:
    """The YAML of a feed file with the outlines that have an address; a person completes it. Raises InputError."""
    try:
        text = path.read_text("utf-8")
        if "<!ENTITY" in text:
            raise InputError(str(path), "entities are not read")
        outlines = [one for one in ElementTree.fromstring(text).iter("outline") if one.get("xmlUrl")]
    except (OSError, UnicodeError, ElementTree.ParseError) as error:
        raise InputError(str(path), f"no OPML ({error})") from error
    if not outlines:
        raise InputError(str(path), "no outline has an xmlUrl")
    seen: dict[str, dict[str, object]] = {}
    for number, outline in enumerate(outlines, 1):
        name = outline.get("title") or outline.get("text") or f"feed {number}"
        slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:50] or f"{region}-{number}"
        seen.setdefault(outline.get("xmlUrl", ""), {
            "id": slug if slug not in {one["id"] for one in seen.values()} else f"{slug}-{number}",
            "name": name, "url": outline.get("xmlUrl"), "kind": "news", "languages": [language], "countries": [],
            "cadence_minutes": 60, "trusted_because": "taken from an OPML file; say why it is trusted",
            "checked_on": today, "confidence": "low",
        })  # fmt: skip
    return yaml.safe_dump(
        {"region": region, "feeds": list(seen.values())}, allow_unicode=True, sort_keys=False
    )
