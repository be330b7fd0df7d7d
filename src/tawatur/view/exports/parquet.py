"""A story → Parquet files, one a table: typed columns, zstd, the unit of offsets in each file's metadata."""

from __future__ import annotations

import io

from pyarrow import parquet

from tawatur.base.story import Story
from tawatur.view.exports.tables import tables


def to_parquet(story: Story) -> dict[str, bytes]:
    """Write a file a table, empty ones too: a reader finds every table that the documentation names."""
    files = {}
    for table in tables(story):
        whole = io.BytesIO()
        parquet.write_table(table.to_arrow(), whole, compression="zstd")
        files[f"{table.name}.parquet"] = whole.getvalue()
    return files
