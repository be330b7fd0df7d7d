"""Text → tokens with code-point offsets, at millions a second.

A token is a run of letters, a run of digits, or one mark. Arabic letters and digits part («مارس2022» is two tokens),
Latin letters and digits do not («M99»). Vowel marks belong to the letter before them; invisible controls part nothing
and, at a token's end, belong to nothing: a span never drags a right-to-left override along.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from tawatur.base.fold import fold, fold_letter, fold_unkept
from tawatur.base.span import Span

if TYPE_CHECKING:
    import numpy as np

PLAIN_WORD = re.compile("[\u0621-\u064a]+|[a-z]+")  # one script, nothing that parts
ODD = re.compile(  # what a text must not hold to be cut by `PLAIN_WORDS` once it is folded: most texts hold none of it
    "[^\u0621-\u063a\u0640-\u0652\u0660-\u0669پچژکگڤی \\t\\n\\r\u00a0!-~«»“”،؛؟–…\u200b-\u200f\u202a-\u202e]"
)
PLAIN_WORDS = re.compile("[\u0621-\u064a]+|[0-9_]*[a-z0-9][a-z0-9_]*")
CONTROL = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
SPACE, MARK, INVISIBLE, ARABIC, DIGIT, OTHER, UNSEEN = range(7)


def classify(point: int) -> int:
    """Name the class of one code point."""
    letter = chr(point)
    category = unicodedata.category(letter)
    # tatweel is a letter to Unicode and nothing to a reader; a no-break space folds to nothing and still parts words
    if category in ("Mn", "Me", "Cf") or (category[0] != "Z" and not fold_letter(letter)):
        return INVISIBLE
    if category[0] in "ZC":
        return SPACE
    if category == "Nd":
        return DIGIT
    if category[0] == "L" or letter == "_" or category[0] == "N" or category == "Mc":
        arabic = 0x600 <= point <= 0x8FF or 0xFB50 <= point <= 0xFEFC
        return ARABIC if arabic else OTHER
    return MARK


@lru_cache(maxsize=1)
def class_table() -> np.ndarray:
    """Make the table of classes, empty: a code point of the basic plane is classified when a text first holds it."""
    import numpy as np

    table: np.ndarray = np.full(0x10000, UNSEEN, np.uint8)
    return table


def classes_of(points: np.ndarray) -> np.ndarray:
    """Look the classes of code points up, classifying the few that no text has held before."""
    import numpy as np

    table = class_table()
    kinds: np.ndarray = table[points]
    if (kinds == UNSEEN).any():
        for point in np.unique(points[kinds == UNSEEN]).tolist():
            table[point] = classify(point)
        kinds = table[points]
    return kinds


def boundaries(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Find where tokens start and end: two arrays of code-point offsets of one length."""
    import numpy as np

    if not text:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = classes_of(np.minimum(points, 0xFFFF))
    kinds[points > 0xFFFF] = MARK  # emoji, mostly: each its own token
    visible = kinds != INVISIBLE
    last = np.maximum.accumulate(np.where(visible, np.arange(len(kinds)), 0))
    kinds = np.where(visible, kinds, kinds[last])
    kinds[kinds == INVISIBLE] = SPACE  # controls before the first letter belong to nothing
    kinds[~visible & (kinds == MARK)] = SPACE
    before = np.concatenate(([SPACE], kinds[:-1]))
    joined = (kinds == before) | ((before == DIGIT) & (kinds == OTHER)) | ((before == OTHER) & (kinds == DIGIT))
    starts = np.flatnonzero((kinds != SPACE) & (~joined | (kinds == MARK)))
    after, next_ = kinds[1:], kinds[:-1]
    goes_on = (after == next_) | ((next_ == DIGIT) & (after == OTHER)) | ((next_ == OTHER) & (after == DIGIT))
    stops = np.concatenate((~goes_on | (next_ == MARK), [True]))
    return starts, np.flatnonzero((kinds != SPACE) & stops) + 1


@lru_cache(maxsize=1 << 17)
def words_of(form: str) -> tuple[str, ...]:
    """Fold a lexicon form into its words, just as `Tokens` would: «القوات البحرية» → («القوات», «البحريه»).

    Tables hold tens of thousands of forms of one or two plain words: those need no arrays.
    """
    words = fold(form).split()
    return tuple(words) if all(map(PLAIN_WORD.fullmatch, words)) else tuple(Tokens(form).words)


def words(text: str) -> list[str]:
    """Return the folded words of a text, without its marks: those of `Tokens` for who does not ask where they stand, far sooner."""
    if not ODD.search(text):
        return PLAIN_WORDS.findall(fold_unkept(text))
    if "\n" in text:
        return [word for line in text.split("\n") for word in words(line)]
    return [word for word in Tokens(text).words if any(map(str.isalnum, word))]


def before_controls(text: str, start: int, end: int) -> int:
    """Return where a stretch ends without the controls at its end."""
    while end > start and CONTROL.match(text[end - 1]):
        end -= 1
    return end


class Tokens:
    """The tokens of one text: ``starts`` and ``ends`` in code points, ``words`` folded for matching."""

    __slots__ = ("__weakref__", "ends", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        starts, ends = boundaries(text)
        self.text = text
        self.starts: list[int] = starts.tolist()
        self.ends: list[int] = ends.tolist()
        if CONTROL.search(text):
            self.ends = [before_controls(text, s, e) for s, e in zip(self.starts, self.ends, strict=True)]
        self.words: list[str] = [fold(text[s:e]) for s, e in zip(self.starts, self.ends, strict=True)]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """Return the span from token `first` up to, not including, token `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def touching(self, index: int) -> bool:
        """Say whether nothing a reader sees stands between token `index` and the one before it."""
        start = self.starts[index]
        return index > 0 and before_controls(self.text, self.ends[index - 1], start) == self.ends[index - 1]

    def raw(self, index: int) -> str:
        """Return the token as it stands in the text, marks and all."""
        return self.text[self.starts[index] : self.ends[index]]

    def at(self, offset: int) -> int:
        """Return the index of the token that holds `offset`, or of the first one after it."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.ends[i] else i + 1

    def within(self, span: Span) -> range:
        """Return the indexes of the tokens that start in `span`."""
        return range(bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1]))
