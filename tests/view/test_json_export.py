"""The JSON form: its schema is current, a story validates against it, the fixed field names are all there."""

import json

import jsonschema
import msgspec

from tawatur.base.story import Story
from tawatur.view import json_export

FIXED = {
    "Story": "format offset_unit built_with documents entities times figures attributions event_mentions chronology "
    "reuse disagreements wordings superlatives unplaced",
    "BuiltWith": "tawatur annotators models",
    "Document": "id source sha256 outlet language title text body residue published",
    "Outlet": "id name",
    "Title": "text span",
    "Residue": "span kind",
    "Published": "value earliest latest evidence rejected",
    "DateEvidence": "kind span text value",
    "RejectedDate": "span text why",
    "Entity": "id kind name names mentions offices",
    "NameCount": "text count",
    "Mention": "document span text form",
    "Office": "document span title organisation qualifier date",
    "Timex": "document span text type value earliest latest resolved_against",
    "Figure": "document span text value bound counted event",
    "Attribution": "id document source cue content manner stance chain",
    "Source": "span text entity kind",
    "Cue": "span text",
    "Content": "span",
    "Link": "name entity kind cue",
    "EventMention": "id document type mode trigger actors recipients place time polarity modality attribution sentence",
    "Trigger": "span text",
    "EventTime": "value span",
    "Event": "id type mode title date earliest latest place actors recipients part_of event_mentions documents "
    "independence figures disagreements statements",
    "Independence": "outlets lower upper groups",
    "IndependenceGroup": "documents because",
    "Statement": "property value document span attribution",
    "Reuse": "a b words similarity credited direction",
    "Passage": "document span",
    "Direction": "from because",
    "Disagreement": "id about field kind values why",
    "Version": "value documents spans",
    "WordingGroup": "referent terms",
    "Term": "document span text voice quoted_by register lexicon_row",
    "Superlative": "document span text about scope kind contradicted_by",
    "Rung": "id figure document span text value counted bound scope published supplier flag because",
    "Unplaced": "kind document span why",
}


def test_the_schema_that_ships_is_current() -> None:
    """A change of a noun changes the schema: it is written anew and read before it is committed."""
    write = "from tawatur.view import json_export as j; j.SCHEMA_FILE.write_text(j.schema_text(), 'utf-8')"
    assert json_export.SCHEMA_FILE.read_text("utf-8") == json_export.schema_text(), f'run: python -c "{write}"'


def test_the_schema_is_a_schema() -> None:
    """It is valid JSON Schema 2020-12."""
    jsonschema.Draft202012Validator.check_schema(json_export.schema())


def test_a_story_validates_and_comes_back(invented: Story, hostile: Story) -> None:
    """What is written is what the schema describes, and reads back as the same story."""
    validator = jsonschema.Draft202012Validator(json_export.schema())
    for story in (invented, hostile):
        written = json_export.to_json(story)
        validator.validate(json.loads(written))
        assert msgspec.json.decode(written, type=Story) == story


def test_the_fixed_fields_are_all_there() -> None:
    """Other people's programs read these names: one may be added, none may go."""
    defined = json_export.schema()["$defs"]
    missing = {
        noun: gone for noun, names in FIXED.items() if (gone := set(names.split()) - set(defined[noun]["properties"]))
    }
    assert missing == {}


def test_the_same_story_gives_the_same_bytes(invented: Story) -> None:
    """With and without line breaks; spans are pairs of numbers."""
    assert json_export.to_json(invented) == json_export.to_json(invented)
    assert b"\n" not in json_export.to_json(invented, indent=0)
    plain = json.loads(json_export.to_json(invented))
    assert plain["documents"][0]["title"]["span"] == [0, 45]
    assert plain["reuse"][0]["direction"]["from"] == "d1"


def test_half_of_a_utf16_pair_becomes_one_letter_and_fields_stay_in_order(invented: Story) -> None:
    """No page that was read holds one; a noun made by hand may."""
    page = msgspec.structs.replace(invented.documents[0], source="\udcffقال\ud83d", text="😀\ud83d«قال»")
    written = json_export.to_json(msgspec.structs.replace(invented, documents=[page]))
    made = json.loads(written)
    assert (made["documents"][0]["source"], made["documents"][0]["text"]) == ("\ufffdقال\ufffd", "😀\ufffd«قال»")
    assert list(made) == list(json.loads(json_export.to_json(invented)))
    assert list(made["documents"][0]) == list(json.loads(json_export.to_json(invented))["documents"][0])
