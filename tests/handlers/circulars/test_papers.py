"""The printed circular: text, tables and ranking are those of the stored figures, and stay so."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import docx
import pytest
from sqlmodel import select

from handlers.circulars.papers import facts_of
from handlers.circulars.wording import draft_words
from handlers.papers import printing
from handlers.papers.circular_papers import circular_paper, headings
from handlers.papers.official import Labelled, OfficialPaper
from locales import Translator, translator
from models.circulars.circulars import Part, text_now
from models.circulars.drafting import begin
from models.circulars.figures import Figures
from models.matters.ledger import Matter, State
from models.standings.rules import Mode
from models.standings.runs import standings_of
from models.store import Store
from models.units import unit_id
from tests.desk import RULES
from tests.models.circulars.month import AFTER, City, found
from tests.proofs.circular_cases import circular_facts
from tests.proofs.month_cases import Case

ZH = translator("zh_CN", ZoneInfo("Asia/Shanghai"))
EN = translator("en", ZoneInfo("Asia/Shanghai"))


def drafted(city: City) -> tuple[int, Figures]:
    """A circular as the bot drafts it, and the figures it was drafted from."""
    with city.store.transaction() as session:
        figures, office = city.figures(session), unit_id(city.desk.office)
        words = draft_words(ZH, figures)
        return begin(session, office, figures, words, city.clerk, AFTER).id or 0, figures


def printed(city: City, number: int) -> OfficialPaper:
    """The circular as it is printed now."""
    with city.store.reading() as session:
        facts = facts_of(session, city.circular(session, number), RULES)
    return circular_paper(ZH, facts)


def test_what_is_printed_is_what_is_stored(store: Store) -> None:
    city = found(store)
    city.score()
    number, figures = drafted(city)
    paper = printed(city, number)
    text = "".join(paper.body)
    assert f"共{figures.matters}项" in text
    assert all(f"{one.n}项（占{one.share}%）" in text for one in figures.states)
    assert all(one.unit in text and one.matter in text for one in figures.missed)
    missed, ranking = paper.annexes
    assert [row[1:2] + row[3:] for row in missed.tables[0].rows] == [
        (one.unit, one.due_on.isoformat(), "未完成", str(one.days)) for one in figures.missed
    ]
    assert [row[:3] for table in ranking.tables for row in table.rows] == [
        (str(place.rank), place.unit, str(place.total))
        for cohort in figures.ranking
        for place in cohort.places
    ]


def test_the_ranking_is_that_of_the_scores(store: Store) -> None:
    city = found(store)
    city.score()
    number, _ = drafted(city)
    with city.store.reading() as session:
        wanted = {
            (unit.name, str(one.rank), str(one.total))
            for one, unit in standings_of(session, city.run(session))
            if one.rank is not None
        }
    tables = printed(city, number).annexes[1].tables
    assert {(row[1], row[0], row[2]) for table in tables for row in table.rows} == wanted


def test_what_happens_later_changes_no_printed_figure(store: Store) -> None:
    city = found(store)
    city.score()
    number, _ = drafted(city)
    before = printed(city, number)
    with city.store.transaction() as session:
        for matter in session.exec(select(Matter)):
            matter.state, matter.title = State.CLOSED, "Renamed"
    assert printed(city, number) == before


def test_words_and_word_file_hold_the_same(store: Store) -> None:
    city = found(store)
    city.score()
    number, _ = drafted(city)
    paper = printed(city, number)
    document = docx.Document(io.BytesIO(printing.docx(paper)))
    lines = [one.text for one in document.paragraphs]
    assert all(paragraph in lines for paragraph in paper.body)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert all(cell in cells for annex in paper.annexes for cell in annex.tables[0].rows[0])


@pytest.mark.parametrize(("tr", "first"), [(ZH, "一、总体情况"), (EN, "I. Overall")])
def test_sections_without_words_are_left_out_and_the_others_numbered_on(
    tr: Translator, first: str
) -> None:
    facts = circular_facts(tr, 11, Case.EMPTY)
    named = headings(tr, facts.words)
    assert list(named) == [Part.OVERALL, Part.NEXT]
    assert named[Part.OVERALL] == first
    paper = circular_paper(tr, facts)
    assert (paper.annexes, paper.annex_lines) == ((), ())


@pytest.mark.parametrize(("tr", "label"), [(ZH, "附件："), (EN, "Annex: ")])
def test_annexes_are_listed_by_number_and_one_alone_without(tr: Translator, label: str) -> None:
    facts = circular_facts(tr, 11, Case.PLAIN)
    paper = circular_paper(tr, facts)
    missed, ranking = paper.annexes
    assert paper.annex_lines == (
        Labelled(f"{label}1. ", missed.title),
        Labelled("2. ", ranking.title),
    )
    none_missed = facts.figures.model_copy(update={"missed": ()})
    alone = circular_paper(tr, replace(facts, figures=none_missed))
    assert alone.annex_lines == (Labelled(label, ranking.title),)


def test_an_empty_month_says_so() -> None:
    words = circular_facts(ZH, 11, Case.EMPTY).words
    assert words[Part.OVERALL] == "本月没有纳入统计的改革事项。\n本月没有需要报送的单位。"
    assert words[Part.MISSED] == words[Part.RANKING] == words[Part.SLIPS] == ""


@pytest.mark.parametrize("mode", list(Mode))
def test_each_mode_prints_what_it_publishes(store: Store, mode: Mode) -> None:
    city = found(store)
    city.score(mode)
    number, _ = drafted(city)
    paper = printed(city, number)
    with city.store.reading() as session:
        words = text_now(session, city.circular(session, number)).sections[Part.RANKING]
        totals = {str(one.total) for one, _ in standings_of(session, city.run(session))}
    titles = [annex.title for annex in paper.annexes]
    cells = {
        cell
        for annex in paper.annexes[1:]
        for table in annex.tables
        for cell in sum(table.rows, ())
    }
    assert ("2026年11月排名表" in titles) is (mode in {Mode.FULL, Mode.BANDS})
    assert bool(words) is (mode is not Mode.NONE)
    assert bool(totals & cells) is (mode is Mode.FULL)


def test_a_part_without_items_is_a_dash_and_zero_points_are_zero() -> None:
    facts = circular_facts(ZH, 11, Case.PLAIN)
    place = facts.figures.ranking[0].places[0]
    assert (place.quality, place.returns) == (None, Decimal("0.00"))
    row = circular_paper(ZH, facts).annexes[1].tables[0].rows[0]
    assert (row[4], row[6]) == ("—", "0.00")


def test_until_it_is_issued_it_says_that_it_is_a_draft() -> None:
    paper = circular_paper(ZH, circular_facts(ZH, 11, Case.TIES))
    assert paper.draft
    assert "待签发" in paper.number
    issued = circular_paper(ZH, circular_facts(ZH, 11, Case.PLAIN))
    assert (issued.draft, issued.number) == ("", "瑶改通〔2026〕11号")
    assert issued.date == ZH.date(date(2026, 12, 9))
