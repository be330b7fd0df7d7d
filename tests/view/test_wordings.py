"""Who calls what how: an outlet's own voice is never mixed with what it quotes."""

from tawatur.base.annotation import with_
from tawatur.base.story import Story
from tawatur.view import wordings
from tawatur.view.codebook import coded
from tawatur.view.index import Index


def test_a_group_is_laid_out_by_outlet_and_voice(invented: Story) -> None:
    (group,) = coded(invented.wordings, [])
    cells = wordings.row(Index(invented), group).cells
    assert [w.text for w in cells["جريدة النهر"].quoted] == ["كارثة من صنع البشر", "حادثا عرضيا"]
    assert cells["جريدة النهر"].own == []
    assert [w.text for w in cells["قناة الأفق"].own] == ["كارثة السد"]
    assert sum(w.uses for c in cells.values() for w in (*c.own, *c.quoted)) == len(group.terms)


def test_spellings_that_readers_treat_as_one_are_counted_as_one(invented: Story) -> None:
    term = invented.wordings[0].terms[2]
    made = wordings.counted([term, with_(term, text="كَارثة  السد"), with_(term, text="سيل")])
    assert [(w.text, w.uses) for w in made] == [("كارثة السد", 2), ("سيل", 1)]


def test_the_outlets_with_the_most_uses_come_first(invented: Story) -> None:
    assert wordings.outlets(Index(invented), coded(invented.wordings, []))[0] == "جريدة النهر"
    assert wordings.outlets(Index(invented), []) == []
