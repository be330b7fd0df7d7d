"""A candidate → how likely it reports an event, and of which type.

What is weighed: how often the word reported an event in articles read by people (``trigger_priors.json``), how it stands
(kind of form, neighbours, headline, light verb), and the tagger's proposal. The weights are one plain table
(``event_weights.json``), made by ``training/event_weights.py``; a weight is what its feature adds to the log-odds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from math import exp, log
from pathlib import Path

import msgspec

from tawatur.base.lexicon import Lexicons
from tawatur.base.reading import Reading
from tawatur.extract.events.candidates import Candidate
from tawatur.extract.events.crowds import crowd_in

FORMS = 1 << 14  # written forms kept with what was counted of them: more than the tables and a month of news hold
SMOOTHING = 2.0
SURE = 0.75  # how often a form that its row calls sure is taken to report an event before anything is counted
KIDNAPPING = "kidnapping"  # PLOVER counts abduction as ASSAULT; readers were of two minds
TYPE_SMOOTHING = 1.5
TAGGER_TYPE = 1.2  # what a proposal of full score adds to its type's share


class Counted(msgspec.Struct, frozen=True):
    """How often a form was seen, how often it was a trigger, and of which types."""

    seen: int = 0
    hits: int = 0
    types: dict[str, int] = {}


NEVER_SEEN = Counted()


class Priors(msgspec.Struct, frozen=True, eq=False):
    """What readers marked: by written form («مقتل|masdar»), by lemma and kind («قتل|masdar»), by kind."""

    forms: dict[str, Counted]
    lemmas: dict[str, Counted]
    kinds: dict[str, Counted]


class Weights(msgspec.Struct, frozen=True):
    """``features``: what each adds to the log-odds. ``threshold``: the probability from which an event is reported, without
    the tagger and with it. ``tagger``: how the proposal's log-odds count."""

    features: dict[str, float]
    tagger: dict[str, float]
    threshold: float = 0.5
    threshold_with_tagger: float = 0.5


@cache
def priors(lexicons: Lexicons) -> Priors:
    """Read what readers marked, or nothing where the file is not there."""
    path = lexicons.files.get("trigger_priors.json")
    return msgspec.json.decode(Path(path).read_bytes(), type=Priors) if path else Priors({}, {}, {})


@cache
def weights(lexicons: Lexicons) -> Weights:
    """Read the weights, or plain ones where the file is not there: the prior alone."""
    path = lexicons.files.get("event_weights.json")
    return msgspec.json.decode(Path(path).read_bytes(), type=Weights) if path else Weights({"prior": 1.0}, {})


def log_odds(share: float) -> float:
    """Turn a probability into log-odds, kept between -7 and 7."""
    share = min(max(share, 0.001), 0.999)
    return log(share / (1 - share))


@lru_cache(maxsize=FORMS)
def prior_share(kind: str, lemma: str, form: str, known: Priors, *, sure: bool) -> float:
    """Estimate how often such a word reports an event: by kind, sharpened by lemma, sharpened by written form."""
    seen = known.kinds.get(kind, NEVER_SEEN)
    share = (seen.hits + 1) / (seen.seen + 3)
    if sure:
        share = max(share, SURE)
    for counted in (known.lemmas.get(lemma, NEVER_SEEN), known.forms.get(form, NEVER_SEEN)):
        share = (counted.hits + SMOOTHING * share) / (counted.seen + SMOOTHING)
    return share


def features(candidate: Candidate, reading: Reading, known: Priors) -> Iterator[tuple[str, float]]:
    """Yield what is weighed about a candidate, but for the tagger."""
    words, i = reading.tokens.words, candidate.token
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    yield "bias", 1.0
    kind, lemma, form = candidate.kind_key, candidate.lemma, candidate.form_key
    yield "prior", log_odds(prior_share(kind, lemma, form, known, sure=candidate.sure))
    yield f"kind={candidate.kind}", 1.0
    yield f"before={before}", 1.0
    yield f"after={after}", 1.0
    yield f"letters={candidate.after_letters}", 1.0
    yield f"kind={candidate.kind} letters={candidate.after_letters}", 1.0
    yield f"before2={words[i - 2] if i > 1 else ''}", 1.0
    yield f"after2={words[i + 2] if i + 2 < len(words) else ''}", 1.0
    if candidate.pronoun:
        yield f"pronoun kind={candidate.kind}", 1.0
    if candidate.light is not None:
        yield "light", 1.0
        yield f"light={candidate.light.form}", 1.0
    if candidate.rows and hasattr(candidate.rows[0], "type"):
        yield f"type={candidate.rows[0].type}", 1.0
    if after.startswith("ال"):
        yield f"kind={candidate.kind} after=definite", 1.0
    if before.startswith("ال"):
        yield f"kind={candidate.kind} before=definite", 1.0
    sentence = reading.sentence_at(candidate.span.start)
    if sentence is not None:
        if candidate.rows and getattr(candidate.rows[0], "type", "") == "PROTEST":
            beside = crowd_in(words, reading.token_range(sentence.span), but=i)
            yield f"crowd={beside} kind={candidate.kind}", 1.0
        if sentence.zone == "headline":
            yield "headline", 1.0
        if sentence.span.start >= candidate.span.start - len(candidate.after_letters):
            yield f"first kind={candidate.kind}", 1.0


def weigh(candidate: Candidate, reading: Reading, lexicons: Lexicons) -> None:
    """Set the candidate's log-odds and its type."""
    table, known = weights(lexicons), priors(lexicons)
    logit = sum(table.features.get(name, 0.0) * value for name, value in features(candidate, reading, known))
    if reading.proposals:
        logit = with_tagger(logit, candidate, table)
    candidate.logit = logit
    candidate.types = type_shares(candidate, known)
    candidate.type = max(candidate.types, key=lambda name: (candidate.types[name], name)) if candidate.types else ""


def with_tagger(logit: float, candidate: Candidate, table: Weights) -> float:
    """Add what the tagger says, or its silence."""
    own = table.tagger
    return sum(own.get(name, 0.0) * value for name, value in tagger_features(logit, candidate))


def tagger_features(logit: float, candidate: Candidate) -> Iterator[tuple[str, float]]:
    """Yield what the table and the tagger say of a candidate together, or the tagger alone of a word no row lists."""
    best = log_odds(max(candidate.proposals.values(), default=0.0))
    if not candidate.rows:
        yield "alone", 1.0
        yield "alone score", best
        return
    yield "bias", 1.0
    yield "table", logit
    if candidate.proposals:
        yield "proposed", 1.0
        yield "score", best


def type_shares(candidate: Candidate, known: Priors) -> dict[str, float]:
    """Share the candidate out among PLOVER's types: rows, what readers marked, the tagger's labels."""
    if candidate.rows and candidate.rows[0].mode == KIDNAPPING:
        return {"ASSAULT": 1.0}
    shares = dict(read_shares(tuple(row.type for row in candidate.rows), candidate.lemma, candidate.form_key, known))
    for name, score in candidate.proposals.items():
        shares[name] = shares.get(name, 0.0) + TAGGER_TYPE * score
    return shares


@lru_cache(maxsize=FORMS)
def read_shares(rows: tuple[str, ...], lemma: str, form: str, known: Priors) -> dict[str, float]:
    """Share a form out among PLOVER's types, by the types of its rows and by what readers marked."""
    shares: dict[str, float] = {}
    for place, name in enumerate(rows):
        if name:
            shares[name] = shares.get(name, 0.0) + (1.0 if place == 0 else 0.5)
    for counted in (known.lemmas.get(lemma, NEVER_SEEN), known.forms.get(form, NEVER_SEEN)):
        own = {
            name: n
            for name, n in counted.types.items()
            if not rows or name in shares or (n >= 4 and 2 * n >= counted.hits)
        }
        weight = sum(own.values()) + TYPE_SMOOTHING
        shares = {
            name: (own.get(name, 0) + TYPE_SMOOTHING * shares.get(name, 0.0)) / weight
            for name in shares.keys() | own.keys()
        }
    return shares


def probability(logit: float) -> float:
    """Turn log-odds into a probability."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


def accepted(candidate: Candidate, reading: Reading, lexicons: Lexicons) -> bool:
    """Say whether the candidate is reported as an event."""
    table = weights(lexicons)
    limit = table.threshold_with_tagger if reading.proposals else table.threshold
    return bool(candidate.type) and probability(candidate.logit) >= limit
