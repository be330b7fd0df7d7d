"""The runs that two pages share → aligned passages: runs joined over small edits, their edges carried outwards.

Each passage knows its equal words, so that spans are exact on both sides. A passage is kept where it says something
new of either page: a page that holds another three times has three passages.
"""

from __future__ import annotations

from itertools import chain as joined
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from tawatur.merge.reuse.seeds import LEAST, PLACES, Run
from tawatur.merge.reuse.words import Words

GAP = 60  # words that may stand between two runs of one passage, on either side, if half of them are equal
SMALL = 10  # words that may stand there whatever they are
REACH = 60  # words beyond a run's end in which the passage may go on
SHORT = 4  # words that make a run where two pages are known to share a passage, and the rest of them is looked at
FIRM, CLOSE = 12, 0.6  # equal words, and their share, of a passage made of short runs only
UNLIKE = 0.6  # what a word that differs costs, where an equal one earns 1


class Aligned(NamedTuple):
    """A passage: first and last word on both sides, and the equal words as pairs of indexes, in order."""

    i: int
    i_end: int
    j: int
    j_end: int
    equal: list[tuple[int, int]]

    @property
    def similarity(self) -> float:
        """Return the share of both passages' words that are equal."""
        return 2 * len(self.equal) / (self.i_end - self.i + self.j_end - self.j)

    @property
    def firm(self) -> bool:
        """Say whether a passage without a long run is no chance: enough equal words, close enough together."""
        return len(self.equal) >= FIRM and self.similarity >= CLOSE


def align(a: Words, b: Words, runs: list[Run]) -> list[Aligned]:
    """Align the passages of two pages, in the reading order of the first."""
    passages = passages_of(a, b, claim(a, b, runs))
    rest = [p for p in passages_of(a, b, short_runs(a, b, passages)) if p.firm]
    return sorted([*passages, *rest])


def passages_of(a: Words, b: Words, runs: list[Run]) -> list[Aligned]:
    """Join runs into passages and carry their ends outwards."""
    chains = join(a, b, runs)
    passages: list[Aligned] = []
    for k, chain in enumerate(chains):
        before = passages[-1].i_end if passages else 0
        after = chains[k + 1][0].i if k + 1 < len(chains) else len(a.forms)
        passages.append(passage_of(a, b, chain, before, max(after, chain[-1].i + chain[-1].length)))
    return passages


def claim(a: Words, b: Words, runs: list[Run], least: int = LEAST) -> list[Run]:
    """Take the runs longest first; of each keep the longest stretch that is new to one of the pages."""
    taken_a, taken_b = bytearray(len(a.forms)), bytearray(len(b.forms))
    kept: list[Run] = []
    for run in sorted(whole(a, b, runs), key=lambda r: (-r.length, r.i, r.j)):
        stretch = newest(run, taken_a, taken_b)
        if stretch.length >= least and a.forms[stretch.i] == b.forms[stretch.j]:
            taken_a[stretch.i : stretch.i + stretch.length] = b"\1" * stretch.length
            taken_b[stretch.j : stretch.j + stretch.length] = b"\1" * stretch.length
            kept.append(stretch)
    return sorted(kept)


def short_runs(a: Words, b: Words, passages: list[Aligned]) -> list[Run]:
    """List the runs of at least `SHORT` words outside the passages: a passage edited in every line has no long run."""
    free_a = outside([(p.i, p.i_end) for p in passages], len(a.forms))
    free_b = outside([(p.j, p.j_end) for p in passages], len(b.forms))
    if not free_a or not free_b:
        return []
    here, there = [(i, grams(a.forms[i:end])) for i, end in free_a], [(j, grams(b.forms[j:end])) for j, end in free_b]
    both = set(joined.from_iterable(g for _, g in here)).intersection(joined.from_iterable(g for _, g in there))
    places: dict[tuple[str, ...], list[int]] = {}
    for first, found in there if both else ():
        for j, gram in enumerate(found, first):
            if gram in both:
                places.setdefault(gram, []).append(j)
    seeds = [
        Run(i, j, SHORT)
        for first, found in (here if both else ())
        for i, gram in enumerate(found, first)
        if gram in both
        for j in places[gram][:PLACES]
    ]
    return claim(a, b, seeds, SHORT) if seeds else []


def grams(forms: list[str]) -> list[tuple[str, ...]]:
    """List the runs of `SHORT` words of a stretch."""
    return list(zip(*(forms[k:] for k in range(SHORT)), strict=False))


def outside(taken: list[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """List the stretches of at least `FIRM` words outside the taken ones."""
    free, start = [], 0
    for first, last in [*sorted(taken), (count, count)]:
        if first - start >= FIRM:
            free.append((start, first))
        start = max(start, last)
    return free


def whole(a: Words, b: Words, runs: list[Run]) -> list[Run]:
    """Carry each run to where its words stop being equal: the index looks at few places of a word run that repeats."""
    made: list[Run] = []
    ends: dict[int, int] = {}
    for run in sorted(runs):
        diagonal = run.i - run.j
        if run.i + run.length <= ends.get(diagonal, 0):
            continue
        i, j, length = run
        room = min(i - ends.get(diagonal, 0), j)
        back = 0
        while back < room and a.forms[i - back - 1] == b.forms[j - back - 1]:
            back += 1
        most = min(len(a.forms) - i, len(b.forms) - j)
        while length < most and a.forms[i + length] == b.forms[j + length]:
            length += 1
        ends[diagonal] = i + length
        made.append(Run(i - back, j - back, length + back))
    return made


def newest(run: Run, taken_a: bytearray, taken_b: bytearray) -> Run:
    """Return the longest stretch of the run whose words are not taken on both sides."""
    i, j, length = run
    both = bytes(x & y for x, y in zip(taken_a[i : i + length], taken_b[j : j + length], strict=True))
    if 1 not in both:
        return run
    best = Run(i, j, 0)
    start = 0
    for stretch in both.split(b"\1"):
        if len(stretch) > best.length:
            best = Run(i + start, j + start, len(stretch))
        start += len(stretch) + 1
    return best


def join(a: Words, b: Words, runs: list[Run]) -> list[list[Run]]:
    """Join runs that follow one another on both sides into chains."""
    chains: list[list[Run]] = []
    for run in runs:
        if chains and follows(a, b, chains[-1][-1], run):
            chains[-1].append(run)
        else:
            chains.append([run])
    return chains


def follows(a: Words, b: Words, one: Run, other: Run) -> bool:
    """Say whether `other` goes on where `one` stops: over a small gap, or one of which half the words are equal."""
    i, j = one.i + one.length, one.j + one.length
    gap_a, gap_b = other.i - i, other.j - j
    if min(gap_a, gap_b) < 0 or max(gap_a, gap_b) > GAP:
        return False
    if max(gap_a, gap_b) <= max(SMALL, min(one.length, other.length)):
        return True
    return 2 * LCSseq.similarity(a.forms[i : other.i], b.forms[j : other.j]) >= max(gap_a, gap_b)


def passage_of(a: Words, b: Words, chain: list[Run], before: int, after: int) -> Aligned:
    """Fill the gaps of a chain with their equal words and carry its ends outwards."""
    equal: list[tuple[int, int]] = []
    i, j = chain[0].i, chain[0].j
    for run in chain:
        equal += common(a.forms[i : run.i], b.forms[j : run.j], i, j)
        equal += ((run.i + k, run.j + k) for k in range(run.length))
        i, j = run.i + run.length, run.j + run.length
    equal += onwards(a.forms[i : min(after, i + REACH)], b.forms[j : j + REACH], i, j)
    i, j = chain[0].i, chain[0].j
    back_a, back_b = a.forms[max(min(before, i), i - REACH) : i], b.forms[max(0, j - REACH) : j]
    backwards = onwards(back_a[::-1], back_b[::-1], 0, 0)
    equal = [(i - 1 - x, j - 1 - y) for x, y in reversed(backwards)] + equal
    (first_i, first_j), (last_i, last_j) = equal[0], equal[-1]
    return Aligned(first_i, last_i + 1, first_j, last_j + 1, equal)


def common(one: list[str], other: list[str], i: int, j: int) -> list[tuple[int, int]]:
    """List the words of a longest common subsequence, as pairs of indexes counted from `i` and `j`."""
    if not one or not other:
        return []
    pairs: list[tuple[int, int]] = []
    for block in LCSseq.opcodes(one, other):
        if block.tag == "equal":
            length = block.src_end - block.src_start
            pairs += ((i + block.src_start + k, j + block.dest_start + k) for k in range(length))
    return pairs


def onwards(one: list[str], other: list[str], i: int, j: int) -> list[tuple[int, int]]:
    """List the equal words with which a passage goes on, as far as they outweigh the words that differ."""
    best = score = 0.0
    kept = x = y = 0
    pairs = common(one, other, i, j)
    for n, (p, q) in enumerate(pairs, 1):
        score += 1 - UNLIKE * max(p - i - x, q - j - y)
        x, y = p - i + 1, q - j + 1
        if score > best:
            best, kept = score, n
    return pairs[:kept]
