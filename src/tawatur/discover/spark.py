"""A job's tables and functions → the same on Spark, on one machine or a cluster; needs the extra `spark` and Java 17 or later.

Spark has no unsigned numbers. A hashed word travels as the signed number of the same bits (two's complement), and is
unsigned again wherever a function or a caller sees it, so that tables are those of the local engine.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

import pyarrow as pa

from tawatur.discover import groups
from tawatur.discover.engine import Data, MapBatches, MapGroup, in_order
from tawatur.discover.guarded import Guarded

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

SIGNED = {pa.uint8(): pa.int8(), pa.uint16(): pa.int16(), pa.uint32(): pa.int32(), pa.uint64(): pa.int64()}
ATTEMPTS = 4  # of a task, as on a cluster; Spark's local mode gives up at the first failure
SUBMITTED = "PYSPARK_GATEWAY_PORT"  # in the environment of what `spark-submit` starts
LOOPBACK = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}


class SparkMissingError(RuntimeError):
    """Spark cannot be started here: says what is missing and what to do."""


def session(master: str | None = None, **settings: str) -> SparkSession:
    """Start Spark, or join the session that there is; `settings` are Spark's own, with `_` for `.`.

    `master`: «local[2]» for two threads of this machine; without it, that of `spark-submit`, or else all threads. A local master listens on
    the loopback alone and tries a task again when it fails, as a cluster does. Raises SparkMissingError.
    """
    check_java()
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
            from pyspark.sql import SparkSession
    except ImportError as missing:
        raise SparkMissingError(f"PySpark is not installed ({missing}): pip install 'tawatur[spark]'") from missing
    builder = SparkSession.builder.appName("tawatur").config("spark.ui.showConsoleProgress", "false")
    if not master and SUBMITTED not in os.environ:
        master = "local[*]"
    if master:
        builder = builder.master(persistent(master))
    if master and master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers would else be whatever `python3` is
        builder = builder.config(map=dict(LOOPBACK))
    builder = builder.config(map={name.replace("_", "."): value for name, value in settings.items()})
    return builder.getOrCreate()


def check_java() -> None:
    """Refuse to go on without Java, which Spark runs on. Raises SparkMissingError."""
    home = os.environ.get("JAVA_HOME")
    if not shutil.which(f"{home}/bin/java" if home else "java"):
        where = (
            f"JAVA_HOME is {home}, and has no bin/java" if home else "no java is on the path and JAVA_HOME is not set"
        )
        raise SparkMissingError(
            f"Spark runs on Java 17 or later, and {where}: install it (Debian: openjdk-17-jre-headless)."
        )


def persistent(master: str) -> str:
    """Let a local master try tasks again: «local[2]» gives «local[2,4]»."""
    threads = re.fullmatch(r"local(?:\[(\d+|\*)\])?", master)
    return f"local[{threads[1] or 1},{ATTEMPTS}]" if threads else master


@contextmanager
def opened(master: str | None = None, folder: Path | None = None, **settings: str) -> Iterator[SparkEngine]:
    """Start Spark, and stop it and remove what it held at the end. `settings` are those of `session`.

    `folder`: where tables are held, which every worker must see; a temporary one of this machine without it. Raises
    SparkMissingError.
    """
    started = session(master, **settings)
    try:
        with TemporaryDirectory(prefix="held-", dir=folder) as held:
            yield SparkEngine(started, Path(held).resolve().as_uri())
    finally:
        started.stop()


class SparkData:
    """A table spread over Spark's workers: made when it is asked for, and made again where a worker is lost."""

    def __init__(self, frame: DataFrame, schema: pa.Schema) -> None:
        self.frame = frame
        self.schema = schema

    def collected(self) -> pa.Table:
        """Bring the table to the driver, its rows sorted by all columns."""
        batches = [arrived(batch, self.schema) for batch in self.frame.toArrow().to_batches()]
        return in_order(pa.Table.from_batches(batches, self.schema))


class SparkEngine:
    """What carries a job out on Spark.

    `folder`: where tables that are held are written, on storage that all workers see: file:///…, hdfs://…, s3a://…. They stay
    there until whoever named the folder removes it.
    """

    def __init__(self, session: SparkSession, folder: str) -> None:
        self.session = session
        self.folder = folder

    def table(self, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> SparkData:
        """Send rows from this process to the workers; what lies in files that all workers see is better read by `parquet`."""
        none = pa.RecordBatch.from_pylist([], schema)  # PySpark does not take a table of no batches
        rows = pa.Table.from_batches([departing(batch, schema) for batch in chain([none], batches)])
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
            return SparkData(self.session.createDataFrame(rows), schema)

    def parquet(self, paths: Sequence[str], schema: pa.Schema) -> SparkData:
        """Let the workers read Parquet files: rows do not pass through this process."""
        frame = self.session.read.parquet(*paths)
        return SparkData(frame.select([as_stored(frame, field) for field in schema]), schema)

    def map(self, data: Data, function: MapBatches, schema: pa.Schema) -> SparkData:
        """Give every batch to a function (`mapInArrow`)."""
        return self.run(spread(data).frame, partial(mapped, function, data.schema, schema), schema)

    def gather(self, data: Data, keys: Sequence[str], function: MapGroup, schema: pa.Schema) -> SparkData:
        """Give whole groups, many at a time, to a function.

        Rows are shuffled by key and sorted; a group is cut out here. Spark's own `applyInArrow` starts anew for every group,
        which costs a millisecond each.
        """
        sorted_rows = spread(data).frame.repartition(*keys).sortWithinPartitions(*keys)
        return self.run(sorted_rows, partial(gathered, tuple(keys), function, data.schema, schema), schema)

    def group(self, data: Data, keys: Sequence[str], function: MapGroup, schema: pa.Schema) -> SparkData:
        """Give the rows of each key to a function."""
        return self.gather(data, keys, partial(groups.each, tuple(keys), function), schema)

    def sum(self, data: Data, keys: Sequence[str], value: str) -> SparkData:
        """Add a column of signed whole numbers up by keys. A sum beyond 64 bits fails the job."""
        from pyspark.sql import functions

        total = functions.sum(functions.col(value).cast("long")).alias(value)
        schema = pa.schema([*(data.schema.field(key) for key in keys), (value, pa.int64())])
        return SparkData(spread(data).frame.groupBy(*keys).agg(total), schema)

    def join(self, data: Data, key: str, other: Data, prefix: str) -> SparkData:
        """Put beside each row the row of `other` whose first column, which names no two rows alike, equals its key."""
        _, *names = other.schema.names
        fields = [other.schema.field(name).with_name(prefix + name) for name in names]
        right = spread(other).frame.toDF(f"{prefix} key", *(field.name for field in fields))
        both = spread(data).frame.join(right, spread(data).frame[key] == right[f"{prefix} key"]).drop(f"{prefix} key")
        return SparkData(both, pa.schema([*data.schema, *fields]))

    def hold(self, data: Data) -> SparkData:
        """Make a table and write it to the folder as Parquet: it outlives any worker, and is not planned or made again.

        Kept in the workers' memory instead, every table would carry the plans of all before it: a loop's rounds grow slower,
        and a lost worker loses its part.
        """
        path = f"{self.folder.rstrip('/')}/{uuid4().hex}"
        frame = spread(data).frame
        frame.write.parquet(path, compression="zstd")
        return SparkData(self.session.read.schema(frame.schema).parquet(path), data.schema)

    def run(self, frame: DataFrame, function: MapStream, schema: pa.Schema) -> SparkData:
        """Give a frame's batches, as they travel, to a function of the worker's."""
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
            from pyspark.sql.pandas.types import from_arrow_schema

            return SparkData(frame.mapInArrow(function, from_arrow_schema(travelling(schema))), schema)


MapStream = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]


def spread(data: Data) -> SparkData:
    """Take a table for Spark's own. Raises TypeError for one of another engine."""
    if not isinstance(data, SparkData):
        raise TypeError(f"{type(data).__name__} is another engine's table: bring it here with SparkEngine.table.")
    return data


def mapped(
    function: MapBatches, before: pa.Schema, after: pa.Schema, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Carry a map out in a worker; a guarded function is carried out in children where an earlier worker failed at it."""
    run = function.apart if isinstance(function, Guarded) and tried_before() else function
    for batch in batches:
        yield departing(run(arrived(batch, before)), after)


def tried_before() -> bool:
    """Say whether this task has failed before."""
    from pyspark import TaskContext

    task = TaskContext.get()
    return task is not None and task.attemptNumber() > 0


def gathered(
    keys: Sequence[str], function: MapGroup, before: pa.Schema, after: pa.Schema, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Carry a gathering out in a worker, whose rows come sorted by keys."""
    tables = groups.whole((arrived(batch, before) for batch in batches), keys)
    made = chain.from_iterable(function(table).to_batches() for table in tables)
    return (departing(batch, after) for batch in made)


def travelling(schema: pa.Schema) -> pa.Schema:
    """Return a schema as Spark carries it."""
    return pa.schema([(field.name, signed(field.type)) for field in schema])


def signed(type_: pa.DataType) -> pa.DataType:
    """Return the type of the same bits that Spark has: signed for unsigned, in lists too."""
    return pa.list_(signed(type_.value_type)) if pa.types.is_list(type_) else SIGNED.get(type_, type_)


def departing(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """Make a batch ready for Spark. Raises KeyError or ArrowInvalid where it is not of the schema that was promised."""
    return seen_as([batch[field.name].cast(field.type) for field in schema], travelling(schema))


def arrived(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """Give a batch that Spark carried its own schema back."""
    return seen_as(batch.columns, schema)


def seen_as(columns: Sequence[pa.Array], schema: pa.Schema) -> pa.RecordBatch:
    """See the same bits as other types; nothing is copied."""
    seen = [column.view(type_) for column, type_ in zip(columns, schema.types, strict=True)]
    return pa.RecordBatch.from_arrays(seen, schema=schema)


def as_stored(frame: DataFrame, field: pa.Field) -> Column:
    """Name a column of Parquet files, its unsigned numbers brought to their bits."""
    from pyspark.sql import functions

    column: Column = frame[field.name]
    if field.type == pa.uint64():
        return bits(column).alias(field.name)
    if field.type == pa.list_(pa.uint64()):
        return functions.transform(column, bits).alias(field.name)
    return column


def bits(column: Column) -> Column:
    """Bring a number to the signed one of the same bits; Spark reads an unsigned 64-bit number of a file as a decimal."""
    from pyspark.sql import functions

    beyond = functions.lit(str(2**64)).cast("decimal(20,0)")  # as text: Spark takes literal numbers of 64 bits alone
    return functions.when(column > 2**63 - 1, column - beyond).otherwise(column).cast("long")
