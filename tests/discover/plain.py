"""An engine as simple as can be, which shuffles rows and batches them otherwise wherever a job must not care."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyarrow as pa

from tawatur.discover import groups
from tawatur.discover.engine import Data, MapBatches, MapGroup, in_order


class PlainData(NamedTuple):
    """A table in memory."""

    rows: pa.Table
    schema: pa.Schema

    def collected(self) -> pa.Table:
        return in_order(self.rows)


class PlainEngine:
    """Carries a job out in this process, row order and batches drawn by lot."""

    def __init__(self, seed: int = 0, rows: int = 7) -> None:
        """`rows`: at most so many in a batch."""
        self.lot = random.Random(seed)
        self.rows = rows

    def table(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> PlainData:
        return self.made([pa.Table.from_batches(batches, schema)], schema)

    def map(self, data: Data, function: MapBatches, schema: pa.Schema) -> PlainData:
        batches = [function(batch) for batch in self.batches(data)]
        return self.made([pa.Table.from_batches([b]) for b in batches], schema)

    def gather(self, data: Data, keys: Sequence[str], function: MapGroup, schema: pa.Schema) -> PlainData:
        rows = self.shuffled(data).sort_by([(key, "ascending") for key in keys])
        batches = rows.to_batches(max_chunksize=self.lot.randint(1, self.rows))
        return self.made([function(table) for table in groups.whole(batches, keys)], schema)

    def group(self, data: Data, keys: Sequence[str], function: MapGroup, schema: pa.Schema) -> PlainData:
        rows = self.shuffled(data).to_pylist()
        by_key: dict[tuple[object, ...], list[dict[str, object]]] = {}
        for row in rows:
            by_key.setdefault(tuple(row[key] for key in keys), []).append(row)
        return self.made([function(pa.Table.from_pylist(g, data.schema)) for g in by_key.values()], schema)

    def sum(self, data: Data, keys: Sequence[str], value: str) -> PlainData:
        totals: dict[tuple[object, ...], int] = {}
        for row in self.shuffled(data).to_pylist():
            key = tuple(row[k] for k in keys)
            totals[key] = totals.get(key, 0) + row[value]
        schema = pa.schema([*(data.schema.field(k) for k in keys), (value, pa.int64())])
        rows = [dict(zip(schema.names, (*key, total), strict=True)) for key, total in totals.items()]
        return PlainData(pa.Table.from_pylist(rows, schema), schema)

    def join(self, data: Data, key: str, other: Data, prefix: str) -> PlainData:
        first, *names = other.schema.names
        beside = {row[first]: {prefix + name: row[name] for name in names} for row in other.collected().to_pylist()}
        fields = [other.schema.field(name).with_name(prefix + name) for name in names]
        schema = pa.schema([*data.schema, *fields])
        rows = [row | beside[row[key]] for row in self.shuffled(data).to_pylist() if row[key] in beside]
        return PlainData(pa.Table.from_pylist(rows, schema), schema)

    def hold(self, data: Data) -> Data:
        return data

    def made(self, tables: list[pa.Table], schema: pa.Schema) -> PlainData:
        return PlainData(pa.concat_tables([schema.empty_table(), *tables]), schema)

    def shuffled(self, data: Data) -> pa.Table:
        rows = data.collected()
        return rows.take(self.lot.sample(range(rows.num_rows), rows.num_rows)) if rows.num_rows else rows

    def batches(self, data: Data) -> list[pa.RecordBatch]:
        return self.shuffled(data).combine_chunks().to_batches(max_chunksize=self.lot.randint(1, self.rows))
