"""What hangs together is found whatever carries it out, and in whatever order the pairs come."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import networkx
import pyarrow as pa
import pytest
from hypothesis import given, settings, strategies

from tawatur.discover.components import COMPONENTS, components, families
from tawatur.discover.engine import Engine
from tawatur.discover.local import Local
from tawatur.processes import each
from tests.discover.plain import PlainEngine

PAIRS = pa.schema([("a", pa.string()), ("b", pa.string())])
COPIES = pa.schema([(name, pa.string()) for name in ("a", "b", "a_moment", "b_moment")])
Pairs = list[tuple[str, str]]


def found(engine: Engine, pairs: Pairs) -> dict[str, str]:
    """Find the components of pairs: vertex to component."""
    rows = pa.Table.from_pylist([{"a": a, "b": b} for a, b in pairs], PAIRS)
    made = components(engine, engine.table(rows.to_batches(), PAIRS)).collected()
    assert made.schema == COMPONENTS
    assert made["vertex"].to_pylist() == sorted(set(made["vertex"].to_pylist()))
    return dict(zip(made["vertex"].to_pylist(), made["component"].to_pylist(), strict=True))


def expected(pairs: Pairs) -> dict[str, str]:
    """Find them by union-find."""
    sets = networkx.utils.UnionFind()
    for a, b in pairs:
        if a != b:
            sets.union(a, b)
    return {vertex: min(group) for group in sets.to_sets() for vertex in group}


vertices = strategies.sampled_from(["", "a", "ا", "آ", "\u202eب", "🌍", "\ufb50", "a\tb", "ج\x00", "0"])


@settings(max_examples=60, deadline=None)
@given(strategies.lists(strategies.tuples(vertices, vertices), max_size=14), strategies.integers(0, 99))
def test_components_are_those_of_union_find(pairs: Pairs, seed: int) -> None:
    assert found(PlainEngine(seed), pairs) == expected(pairs)


def test_a_large_random_graph_has_the_components_of_union_find() -> None:
    lot = random.Random(1)
    pairs = [(f"p{lot.randrange(3000)}", f"p{lot.randrange(3000)}") for _ in range(1800)]
    assert found(PlainEngine(rows=500), pairs) == expected(pairs)


def test_a_star_is_one_component() -> None:
    pairs = [("z", f"leaf{n}") for n in range(500)]
    assert set(found(PlainEngine(), pairs).values()) == {"leaf0"}


def test_no_pairs_make_no_components() -> None:
    assert found(PlainEngine(), []) == {}
    assert found(PlainEngine(), [("a", "a")]) == {}


def line(length: int) -> Pairs:
    """Chain vertices whose names are in no order along the line."""
    names = [f"v{n:05}" for n in range(length)]
    random.Random(2).shuffle(names)
    return list(pairwise(names))


@pytest.mark.parametrize(
    "pairs", [line(10_000), [(f"{n:05}", f"{n + 1:05}") for n in range(10_000)]], ids=["mixed", "sorted"]
)
def test_a_line_of_ten_thousand_is_one_component(pairs: Pairs) -> None:
    assert set(found(PlainEngine(rows=3000), pairs).values()) == {min(a for pair in pairs for a in pair)}


def family_of(engine: Engine, rows: list[tuple[str, str, str, str]]) -> dict[str, str]:
    """Find the families of copies: page to family."""
    table = pa.Table.from_pylist([dict(zip(COPIES.names, row, strict=True)) for row in rows], COPIES)
    made = families(engine, engine.table(table.to_batches(), COPIES)).collected().to_pylist()
    return {row["page"]: row["family"] for row in made}


def test_a_family_is_named_after_its_earliest_page() -> None:
    rows = [("a", "b", "2013-02-03", "2013-02-01T09:00"), ("c", "a", "2013-02-02", "2013-02-03")]
    assert set(family_of(PlainEngine(), rows).values()) == {"b"}


def test_a_page_of_unknown_day_is_not_the_earliest() -> None:
    assert family_of(PlainEngine(), [("a", "b", "", "2031-01-01")]) == {"a": "b", "b": "b"}


def some_pairs() -> Pairs:
    """Draw pairs that make components small and large."""
    lot = random.Random(3)
    return [(f"p{lot.randrange(100)}", f"p{lot.randrange(100)}") for _ in range(60)] + line(8)


def test_spark_finds_the_same_components(spark: Any) -> None:
    assert found(spark, some_pairs()) == found(PlainEngine(), some_pairs()) == expected(some_pairs())


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_local_engine_finds_the_same_components(jobs: int) -> None:
    with Local(each, jobs) as local:
        assert found(local, some_pairs()) == expected(some_pairs())
