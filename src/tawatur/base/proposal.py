"""What the trained tagger proposes: labelled spans with scores, for the annotators to accept, mend or refuse."""

from typing import NamedTuple


class Proposal(NamedTuple):
    """One labelled span, as the tagger sees it.

    ``layer`` is one of mention, inner (a mention nested in a mention), office, rank, time, figure, cue,
    source, content, trigger; ``label`` is the layer's own label (PER, DATE, BYL, CONSULT…); ``start`` and
    ``end`` are code points of the document's text, half open; ``score`` is a mean probability in 0…1.
    """

    layer: str
    label: str
    start: int
    end: int
    score: float
