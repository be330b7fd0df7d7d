"""Pairs → which of them hang together: connected components by an engine's verbs alone, and families of copies.

The alternating algorithm of Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii, «Connected Components in MapReduce and
Beyond» (SoCC 2014): edges are rewired, round by round, to the least vertex around, until every component is a star.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tawatur.discover.engine import Data, Engine

EDGES = pa.schema([("large", pa.string()), ("small", pa.string()), ("changed", pa.int64())])
COMPONENTS = pa.schema([("vertex", pa.string()), ("component", pa.string())])
FAMILIES = pa.schema([("page", pa.string()), ("family", pa.string())])
UNDATED = "~"  # stands after every digit: a page of unknown day is earliest only among its like


def families(engine: Engine, pairs: Data) -> Data:
    """Join pages that copy one another into families, named after the earliest page (of two at one moment, the lesser id).

    `pairs`: a, b (page ids), a_moment, b_moment («» where unknown). Returns FAMILIES; a page without a pair is not in it.
    """
    dated = engine.map(pairs, dated_edges, pa.schema([("a", pa.string()), ("b", pa.string())]))
    return engine.map(components(engine, dated), undated, FAMILIES)


def components(engine: Engine, pairs: Data) -> Data:
    """Name the component of every vertex after its least vertex (by code points).

    `pairs`: a, b (text), in any direction, repeated or not; a pair of a vertex and itself says nothing. Returns COMPONENTS.
    """
    edges = engine.hold(engine.map(pairs, directed, EDGES))
    while True:
        around = engine.gather(engine.map(edges, both_ways, EDGES), ["large"], large_star, EDGES)
        edges = engine.hold(engine.gather(around, ["large"], small_star, EDGES))
        if not changes(engine, edges):
            return engine.gather(engine.map(edges, labelled, COMPONENTS), ["vertex"], distinct, COMPONENTS)


def changes(engine: Engine, edges: Data) -> int:
    """Count the edges that a round rewired; none is left when all components are stars."""
    one = pa.schema([("all", pa.int64()), ("changed", pa.int64())])
    total = engine.sum(engine.map(edges, under_one_key, one), ["all"], "changed").collected()
    return sum(total["changed"].to_pylist())


class Neighbours(NamedTuple):
    """Edges as numbers, sorted by vertex and neighbour; numbers compare as the vertices' names do.

    `firsts`: where each vertex begins; `counts`: its edges; `least`: its least neighbour, beside every edge.
    """

    names: pa.Array
    vertex: npt.NDArray[Any]
    neighbour: npt.NDArray[Any]
    changed: npt.NDArray[Any]
    firsts: npt.NDArray[Any]
    least: npt.NDArray[Any]


def neighbours(table: pa.Table) -> Neighbours:
    """Number the vertices of a table of edges, and find each one's least neighbour."""
    both = pa.chunked_array([*table["large"].chunks, *table["small"].chunks], pa.string())
    names = pc.unique(both)
    names = names.take(pc.sort_indices(names))
    vertex, neighbour = (pc.index_in(table[side], names).to_numpy() for side in ("large", "small"))
    order = np.lexsort((neighbour, vertex))
    vertex, neighbour, changed = vertex[order], neighbour[order], table["changed"].to_numpy()[order]
    firsts = np.flatnonzero(np.diff(vertex, prepend=-1))
    counts = np.diff(firsts, append=len(vertex))
    return Neighbours(names, vertex, neighbour, changed, firsts, np.repeat(neighbour[firsts], counts))


def large_star(table: pa.Table) -> pa.Table:
    """Join every greater neighbour of a vertex to the least vertex around; `large` is the vertex, `small` any neighbour."""
    near = neighbours(table)
    least = np.minimum(near.least, near.vertex)
    kept = (near.neighbour > near.vertex) & fresh(near)
    moved = least[kept] != near.vertex[kept]
    return edges_of(near.names, near.neighbour[kept], least[kept], moved)


def small_star(table: pa.Table) -> pa.Table:
    """Join a vertex and its lesser neighbours to the least of them. What the round changed before is carried along."""
    near = neighbours(table)
    others = (near.neighbour != near.least) & fresh(near)
    at = near.firsts
    before = np.add.reduceat(near.changed, at) if len(at) else near.changed
    large = np.concatenate([near.vertex[at], near.neighbour[others]])
    small = np.concatenate([near.least[at], near.least[others]])
    return edges_of(near.names, large, small, np.concatenate([before, np.ones(others.sum(), dtype=np.int64)]))


def fresh(near: Neighbours) -> npt.NDArray[Any]:
    """Mark the first of equal edges."""
    other: npt.NDArray[np.bool_] = (np.diff(near.vertex, prepend=-1) != 0) | (np.diff(near.neighbour, prepend=-1) != 0)
    return other


def edges_of(names: pa.Array, large: npt.NDArray[Any], small: npt.NDArray[Any], changed: npt.NDArray[Any]) -> pa.Table:
    """Write edges with their vertices' names."""
    return pa.table([names.take(large), names.take(small), changed.astype(np.int64)], schema=EDGES)


def directed(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Point pairs from the greater vertex to the lesser."""
    rows = batch.filter(pc.not_equal(batch["a"], batch["b"]))
    ends = [pc.max_element_wise(rows["a"], rows["b"]), pc.min_element_wise(rows["a"], rows["b"])]
    return pa.record_batch([*ends, unchanged(rows.num_rows)], schema=EDGES)


def both_ways(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Add every edge's reverse."""
    large, small = batch["large"], batch["small"]
    ends = [pa.concat_arrays([large, small]), pa.concat_arrays([small, large])]
    return pa.record_batch([*ends, unchanged(2 * batch.num_rows)], schema=EDGES)


def unchanged(rows: int) -> pa.Array:
    """Say of edges that begin a round that nothing has changed."""
    return pa.array(np.zeros(rows, dtype=np.int64))


def under_one_key(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Put all changes under one key."""
    return pa.record_batch([unchanged(batch.num_rows), batch["changed"]], names=["all", "changed"])


def labelled(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Turn the rays of stars into vertices and their components; the centre is its own."""
    large, small = batch["large"], batch["small"]
    return pa.record_batch([pa.concat_arrays([large, small]), pa.concat_arrays([small, small])], schema=COMPONENTS)


def distinct(table: pa.Table) -> pa.Table:
    """Leave one of equal rows."""
    return table.group_by(table.schema.names).aggregate([])


def dated_edges(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Put a page's moment before its id, so that the least is the earliest."""
    sides = [dated(batch[f"{side}_moment"], batch[side]) for side in ("a", "b")]
    return pa.record_batch(sides, names=["a", "b"])


def dated(moment: pa.Array, page: pa.Array) -> pa.Array:
    """Write moment and id as one text that sorts by moment."""
    known = pc.if_else(pc.equal(moment, ""), UNDATED, moment)
    return pc.binary_join_element_wise(known, page, "\t")


def undated(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Take the moments off again."""
    pages = [pc.list_element(pc.split_pattern(batch[name], "\t", max_splits=1), 1) for name in COMPONENTS.names]
    return pa.record_batch(pages, schema=FAMILIES)
