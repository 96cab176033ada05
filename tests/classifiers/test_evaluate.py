"""Figures that can be computed by hand."""

from typing import Any

import pytest

from classifiers.evaluate import evaluate
from pipeline.domain import (
    Classification,
    Decision,
    Label,
    LawMention,
    PersonMention,
    Role,
    Stage,
    TargetType,
)
from tests.builders import a_verdict


def labelled(label: str = "prosecution", **more: Any) -> dict[str, Any]:
    return {"id": "x", "title": "t", "text": "t", "lang": "en", "country": "NG", "label": label, **more}


def dropped(**more: Any) -> Classification:
    return a_verdict(label=Label.OTHER, probability=0.0, decision=Decision.DROP, **more)


def fields(item: dict[str, Any], **verdict: Any) -> dict[str, Any]:
    return evaluate([item], [a_verdict(**verdict)])


def of_laws(wanted: list[str], *found: LawMention, **more: Any) -> tuple[float, float]:
    """Precision and recall of laws of one article."""
    figures = fields(labelled(laws=wanted, **more), laws=found)["laws"]
    return figures["precision"], figures["recall"]


def law(as_written: str, section: str | None = None) -> LawMention:
    return LawMention(id="ng-cybercrimes-2015", as_written=as_written, section=section)


def of_persons(item: dict[str, Any], *found: PersonMention) -> tuple[float, int, int]:
    figures = fields(labelled(**item), persons=found)["persons"]
    return figures["recall"], figures["wanted"], figures["found"]


def target(name: str, latin: str | None = None) -> PersonMention:
    return PersonMention(name=name, latin=latin or name, role=Role.TARGET)


# --- yes and no ------------------------------------------------------------------------------------------


def test_calling_and_alerting_are_scored_apart() -> None:
    items = [labelled(), labelled(), labelled("other"), labelled("legislation")]
    verdicts = [
        a_verdict(),
        a_verdict(probability=0.4, decision=Decision.REVIEW),
        a_verdict(probability=0.6, decision=Decision.REVIEW),
        dropped(),
    ]
    figures = evaluate(items, verdicts)
    assert figures["prosecution"] == {"precision": 0.6667, "recall": 1.0, "f1": 0.8, "wanted": 2, "found": 3}
    assert figures["alert"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "wanted": 2, "found": 1}
    assert figures["decisions"] == {
        "prosecution": {"alert": 1, "review": 1, "drop": 0},
        "legislation": {"alert": 0, "review": 0, "drop": 1},
        "other": {"alert": 0, "review": 1, "drop": 0},
    }
    assert figures["dropped_prosecutions"] == 0.0
    assert figures["label_accuracy"] == 0.5


def test_slices_are_by_country_and_by_language() -> None:
    items = [labelled(), labelled("other"), labelled(country="KE", lang="sw"), labelled(country=None)]
    figures = evaluate(items, [a_verdict(), a_verdict(), a_verdict(), dropped()])
    assert list(figures["countries"]) == ["NG", "KE", "unknown"]
    assert figures["countries"]["NG"] == {
        "items": 2, "precision": 0.5, "recall": 1.0, "f1": 0.6667, "wanted": 1, "found": 2,
    }  # fmt: skip
    assert figures["countries"]["unknown"]["recall"] == 0.0
    assert (figures["languages"]["en"]["items"], figures["languages"]["sw"]["precision"]) == (3, 1.0)


def test_negatives_are_told_apart_by_kind() -> None:
    fraud = labelled("cybercrime", negative_kind="genuine_cybercrime")
    bill = labelled("legislation", negative_kind="legislation")
    items = [
        fraud,
        fraud,
        fraud,
        fraud,
        bill,
        labelled(negative_kind="genuine_cybercrime"),
        labelled("other"),
    ]
    review = a_verdict(probability=0.6, decision=Decision.REVIEW)
    verdicts = [a_verdict(), review, dropped(), dropped(), dropped(), a_verdict(), a_verdict()]
    assert evaluate(items, verdicts)["negative_kinds"] == {
        "genuine_cybercrime": {"items": 4, "called_prosecution": 0.5, "alerted": 0.25},
        "legislation": {"items": 1, "called_prosecution": 0.0, "alerted": 0.0},
    }


# --- probabilities ---------------------------------------------------------------------------------------


def test_the_calibration_error_is_the_mean_gap_of_the_bins_by_their_items() -> None:
    """Bins 0.0-0.1: mean 0.05, none true; 0.7-0.8: mean 0.75, half; 1.0 falls into the last: (0.1 + 0.5 + 0) / 5."""
    given = [
        (0.0, "other"),
        (0.1 - 1e-9, "other"),
        (0.7, "other"),
        (0.8 - 1e-9, "prosecution"),
        (1.0, "prosecution"),
    ]
    verdicts = [a_verdict(probability=probability) for probability, _ in given]
    figures = evaluate([labelled(label) for _, label in given], verdicts)
    assert figures["ece"] == pytest.approx((2 * 0.05 + 2 * 0.25 + 0) / 5)
    assert figures["reliability"] == [
        {"from": 0.0, "to": 0.1, "mean_probability": 0.05, "share_true": 0.0, "items": 2},
        {"from": 0.7, "to": 0.8, "mean_probability": 0.75, "share_true": 0.5, "items": 2},
        {"from": 0.9, "to": 1.0, "mean_probability": 1.0, "share_true": 1.0, "items": 1},
    ]


def test_the_curve_has_what_each_threshold_would_give() -> None:
    items = [labelled(), labelled(), labelled("other")]
    verdicts = [a_verdict(probability=p) for p in (0.9, 0.3, 0.6)]
    curve = {point["threshold"]: point for point in evaluate(items, verdicts)["curve"]}
    assert curve[0.3] == {"threshold": 0.3, "precision": 0.6667, "recall": 1.0, "f1": 0.8}
    assert curve[0.31] == {"threshold": 0.31, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert curve[0.9]["precision"] == 1.0
    assert max(curve) == 0.9


# --- stage, targets, country -----------------------------------------------------------------------------


def test_a_near_stage_is_right_but_not_exact() -> None:
    figures = fields(labelled(stage="trial"), stage=Stage.CHARGED)
    assert (figures["stage_accuracy"], figures["stage_exact"]) == (1.0, 0.0)


def test_fields_are_scored_on_true_prosecutions_only() -> None:
    figures = fields(labelled("other", stage="charged", laws=["x"], persons=["y"], target_types=["activist"]))
    assert figures["laws"]["wanted"] == figures["persons"]["wanted"] == figures["targets"]["found"] == 0


def test_kinds_of_target_count_by_the_near_one_and_only_where_they_are_labelled() -> None:
    verdict: dict[str, Any] = {"targets": (TargetType.MEDIA_WORKER, TargetType.LAWYER)}
    figures = fields(labelled(target_types=["journalist", "activist"]), **verdict)["targets"]
    assert (figures["precision"], figures["recall"]) == (0.5, 0.5)
    assert fields(labelled(), **verdict)["targets"]["found"] == 0


# --- laws ------------------------------------------------------------------------------------------------


def test_a_law_is_right_when_its_words_are_near() -> None:
    assert of_laws(["Cybercrimes Act"], law("Cybercrimes (Prohibition) Act"), law("Penal Code")) == (0.5, 1.0)
    assert of_laws(["code du numérique"], law("Code du Numerique")) == (1.0, 1.0)


def test_one_mention_with_a_section_answers_the_law_and_the_section() -> None:
    assert of_laws(["Cybercrimes Act", "Section 24"], law("Cybercrimes Act", "24(1)(b)")) == (1.0, 1.0)
    assert of_laws(["Cybercrimes Act"], law("Cybercrimes Act", "24"), sections=["article 24"]) == (1.0, 1.0)
    assert of_laws(["Section 24", "Section 38"], law("section 24", "24")) == (1.0, 0.5)


@pytest.mark.parametrize(
    ("wanted", "written", "section"),
    [
        ("ч. 2 ст. 207.3 УК", "закон о фейках", "207.3"),
        ("388-1-ci maddə", "Cinayət Məcəlləsi", "CAO 388-1"),
        ("TCK 217/A", "dezenformasyon yasası", "217/A(1)"),
        ("مادة ٢٤", "قانون الجرائم الإلكترونية", "24"),
        ("२९ धारा", "x", "29"),
    ],
)
def test_a_section_is_known_by_its_number_in_any_script(wanted: str, written: str, section: str) -> None:
    assert of_laws([wanted], law(written, section)) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("wanted", "written", "section"),
    [
        ("Section 24", "section 25", "25"),
        ("статья 207.3", "закон", "207"),
        ("section 4(1)", "Sedition Act", "1"),
        ("Act No. 4 of 2025", "Penal Code", "4"),
        ("Cybercrimes Act 2015", "Cybercrimes Act 2024", None),
    ],
)
def test_another_number_is_another_law(wanted: str, written: str, section: str | None) -> None:
    assert of_laws([wanted], law(written, section)) == (0.0, 0.0)


def test_articles_whose_laws_or_persons_are_not_labelled_are_not_scored() -> None:
    figures = fields(labelled())
    assert (figures["laws"]["found"], figures["persons"]["found"]) == (0, 0)
    figures = fields(labelled(laws=[], persons=[]))
    assert (figures["laws"]["found"], figures["persons"]["found"]) == (1, 1)


# --- persons ---------------------------------------------------------------------------------------------


def test_only_targets_are_wanted_and_only_targets_count_as_found() -> None:
    people = [
        {"name": "Ada Bello", "latin": "Ada Bello", "role": "target"},
        {"name": "Bola Adisa", "latin": "Bola Adisa", "role": "lawyer"},
    ]
    lawyer = PersonMention(name="Bola Adisa", latin="Bola Adisa", role=Role.LAWYER)
    assert of_persons({"persons": people}, target("Ada Bello"), lawyer) == (1.0, 1, 1)


def test_a_text_is_a_target_and_a_near_spelling_is_right() -> None:
    assert of_persons({"persons": ["Ada Bello", "Tunde Abareke"]}, target("Adda Bello")) == (0.5, 2, 1)


def test_a_person_may_be_found_by_the_latin_letters() -> None:
    by_list = {"persons": ["Романа Иванова"], "persons_latin": ["Roman Ivanov"]}
    assert of_persons(by_list, target("Roman Iwanow")) == (1.0, 1, 1)
    by_object = {"persons": [{"name": "عمر قصقص", "latin": "Omar Qasqas", "role": "target"}]}
    assert of_persons(by_object, target("x", latin="Omar Qasqas")) == (1.0, 1, 1)
    assert of_persons({"persons": ["عمر قصقص"], "persons_latin": None}, target("x", latin="Omar Qasqas")) == (
        0.0,
        1,
        1,
    )


def test_one_found_person_answers_one_wanted() -> None:
    assert of_persons({"persons": ["Ada Bello", "Ada Bello"]}, target("Ada Bello")) == (0.5, 2, 1)


def test_a_run_without_articles_has_figures_too() -> None:
    figures = evaluate([], [])
    assert (figures["items"], figures["ece"], figures["curve"]) == (0, 0.0, [])
