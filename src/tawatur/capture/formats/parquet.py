"""A Parquet table → pages, one a row, in batches."""

from __future__ import annotations

import io
from collections.abc import Iterator

from tawatur.base.document import Page, Unread
from tawatur.capture.columns import Columns
from tawatur.capture.formats.file import File, Refused
from tawatur.capture.formats.records import Records, canonical

BATCH = 64  # rows held at a time
LARGEST_GROUP = 1 << 30  # bytes of one row group, unpacked


def read(file: File, columns: Columns) -> Iterator[Page | Unread]:
    """Yield a page for every row; only the chosen columns are read."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise Refused(
            "Parquet tables are read with pyarrow, which is not installed: pip install 'tawatur[tables]'"
        ) from None
    with file.open() if not file.inside else io.BytesIO(file.bytes()) as opened:
        try:
            table = pyarrow.parquet.ParquetFile(opened)
            names = list(table.schema_arrow.names)
            wanted = chosen(names, columns, table.metadata)
            records = Records(file, columns)
            number = 0
            for batch in table.iter_batches(batch_size=BATCH, columns=wanted, use_threads=False):
                for fields in batch.to_pylist():
                    number += 1
                    yield records.page(fields, canonical(fields), f"row {number}", str(number))
        except pyarrow.ArrowException as wrong:
            raise Refused(f"this is no Parquet table that can be read ({str(wrong)[:200]}). Write it again.") from None


def chosen(names: list[str], columns: Columns, metadata: object) -> list[str]:
    """Choose the columns to be read. Raises Refused where the table holds none of text or is packed beyond measure."""
    if why := columns.missing(names):
        raise Refused(why)
    groups = getattr(metadata, "num_row_groups", 0)
    for n in range(groups):
        size = metadata.row_group(n).total_byte_size  # type: ignore[attr-defined]
        if size > LARGEST_GROUP:
            raise Refused(f"its row group {n} unpacks to {size:,} bytes. Write the table in smaller row groups.")
    return list(dict.fromkeys(columns.choose(names).columns.values()))
