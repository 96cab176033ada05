"""Rows as a Parquet file; the only file that imports pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from pipeline.exports.columns import Kind, Shape
from pipeline.exports.rows import Row

GROUP = 2000
"""Rows of a row group: what one write holds in memory."""
_TYPES = {
    Kind.TEXT: pa.string(), Kind.FLAG: pa.bool_(), Kind.WHOLE: pa.int64(), Kind.REAL: pa.float64(),
    Kind.DAY: pa.date32(), Kind.MOMENT: pa.timestamp("us", tz="UTC"),
}  # fmt: skip


def write_parquet(rows: Iterable[Row], sink: BinaryIO, columns: Mapping[str, Shape]) -> None:
    """Write rows group by group. Without a row the file is valid and has the columns."""
    schema = pa.schema([(name, _type(shape)) for name, shape in columns.items()])
    with ParquetWriter(sink, schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while group := list(islice(rest, GROUP)):
        yield group


def _type(shape: Shape) -> pa.DataType:
    if isinstance(shape, Kind):
        return _TYPES[shape]
    if isinstance(shape, list):
        return pa.list_(_type(shape[0]))
    return pa.struct([(name, _type(inner)) for name, inner in shape.items()])
