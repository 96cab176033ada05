"""What a search promises, on SQLite and on PostgreSQL alike."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from pipeline.domain import CaseQuery, FoundIn, Hit, Mark, Stage, TargetType, Verification
from pipeline.errors import InputError, StoreError
from pipeline.store.database import Database
from pipeline.store.saved_searches import SavedSearches
from pipeline.store.search import SearchIndex
from pipeline.store.search_plan import meanings_of
from pipeline.store.search_texts import SPEAKERS
from pipeline.store.tables import (
    articles,
    case_laws,
    case_search,
    cases,
    evidence,
    incident_articles,
    incidents,
    persons,
)
from tests.builders import NOW

Add = Callable[..., str]
CASE = {
    "country": "NG", "opened_at": NOW, "changed_at": NOW, "targets": ["journalist"], "probability": 0.9,
    "needs_review": False, "verification": "machine", "tlp": "AMBER", "place": None, "family": "content",
    "complainant": "unknown", "privacy": [], "cross_border": "unknown", "platforms": [], "topics": [], "accused": 1,
    "axes": [], "flags": [], "external_ids": [], "facts": [], "status": "charged", "merged_into": None,
}  # fmt: skip
ARTICLE = {
    "feed_id": "voice", "text": "", "summary": "", "first_seen": NOW, "text_sha256": "", "countries": [],
    "silent": False, "state": "linked", "attempts": 0,
}  # fmt: skip


@pytest.fixture
def add(database: Database) -> Add:
    """Puts a case into the store and its document into the index."""

    def put(
        case_id: str, *names: tuple[str, str], titles: tuple[str, ...] = (), quotes: tuple[str, ...] = (),
        laws: tuple[tuple[str | None, str], ...] = (), minor: bool = False, **more: Any,
    ) -> str:  # fmt: skip
        with database.writing() as connection:
            connection.execute(insert(cases).values(CASE | {"id": case_id} | more))
            for number, (name, latin) in enumerate(names):
                person = {"id": f"{case_id}{number}", "case_id": case_id, "name": name, "latin": latin,
                          "minor": minor, "role": "target", "gender": "unknown", "aliases": ["El Zorro"]}  # fmt: skip
                connection.execute(insert(persons).values(person))
            for law_id, written in laws:
                law = {"case_id": case_id, "law_id": law_id, "as_written": written}
                connection.execute(insert(case_laws).values(law))
            step = {"id": f"i{case_id}", "case_id": case_id, "stage": "charged", "precision": "unknown",
                    "first_reported": NOW}  # fmt: skip
            connection.execute(insert(incidents).values(step))
            for number, title in enumerate(titles):
                told = f"{case_id}-{number}"
                connection.execute(
                    insert(articles).values(ARTICLE | {"id": told, "identity": told, "title": title})
                )
                link = {"incident_id": f"i{case_id}", "article_id": told, "reason": "", "kind": "named", "score": 1.0,
                        "pinned": False}  # fmt: skip
                connection.execute(insert(incident_articles).values(link))
            for quote in quotes:
                said = {"incident_id": f"i{case_id}", "article_id": f"{case_id}-0", "article_sha256": "", "start": 0,
                        "field": "stage", "quote": quote, "end": 1, "part": "text", "version": ""}  # fmt: skip
                connection.execute(insert(evidence).values(said))
            SearchIndex(database).index(connection, [case_id])
        return case_id

    return put


def find(database: Database, text: str = "", **more: Any) -> list[str]:
    return [hit.case_id for hit in SearchIndex(database).find(CaseQuery(text=text, **more))]


NAMES = [
    ("أوميد بروشكي", "Omid Baroshki"), ("Ada Bello", "Ada Bello"), ("Işıl Çığır", "Isil Cigir"),
    ("Đặng Bách", "Dang Bach"), ("Иван Ёлкин", "Ivan Elkin"), ("สมชาย ใจดี", "Somchai Chaidi"),
    ("王小明", "Wang Xiaoming"), ("ကိုအောင်", "Ko Aung"), ("សុខា វណ្ណា", "Sokha Vanna"),
]  # fmt: skip


TYPED = [
    ("Baroshki", 0), ("بروشكي", 0), ("بروشکی", 0), ("اوميد", 0), ("أُومِيد", 0), ("barosh", 0), ("Baroshky", 0),
    ("Omed Baroshky", 0), ("Барошки", 0), ("ada", 1), ("BELLO Ada", 1), ("ISIL", 2), ("ışıl", 2), ("cigir", 2),
    ("ÇIĞIR", 2), ("Dang Bach", 3), ("Ёлкин", 4), ("елкин", 4), ("Елкин Иван", 4), ("Elkin", 4), ("สมชาย", 5),
    ("ใจดี", 5), ("ชาย", 5), ("小明", 6), ("王", 6), ("明", 6), ("王小明", 6), ("အောင်", 7), ("វណ្ណា", 8), ("សុខា", 8),
]  # fmt: skip


def test_a_name_is_found_as_people_type_it(database: Database, add: Add) -> None:
    for number, name in enumerate(NAMES):
        add(f"c{number}", name)
    for text, number in TYPED:
        assert (text, find(database, text)) == (text, [f"c{number}"])


def test_what_is_not_there_is_not_found_and_signs_do_no_harm(database: Database, add: Add) -> None:
    add("c1", ("Ahmed Bello", "Ahmed Bello"))
    add("c2", ("王小明", "Wang Xiaoming"))
    for text in (
        "Mahmoud",
        "小王",
        "Baro Ada",
        "…",
        "'; --",
        '") OR "',
        "a:b & !c",
        "*",
        "ก" * 200,
        "a " * 100,
    ):
        assert find(database, text) == []
        assert SearchIndex(database).count(CaseQuery(text=text)) == 0


def test_laws_places_titles_and_quotes_are_found_too(database: Database, add: Add) -> None:
    add("c1", laws=(("pk-peca-2016", "prevention law"),), place="Lahore")
    add("c2", titles=("ศาลอาญากรุงเทพพิพากษาจำคุกนักข่าว",), quotes=("was fined over a tweet",))
    found = SearchIndex(database).find
    assert [find(database, text) for text in ("PECA", "lahor", "กรุงเทพ", "tweet fined")] == [
        ["c1"], ["c1"], ["c2"], ["c2"]
    ]  # fmt: skip
    where = [found(CaseQuery(text=text))[0].found_in for text in ("PECA", "Lahore", "กรุงเทพ", "tweet")]
    assert where == [FoundIn.LAW, FoundIn.PLACE, FoundIn.TITLE, FoundIn.QUOTE]


def test_a_nickname_of_a_law_and_a_country_mean_what_they_stand_for(database: Database, add: Add) -> None:
    add("c1", laws=(("ve-odio-2017", "la norma"),), country="VE")
    meanings = meanings_of([], [("VE", "Venezuela"), ("VE", "委内瑞拉")]) | {
        ("ley", "mordaza"): ["flawveodio2017"]
    }
    index = SearchIndex(database, meanings)
    for text in ("Ley Mordaza", "la norma Venezuela", "委内瑞拉", "Venezuela ley mordaza"):
        assert [hit.case_id for hit in index.find(CaseQuery(text=text))] == ["c1"]
    assert index.find(CaseQuery(text="ley")) == []


def test_a_person_comes_before_the_country_of_the_same_name(database: Database, add: Add) -> None:
    add("country", country="JO")
    add("person", ("Jordan Bello", "Jordan Bello"), changed_at=NOW - timedelta(days=9))
    index = SearchIndex(database, meanings_of([], [("JO", "Jordan")]))
    assert [hit.case_id for hit in index.find(CaseQuery(text="jordan"))] == ["person", "country"]


def test_names_come_before_titles_and_these_before_what_only_sounds_so(database: Database, add: Add) -> None:
    add("sound", ("Barashky", "Barashky"))
    add("title", titles=("Baroshki held",))
    add("name", ("Omid Baroshki", "Omid Baroshki"), changed_at=NOW - timedelta(days=9))
    hits = SearchIndex(database).find(CaseQuery(text="Baroshki"))
    assert [(hit.case_id, hit.mark.rank) for hit in hits] == [("name", 0), ("title", 1), ("sound", 2)]


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["c4", "c3", "c2", "c1"]),
    ({"countries": ("PK", "TH")}, ["c3", "c2"]),
    ({"laws": ("pk-peca-2016",)}, ["c2"]),
    ({"stages": (Stage.ARRESTED, Stage.ON_TRIAL)}, ["c4", "c3"]),
    ({"targets": (TargetType.ACTIVIST,)}, ["c3"]),
    ({"verification": (Verification.TWO_REVIEWERS,)}, ["c2"]),
    ({"verification": (Verification.DISMISSED,)}, ["c5"]),
    ({"needs_review": True}, ["c4"]),
    ({"needs_review": False, "countries": ("NG",)}, ["c1"]),
    ({"since": date(2026, 11, 22)}, ["c4", "c3"]),
    ({"until": date(2026, 11, 22)}, ["c3", "c2", "c1"]),
    ({"since": date(2026, 11, 21), "until": date(2026, 11, 21)}, ["c2"]),
    ({"include_dismissed": True, "include_merged": True}, ["c6", "c5", "c4", "c3", "c2", "c1"]),
    ({"text": "bello", "countries": ("PK",)}, ["c2"]),
]


def test_filters_are_kept_with_and_without_words(database: Database, add: Add) -> None:
    def day(number: int) -> datetime:
        return datetime(2026, 11, number, 23, 59, 59, tzinfo=UTC)

    bello = ("Ada Bello", "Ada Bello")
    add("c1", bello, changed_at=day(20))
    add(
        "c2",
        bello,
        changed_at=day(21),
        country="PK",
        laws=(("pk-peca-2016", "PECA"),),
        verification="two_reviewers",
    )
    add("c3", changed_at=day(22), country="TH", status="arrested", targets=["blogger", "activist"])
    add("c4", changed_at=day(23), status="on_trial", needs_review=True)
    add("c5", changed_at=day(24), verification="dismissed")
    add("c6", changed_at=day(25), merged_into="c1")
    for filters, found in FILTERS:
        assert (filters, find(database, **filters)) == (filters, found)
        assert SearchIndex(database).count(CaseQuery(**filters)) == len(found)


def test_pages_follow_each_other_without_a_gap_or_a_repeat(database: Database, add: Add) -> None:
    for number in range(6):
        add(f"n{number}", ("Ada Bello", "Ada Bello"))  # all of one second
        add(f"t{number}", titles=("Bello again",), changed_at=NOW - timedelta(days=number))
    index, query, got = SearchIndex(database), CaseQuery(text="bello"), list[Hit]()
    after: Mark | None = None
    while page := index.find(query, 5, after):
        got += page
        after = page[-1].mark
    assert [hit.case_id for hit in got] == [hit.case_id for hit in index.find(query, 50)]
    assert {hit.case_id[0] for hit in got[:6]} == {"n"}
    assert [hit.case_id for hit in got[6:]] == [f"t{number}" for number in range(6)]


def test_a_changed_case_is_found_by_its_new_words_only(database: Database, add: Add) -> None:
    case_id = add("c1", ("Ada Bello", "Ada Bello"))
    with database.writing() as connection:
        connection.execute(update(persons).values(name="Bola Eze", latin="Bola Eze"))
        connection.execute(update(cases).values(status="released"))
        SearchIndex(database).index(connection, [case_id, case_id, "no such case"])
    assert find(database, "bello") == []
    assert find(database, "eze", stages=(Stage.RELEASED,)) == ["c1"]


def test_a_document_is_gone_with_the_transaction_that_wrote_it(database: Database, add: Add) -> None:
    case_id = add("c1", ("Ada Bello", "Ada Bello"))

    def die() -> None:
        with database.writing() as connection:
            connection.execute(update(persons).values(name="Bola Eze", latin="Bola Eze"))
            SearchIndex(database).index(connection, [case_id])
            raise RuntimeError("killed half-way")

    with pytest.raises(RuntimeError):
        die()
    assert find(database, "bello") == ["c1"]
    assert find(database, "eze") == []


def test_a_rebuild_finds_what_was_there_before_the_index(database: Database, add: Add) -> None:
    add("c1", ("Ada Bello", "Ada Bello"))
    add("c2", ("Bola Eze", "Bola Eze"))
    with database.writing() as connection:
        connection.execute(case_search.delete())
        connection.exec_driver_sql("DELETE FROM case_words")
    index, seen = SearchIndex(database), list[int]()
    assert (index.missing(), find(database, "bello")) == (2, [])
    assert index.rebuild(seen.append) == sum(seen) == 2
    assert (index.missing(), find(database, "bello")) == (0, ["c1"])


def test_what_a_large_case_leaves_out_is_counted(database: Database, add: Add) -> None:
    add("c1", titles=tuple(f"Report {number}" for number in range(SPEAKERS + 2)))
    with database.reading() as connection:
        assert connection.execute(select(case_search.c.left_out)).scalar_one() == 2
    assert SearchIndex(database).find(CaseQuery())[0].reports == SPEAKERS + 2


def test_a_hit_and_a_query_name_nobody_in_a_log(database: Database, add: Add) -> None:
    add("c1", ("Ada Bello", "Ada Bello"), titles=("Ada Bello charged",))
    query = CaseQuery(text="Bello")
    [hit] = SearchIndex(database).find(query)
    assert hit.names == ("Ada Bello", "El Zorro")
    assert hit.snippet == "Ada Bello"
    assert "Bello" not in f"{hit!r} {query!r}"


def test_where_a_minor_is_named_a_hit_shows_no_name(database: Database, add: Add) -> None:
    add("c1", ("Ada Bello", "Ada Bello"), minor=True)
    [hit] = SearchIndex(database).find(CaseQuery(text="Bello"))
    assert (hit.names, hit.snippet, hit.found_in) == (("[name withheld]",), "", FoundIn.NAME)


def test_an_error_of_the_database_does_not_repeat_what_was_looked_for(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE case_words")
    with pytest.raises(StoreError, match=r"case_words|search failed") as caught:
        find(database, "Bello")
    assert "bello" not in str(caught.value).casefold()


def test_a_search_is_kept_replaced_and_forgotten(database: Database) -> None:
    saved = SavedSearches(database)
    query = CaseQuery(text="Bello", stages=(Stage.CHARGED,), since=date(2026, 1, 2), needs_review=False)
    saved.save("my search", CaseQuery(), who="ab", at=NOW)
    saved.save("my search", query, who="ab", at=NOW)
    assert saved.get("my search").query == query
    assert [one.name for one in saved.all()] == ["my search"]
    saved.forget("my search")
    with pytest.raises(InputError, match="--list-saved"):
        saved.forget("my search")


def test_a_name_that_is_none_is_refused(database: Database) -> None:
    for name in ("", " x", "x" * 61, "a/b", "a\nb"):
        with pytest.raises(InputError, match="at most 60"):
            SavedSearches(database).save(name, CaseQuery(), who="ab", at=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"countries": ("nigeria",)},
        {"countries": ("ng",)},
        {"since": date(2026, 2, 1), "until": date(2026, 1, 1)},
    ],
)
def test_a_query_that_cannot_be_meant_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"ISO code|no day|more than"):
        CaseQuery(**wrong)
