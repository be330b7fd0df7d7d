"""A story → the rules that decided something in it, each with how often and for what: what the method was, in this story."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from tawatur.base.annotation import Annotation
from tawatur.base.reason import Reason
from tawatur.view.index import Index
from tawatur.view.why import grounds


class RuleUse(NamedTuple):
    """One rule: how often it gave a reason, for what nouns, and a thing it decided, as an example to look at."""

    rule: str
    uses: int
    nouns: list[str]
    example: str


def used(index: Index) -> list[RuleUse]:
    """Count every rule that gave a reason, by its dotted name."""
    uses: Counter[str] = Counter()
    nouns: dict[str, dict[str, None]] = {}
    example: dict[str, str] = {}
    for noun in index.nouns():
        for reason in reasons_of(noun):
            uses[reason.rule] += 1
            nouns.setdefault(reason.rule, {})[type(noun).__name__] = None
            example.setdefault(reason.rule, noun.id)
    return [RuleUse(rule, uses[rule], list(nouns[rule]), example[rule]) for rule in sorted(uses)]


def reasons_of(noun: Any) -> list[Reason]:
    """List the reasons of a noun and its parts; an annotation keeps its own alone, and there are many of them."""
    if isinstance(noun, Annotation):
        return noun.because
    return [reason for ground in grounds(noun) for reason in ground.because]
