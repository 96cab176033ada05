"""Cases on a map (RFC 7946): a Feature a case, at a place of its country, for no towns' coordinates are kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.domain import ACCUSED, Case, NamePolicy
from pipeline.domain.names import covered_name
from pipeline.exports.rows import Row

Points = Mapping[str, tuple[float, float]]
"""Longitude and latitude by ISO code."""
BEFORE, AFTER = '{"type": "FeatureCollection", "features": [', "]}\n"


def feature(case: Case, points: Points, names: NamePolicy) -> Row:
    """One case. `precision` says what the point is: `country`, or `none` with no geometry."""
    point = points.get(case.country or "")
    return {
        "type": "Feature",
        "id": case.id,
        "geometry": {"type": "Point", "coordinates": [round(value, 4) for value in point]} if point else None,
        "properties": {
            "unit": "case",
            "precision": "country" if point else "none",
            "country": case.country,
            "place": case.place,
            "status": case.status.value,
            "targets": [target.value for target in case.targets],
            "laws": [law.id or law.as_written for law in case.laws],
            "persons": [covered_name(person, names) for person in case.persons if person.role in ACCUSED],
            "accused": case.accused,
            "incidents": len(case.incidents),
            "opened_at": case.opened_at,
            "changed_at": case.changed_at,
            "next_hearing": case.next_hearing,
            "verification": case.verification.value,
            "tlp": case.tlp,
        },
    }
