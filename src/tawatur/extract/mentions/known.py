"""Names that stand in a table: countries, cities, bodies, and what opponents call them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tawatur.base.fold import fold
from tawatur.base.lexicon import EpithetRow
from tawatur.base.noun_phrases import definite
from tawatur.base.phrases import Hit
from tawatur.base.reading import Reading
from tawatur.base.reason import Reason
from tawatur.base.span import Span
from tawatur.base.tokens import Tokens
from tawatur.extract.mentions.candidate import Candidate
from tawatur.extract.mentions.tables import BodyRow, Grammar, PlaceRow

Named = Callable[[], frozenset[str]]  # the countries that the page names, looked for when asked
SURE, LIKELY, DOUBTFUL = 0.9, 0.75, 0.3


def places(reading: Reading, grammar: Grammar, within: range) -> Iterator[Candidate]:
    """Find places: «زار مصر», «بالقاهرة»; a common word (العيون) only after a word that leads to places."""
    tokens = reading.tokens
    for hit in grammar.places.find(tokens, within):
        start, score = hit.first, SURE
        if not spelt(tokens.raw(start)[hit.span.start - tokens.starts[start] :], hit.form):
            continue
        before = tokens.words[start - 1] if start > within.start else ""
        if fold(hit.form) in grammar.doubtful_places:
            score = DOUBTFUL + 0.3 * (before in grammar.words.towards)
        elif isinstance(hit.payload, PlaceRow) and hit.payload.kind == "city":
            score = LIKELY if len(fold(hit.form)) > 3 + 2 * bool(hit.taken) else DOUBTFUL
        elif hit.taken and len(fold(hit.form)) < 4:
            score = LIKELY
        if follows_name(tokens.words, start, grammar) and " " not in hit.form and score < SURE:
            score = DOUBTFUL
        yield candidate(hit, "place", score, "mentions.place")


def spelt(raw: str, form: str) -> bool:
    """Tell names from words that fold alike: «إطار» is not the town of أطار."""
    return not (raw[:1] in "أإآ" and form[:1] in "أإآ" and raw[:1] != form[:1])


def follows_name(words: list[str], index: int, grammar: Grammar) -> bool:
    """Say whether the word before is a given name: in «هشام طنطا» the place is a family name."""
    return index > 0 and words[index - 1] in grammar.certain_given


def bodies(reading: Reading, grammar: Grammar, within: range) -> Iterator[Candidate]:
    """Find bodies, agencies, outlets and companies that the table knows: «الأمم المتحدة», «رويترز»."""
    for hit in grammar.bodies.find(reading.tokens, within):
        row = hit.payload
        assert isinstance(row, BodyRow)
        if in_address(reading.text, hit.span) or (hit.form.isascii() and hit.span.of(reading.text) != hit.form):
            continue  # «who» is not the WHO
        doubtful = fold(hit.form) in grammar.doubtful_bodies or (hit.taken and len(fold(hit.form)) < 4)
        found = candidate(hit, row.kind, DOUBTFUL if doubtful else SURE, "mentions.body")
        last = hit.last
        while last < within.stop and attribute(reading.tokens, last, grammar):
            last += 1
        yield found._replace(
            span=Span(hit.span.start, reading.tokens.ends[last - 1]), name=None if last > hit.last else found.name
        )


def in_address(text: str, span: Span) -> bool:
    """Say whether the words stand inside a web address: «www.twitter.com»."""
    return (span.start > 0 and text[span.start - 1] in "./@_") or text[span.end : span.end + 4] in (
        ".com",
        ".net",
        ".org",
    )


def attribute(tokens: Tokens, index: int, grammar: Grammar) -> bool:
    """Say whether a word is an adjective that belongs to a body's name: «القوات المسلحة | الملكية | المغربية»."""
    word = tokens.words[index]
    relative = definite(word) and len(word) > 5 and tokens.raw(index).endswith(("ية", "ي", "يّة"))
    return word in grammar.words.nisba or (relative and word not in grammar.words.generic)


def epithets(reading: Reading, grammar: Grammar, within: range, countries: Named) -> Iterator[Candidate]:
    """Find epithets of states and armies; a bare one («الاحتلال») needs its state's name on the page."""
    for hit in grammar.epithets.find(reading.tokens, within):
        row: EpithetRow = hit.payload
        if row.needs and row.stands_for not in countries():
            continue
        last = hit.last
        if marked := quoted_adjective(reading, last, within.stop, grammar, row.stands_for):
            last = marked
        found = candidate(hit, row.kind, SURE, "mentions.epithet")
        span = Span(hit.span.start, reading.tokens.ends[last - 1] if last > hit.last else hit.span.end)
        if last > hit.last and reading.tokens.raw(last - 1) in '"”»':
            span = Span(hit.span.start, reading.tokens.ends[last - 1])
        yield found._replace(span=span, form="epithet")


def quoted_adjective(reading: Reading, last: int, stop: int, grammar: Grammar, country: str) -> int | None:
    """Extend over an adjective of the same state, plain or in quotation marks: «كيان الاحتلال "الإسرائيلي"»."""
    tokens = reading.tokens
    for at, end in ((last, last + 1), (last + 1, last + 3)):
        if end > stop or (end - at == 2 and (tokens.raw(last) not in '"“«' or tokens.raw(end - 1) not in '"”»')):
            continue
        word = tokens.words[at]
        if word.startswith("ال") and grammar.nisba.get(word[2:]) == country:
            return end
    return None


def candidate(hit: Hit, kind: str, score: float, rule: str) -> Candidate:  # type: ignore[type-arg]
    """Make the candidate of one hit of a table."""
    because = Reason(rule=rule, row=hit.payload.cited, score=score)
    name = hit.form if hit.span.end and hit.taken and hit.form.startswith("ال") else None
    form = getattr(hit.payload, "as_form", "name")
    return Candidate(hit.span, kind, score, (because,), form=form, name=name)


def countries_named(reading: Reading, grammar: Grammar) -> frozenset[str]:
    """Collect the countries that the page names, by name, adjective or capital."""
    codes = {grammar.country_of.get(fold(hit.form)) for hit in grammar.places.find(reading.tokens)}
    for word in set(reading.tokens.words):
        bare = word[2:] if word.startswith("ال") else word[3:] if word[1:3] == "ال" else word
        codes.add(grammar.nisba.get(bare) or grammar.nisba.get(word))
    return frozenset(c for c in codes if c)
