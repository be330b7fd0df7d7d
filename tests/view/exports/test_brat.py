"""brat's files as a strict reader of its grammar reads them: each line is well formed, each span says its own words."""

import re

import pytest

from tawatur.base.span import Span
from tawatur.base.story import Story
from tawatur.view.exports.brat import Annotations, to_brat, type_name
from tawatur.view.exports.characters import plain_lines
from tawatur.view.exports.file_names import stems
from tests.view.exports import stories
from tests.view.story_fixture import documents, hostile_story, story

NAME = r"[A-Za-z0-9_-]+"
GRAMMAR = {  # brat's standoff format: one line of each kind
    "T": re.compile(rf"(T\d+)\t({NAME}) (\d+ \d+(?:;\d+ \d+)*)\t([^\t]+)"),
    "E": re.compile(rf"(E\d+)\t({NAME}):(T\d+)((?: {NAME}:[TE]\d+)*)"),
    "R": re.compile(rf"(R\d+)\t({NAME}) Arg1:(T\d+) Arg2:(T\d+)"),
    "A": re.compile(rf"(A\d+)\t({NAME}) ([TE]\d+) ({NAME})"),
    "#": re.compile(r"(#\d+)\tAnnotatorNotes ([TE]\d+)\t([^\t]+)"),
}


def read(written: bytes) -> dict[str, tuple[str, ...]]:
    """Read an .ann file by the grammar; a line of no kind, an id used twice and a reference to nothing are errors."""
    made: dict[str, tuple[str, ...]] = {}
    text = written.decode("utf-8")
    assert text.splitlines() == text.split("\n")[:-1]
    for line in text.splitlines():
        found = GRAMMAR[line[0]].fullmatch(line)
        assert found, line
        assert found[1] not in made, line
        made[found[1]] = found.groups()[1:]
    for name, parts in made.items():
        for reference in re.findall(r"\b[TE]\d+\b", " ".join(parts)) if name[0] in "ERA#" else []:
            assert reference in made or name[0] == "#", (name, reference)
    return made


def configured(written: bytes) -> dict[str, list[str]]:
    """Read a configuration file: the lines of each section."""
    sections: dict[str, list[str]] = {}
    for line in filter(None, written.decode("utf-8").splitlines()):
        if found := re.fullmatch(r"\[(\w+)\]", line):
            told = sections.setdefault(found[1], [])
        else:
            told.append(line)
    return sections


@pytest.mark.parametrize("made", stories.every())
def test_every_span_says_its_own_words(made: Story) -> None:
    """As brat checks it: the fragments' words, joined by spaces, are the line's last column."""
    files = to_brat(made)
    for document, stem in zip(made.documents, stems(made.documents), strict=True):
        text = files[f"{stem}.txt"].decode("utf-8")
        assert text == plain_lines(document.text)
        assert len(text) == len(document.text)
        for name, parts in read(files[f"{stem}.ann"]).items():
            if name[0] == "T":
                places = [tuple(map(int, p.split(" "))) for p in parts[1].split(";")]
                assert parts[2] == " ".join(text[start:end] for start, end in places)
                assert all(start < end for start, end in places)


@pytest.mark.parametrize("made", stories.every())
def test_every_type_and_value_is_configured(made: Story) -> None:
    files = to_brat(made)
    told = configured(files["annotation.conf"])
    assert list(told) == ["entities", "relations", "events", "attributes"]
    events = {line.split("\t")[0] for line in told["events"]}
    relations = {line.split("\t")[0] for line in told["relations"]}
    values = {line.split("\t")[0]: set(line.partition("Value:")[2].split("|")) for line in told["attributes"]}
    bearers = {line.split("\t")[0]: re.search(r"Arg:(\S+),", line)[1] for line in told["attributes"]}
    for name, parts in (row for f in files if f.endswith(".ann") for row in read(files[f]).items()):
        assert name[0] != "T" or parts[0] in {*told["entities"], *events}
        assert name[0] != "E" or parts[0] in events
        assert name[0] != "R" or parts[0] in relations
        assert name[0] != "A" or parts[2] in values[parts[0]]
        assert name[0] != "A" or bearers[parts[0]] == {"E": "<EVENT>", "T": "Content"}[parts[1][0]]


def test_the_configuration_asks_for_text_from_right_to_left() -> None:
    """brat reads the option «Text» of visual.conf; releases that do not know it pass over the section."""
    told = configured(to_brat(story())["visual.conf"])
    assert list(told) == ["labels", "drawing", "options"]
    assert told["options"] == ["Text\tdirection:rtl"]
    assert len(told["drawing"]) == 1 + 14 + 7


def test_an_event_names_its_participants_by_role() -> None:
    read_back = read(to_brat(hostile_story())["d3.ann"])
    words = {name: parts[2] for name, parts in read_back.items() if name[0] == "T"}
    (visit,) = [parts for name, parts in read_back.items() if name[0] == "E" and words[parts[1]] == "زار"]
    roles = [a.split(":") for a in visit[2].split()]
    assert [(role, words[of]) for role, of in roles] == [
        ("Actor", "نعيم الطالبي"), ("Recipient", "سهيلة مرزاق"), ("Place", "المحاجر"),
    ]  # fmt: skip


def test_two_participants_in_one_role_are_numbered() -> None:
    """As brat writes them: Actor, Actor2."""
    (mention,) = [v for v in story().event_mentions if v.mode == "visit"]
    both = stories.change(mention, actors=[*mention.actors, *mention.recipients], recipients=[])
    page = Annotations(documents({"d3": story().documents[2].text})[0])
    assert [a.split(":")[0] for a in page.arguments(both)] == ["Actor", "Actor2", "Place"]


def test_a_content_is_said_by_its_source() -> None:
    read_back = read(to_brat(story())["d2.ann"])
    words = {name: parts[2] for name, parts in read_back.items() if name[0] == "T"}
    related = [(parts[0], words[parts[1]], words[parts[2]]) for name, parts in read_back.items() if name[0] == "R"]
    assert ("Said_by", "قتل تسعة أشخاص في قرية المحاجر", "وكالة أنباء سهلان") in related


def test_words_over_a_line_end_or_a_tab_are_fragments() -> None:
    page = Annotations(documents({"d2": "قال\nكذا\tوكذا\r\nثم"})[0])
    page.mark("Content", Span(0, 16))
    assert page.lines == ["T1\tContent 0 3;4 7;8 13;14 16\tقال كذا وكذا  ثم"]


def test_a_type_is_made_a_name_that_the_files_can_hold() -> None:
    assert [type_name(w, "Other") for w in ("Person", "armed group\t1", "هيئة", "")] == [
        "Person",
        "armed_group_1",
        "Other",
        "Other",
    ]


def test_the_same_story_gives_the_same_bytes() -> None:
    assert to_brat(story()) == to_brat(story())
