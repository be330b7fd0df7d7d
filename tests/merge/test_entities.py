"""Mentions become entities: who is joined, who is kept apart, and to whom an office goes."""

from __future__ import annotations

from tawatur import pipeline
from tawatur.base.annotation import Mention, Office
from tawatur.base.reading import Reading
from tawatur.base.span import Span
from tawatur.base.story import Entity
from tawatur.merge import entities
from tests.conftest import reading_of


def page(name: str, text: str, people: str = "", bodies: str = "", places: str = "", offices: str = "") -> Reading:
    """Make a page whose mentions are named; `offices` lists «title=holder»."""
    mentions, held, start = [], [], 0
    for kind, names in (("person", people), ("organisation", bodies), ("place", places)):
        for n in filter(None, names.split("|")):
            start = text.index(n)
            span = Span(start, start + len(n))
            mentions.append(
                Mention(id=f"{name}m{len(mentions)}", document=name, span=span, text=n, kind=kind, form="name", name=n)
            )
    for o, pair in enumerate(filter(None, offices.split("|")), 1):
        title, _, holder = pair.partition("=")
        at = text.index(title)
        who = Span(text.index(holder), text.index(holder) + len(holder)) if holder else None
        held.append(
            Office(id=f"{name}o{o}", document=name, span=Span(at, at + len(title)), text=title, title=title, holder=who)
        )
    return reading_of(text, id=name).adding(mentions=mentions, offices=held)


def link(*pages: Reading) -> dict[str, Entity]:
    linked = entities.link(list(pages), pipeline.tables())
    return {n.text: e for e in linked.entities for n in e.names}


def test_a_lone_family_name_joins_the_one_person_of_its_page() -> None:
    found = link(page("d1", "قال سامر البحراوي ثم أضاف البحراوي", people="سامر البحراوي|البحراوي"))
    assert found["سامر البحراوي"].id == found["البحراوي"].id


def test_two_people_one_letter_apart_stay_two() -> None:
    found = link(page("d1", "رامز الكنعاني ورامي الكنعاني", people="رامز الكنعاني|رامي الكنعاني"))
    assert found["رامز الكنعاني"].id != found["رامي الكنعاني"].id


def test_a_lone_name_that_two_people_bear_is_nobodys() -> None:
    text = "رامز الكنعاني ورامي الكنعاني وقال كنعاني"
    found = link(page("d1", text, people="رامز الكنعاني|رامي الكنعاني|كنعاني"))
    assert len({found[n].id for n in ("رامز الكنعاني", "رامي الكنعاني", "كنعاني")}) == 3


def test_one_country_by_all_its_names() -> None:
    found = link(page("d1", "المغرب والمملكة المغربية", places="المغرب|المملكة المغربية"))
    assert found["المغرب"].id == found["المملكة المغربية"].id


def test_a_short_name_of_a_body_joins_the_longer_one_of_its_page_only() -> None:
    one = page("d1", "هيئة الموانئ البحرية ثم الهيئة", bodies="هيئة الموانئ البحرية|الهيئة")
    other = page("d2", "الهيئة وحدها", bodies="الهيئة")
    found = entities.link([one, other], pipeline.tables()).entities
    assert sorted(sorted({m.document for m in e.mentions}) for e in found) == [["d1"], ["d2"]]


def test_a_name_without_the_word_that_says_what_it_is() -> None:
    found = link(page("d1", "جبهة الأمل الوطني ثم الأمل الوطني", bodies="جبهة الأمل الوطني|الأمل الوطني"))
    assert found["جبهة الأمل الوطني"].id == found["الأمل الوطني"].id
    staff = link(page("d1", "قيادة القوات المسلحة ثم القوات المسلحة", bodies="قيادة القوات المسلحة|القوات المسلحة"))
    assert staff["قيادة القوات المسلحة"].id != staff["القوات المسلحة"].id, "an army is not its command"


def test_a_head_that_leans_on_other_words_is_another_body() -> None:
    text = "نيابة الأموال العامة ثم النيابة العامة"
    found = link(page("d1", text, bodies="نيابة الأموال العامة|النيابة العامة"))
    assert found["نيابة الأموال العامة"].id != found["النيابة العامة"].id


def test_a_short_name_keeps_the_order_of_the_long_one() -> None:
    text = "تامر رجب سيد محمد ثم محمد رجب"
    found = link(page("d1", text, people="تامر رجب سيد محمد|محمد رجب"))
    assert found["تامر رجب سيد محمد"].id != found["محمد رجب"].id


def test_an_unnamed_office_goes_to_whom_its_page_gives_that_title() -> None:
    text = "وزير النقل نعمان الشهيبي ثم قال وزير النقل"
    second = page("d2", "التقى وزير النقل الوفد", offices="وزير النقل=")
    found = link(page("d1", text, people="نعمان الشهيبي", offices="وزير النقل=نعمان الشهيبي"), second)
    holder = found["نعمان الشهيبي"]
    assert [o.document for o in holder.offices] == ["d1", "d2"]
    assert holder.offices[1].because[-1].rule == "entities.office.title-in-story"


def test_an_office_nobody_holds_is_an_entity_of_its_own() -> None:
    (entity,) = entities.link([page("d1", "قال وزير النقل", offices="وزير النقل=")], pipeline.tables()).entities
    assert (entity.kind, entity.mentions[0].form) == ("person", "descriptive")


def test_every_merge_keeps_its_reason() -> None:
    found = link(
        page("d1", "قال غاريت هولمن", people="غاريت هولمن"), page("d2", "قال جاريت هولمن", people="جاريت هولمن")
    )
    assert found["غاريت هولمن"].because[0].rule == "entities.person.names"
    assert "transliteration" in found["غاريت هولمن"].because[0].detail
