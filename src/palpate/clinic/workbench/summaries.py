"""What the printed page of a case shows."""

from typing import Final

from palpate.clinic.workbench import gateway
from palpate.clinic.workbench.assets import load_assets
from palpate.clinic.workbench.pictures import drawing_png
from palpate.knowledge.common import QUALITIES
from palpate.reasoning import Answer, Case

Json = dict[str, object]

TALL: Final = 500
SMALL: Final = 260
"""Pixels of the printed body and of the printed head."""
FIRST: Final = 6
"""Sources and examinations that fit on one page."""
WHOLE: Final = (("front", "Front"), ("back", "Back"))
HEAD: Final = (("head_right", "Head, right"), ("head_left", "Head, left"))
HEAD_AREAS: Final = frozenset({"head", "face", "neck"})


def context(data: object) -> Json:
    """Return everything the template shows; raises RequestError for a case with faults."""
    case = gateway.read_case(data)
    found = gateway.answer(case)
    model = gateway.reasoner().model
    names = model.region_names
    examinations = model.knowledge.examinations
    questions = model.knowledge.questions
    return {
        "styles": load_assets().print_styles,
        "case": case,
        "pictures": _pictures(case),
        "pain": _pain(case, names),
        "qualities": [each for each in QUALITIES if each in case.qualities],
        "history": [(questions[key].text, _said(value)) for key, value in case.history.items()],
        "findings": [
            (examinations[each.id].name, each.side, each.result.replace("_", " "))
            for each in case.findings
        ],
        "red_flags": found.red_flags,
        "sources": _sources(found, names),
        "next": found.next_examinations[:FIRST],
        "note": found.note,
    }


def _said(value: bool | float | str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")


def _sources(found: Answer, names: dict[str, str]) -> list[Json]:
    return [
        {
            "name": each.lead.name,
            "side": "" if each.lead.side == "midline" else each.lead.side,
            "kind": each.lead.kind.value.replace("_", " "),
            "percent": round(each.probability * 100),
            "explains": [names[where.region] for where in each.explains[:3]],
            "palpation": each.lead.palpation.text,
            "grade": each.lead.referral.support.grade.value,
        }
        for each in found.sources[:FIRST]
    ]


def _pain(case: Case, names: dict[str, str]) -> list[Json]:
    """Painted regions, the strongest first."""
    body = gateway.reasoner().model.body
    strongest: dict[tuple[str, str], float] = {}
    for patch in case.painted:
        key = body.region_of(int(patch))
        strongest[key] = max(strongest.get(key, 0.0), float(case.intensity[patch]))
    rows = sorted(strongest.items(), key=lambda item: -item[1])
    return [
        {
            "name": names[region],
            "side": "" if side == "midline" else side,
            "intensity": f"{level:g}",
        }
        for (region, side), level in rows
    ]


def _pictures(case: Case) -> list[Json]:
    body = gateway.reasoner().model.body
    areas = gateway.areas()
    painted = {areas[body.region_of(int(patch))[0]] for patch in case.painted}
    views = WHOLE + (HEAD if painted & HEAD_AREAS else ())
    return [
        {
            "name": name,
            "source": drawing_png(view, TALL if view in dict(WHOLE) else SMALL, case.intensity),
        }
        for view, name in views
    ]
