"""The tables of a crawl: one Arrow schema each; the one place that says what a crawl holds.

Ids are text: a page's is 16 hexadecimal digits of the digest of its source and bytes, a story's is that of its earliest page.
Offsets are code points of `text`. Days are ISO text, as everywhere; «» where a page's day is not known.
"""

from __future__ import annotations

import pyarrow as pa

WORD = pa.uint64()  # a hashed word or shingle

PAGES = pa.schema([
    ("page", pa.string()),
    ("source", pa.string()),
    ("sha256", pa.string()),
    ("outlet", pa.string()),  # its id or name; «» where not known
    ("url", pa.string()),
    ("title", pa.string()),
    ("text", pa.string()),
    ("body", pa.list_(pa.int32())),  # start, end, start, end…
    ("day", pa.string()),  # the first day that it may have come out; partitions the table
    ("moment", pa.string()),  # day and time as far as known, to order pages of one day
    ("language", pa.string()),
    ("warnings", pa.string()),
    ("headline", pa.list_(pa.int32())),  # start, end; empty where it stands only beside the text
    ("key", pa.string()),  # digest of all that its reading depends on: a page with this key is not read again
    ("numbers", pa.list_(pa.uint32())),  # its words, hashed, in order: what copies are found by
    ("terms", pa.list_(WORD)), ("counts", pa.list_(pa.int32())),  # its words: a light stem's number, and how often it is there
])  # fmt: skip
READ = PAGES.append(pa.field("why", pa.string()))  # what reading gives: «why» says why a page was not read
UNREAD = pa.schema([("source", pa.string()), ("why", pa.string()), ("key", pa.string())])
WEIGHTS = pa.schema([
    ("page", pa.string()), ("day", pa.string()), ("terms", pa.list_(WORD)), ("weights", pa.list_(pa.int32())),
])  # fmt: skip
PAIRS = pa.schema([("a", pa.string()), ("b", pa.string()), ("likeness", pa.int64())])
REUSE = pa.schema([
    ("a", pa.string()), ("b", pa.string()),
    ("a_start", pa.int32()), ("a_end", pa.int32()), ("b_start", pa.int32()), ("b_end", pa.int32()),
    ("words", pa.int32()), ("share", pa.float32()),  # of the shorter page's words
    ("credited", pa.bool_()),
])  # fmt: skip
MEMBERS = pa.schema([
    ("page", pa.string()), ("story", pa.string()), ("happening", pa.string()), ("day", pa.string()),
    ("text", pa.string()),  # the earliest of the pages that print one text
])  # fmt: skip
STORIES = pa.schema([
    ("story", pa.string()), ("pages", pa.int32()), ("texts", pa.int32()), ("outlets", pa.int32()), ("happenings", pa.int32()),
    ("first", pa.string()), ("last", pa.string()), ("headline", pa.string()), ("names", pa.string()),
    ("copied", pa.float32()),  # share of its pages that share a passage with an earlier page of another outlet
])  # fmt: skip
