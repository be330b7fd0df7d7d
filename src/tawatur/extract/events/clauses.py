"""A trigger in its sentence → the clause around it, word by word: what is a preposition, what ends a clause, where names stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from tawatur.base.annotation import Mention, Sentence, Timex
from tawatur.base.fold import fold
from tawatur.base.reading import Reading

PREPOSITIONS = frozenset(
    fold(
        "في من إلى على عن مع بين ضد خلال بعد قبل عند لدى حول أمام منذ حتى تحت فوق دون نحو عبر إزاء وسط بشأن رغم إثر عقب لدى "
        "بسبب بمناسبة بهدف بغية أثناء تجاه داخل خارج قرب وراء خلف بدون عقب باتجاه بشكل ضمن وفق بحسب حسب مقابل"
    ).split()
)
LEADING = {
    "برئاسة": "actor", "بقيادة": "actor", "بمشاركة": "actor", "بحضور": "actor", "بواسطة": "actor", "برعاية": "none",
    "بين": "actor", "ضد": "recipient", "مع": "recipient", "رفقة": "actor", "برفقة": "actor", "في": "place", "بدعوة": "recipient",
}  # fmt: skip
LEADS = {fold(word): role for word, role in LEADING.items()}
RELATIVES = frozenset(fold("الذي التي الذين اللذين اللذان اللتان اللتين اللواتي اللاتي").split())
ENDERS = (
    frozenset(
        fold(
            "أن إن أنه أنها أنهم أنهما إنه إنها بأن بأنه بأنها لأن حيث بينما فيما لكن حين عندما مما إذ بعدما قبلما كما غير إلا "
            "لكنه لكنها لكنهم كي لكي لو إذا قال قالت وقال وقالت أضاف وأضاف أضافت وأضافت مشيرا مشيرة موضحا موضحة مؤكدا مؤكدة "
            "وذلك ليكون لتكون "
            "وكان وكانت كان كانت قائلا قائلة بما"
        ).split()
    )
    | RELATIVES
)
PARTICLES = frozenset(
    fold(
        "خصوصا خاصة جدا "
        "بينهم بينهن بينها وبينهم وهم وهو وهي "
        "قد لقد لم لن لا ما سوف هذا هذه ذلك تلك هو هي هم هناك هنا ثم أو أم بل لا سيما أيضا كذلك فقط اليوم أمس غدا مساء صباح "
        "صباحا ظهر عصر ليل كل تم تمت جرى يتم"
    ).split()
)
WHOLE_WORDS = frozenset(  # they begin with ب or ل of their own
    fold(
        "لجنة لجان لقاء لقاءات لواء ليلة لغة لاعب لبنان لندن ليبيا لبناني لبنانية لذلك لهذا لحظة لمدة لغاية لقاح لوحة لائحة "
        "بلد بلاد بلدان بلدين بلدة بعض بيان بيانات برنامج برامج برلمان بحث بيت باب بنك بنوك بداية بناء بحر برلين بغداد "
        "بيروت باريس بريطانيا بنغازي بطل بطولة بعثة بابا بورصة برلماني بلدية بدء بيئة بضائع بطريرك بترول بطاقة باحث باحثون "
        "باحثين باكستان بلجيكا بولندا بحرية بلطجية برئيس بكين بقية بسيط"
    ).split()
) - {fold("برئيس")}
LONGEST_CLAUSE = 60  # words
STOPS = frozenset(".؛:!?؟;")
ENDS = (
    STOPS | ENDERS | {"و" + word for word in ENDERS} | {""}
)  # words before which a clause ends; nothing is outside it
QUOTES = frozenset("\"'«»“”‘’”()[]")


@dataclass(slots=True)
class Place:
    """What is known of the words of one sentence: names by first token, times by token, words that end a clause."""

    reading: Reading
    first: int
    stop: int
    names: dict[int, Mention] = field(default_factory=dict)
    name_end: dict[int, int] = field(default_factory=dict)
    timed: set[int] = field(default_factory=set)
    verbs: set[int] = field(default_factory=set)
    themes: set[int] = field(default_factory=set)
    times: list[Timex] = field(default_factory=list)
    words: list[str] = field(init=False)  # of the whole page, folded

    def __post_init__(self) -> None:
        """Take the page's words: they are asked for more than anything else."""
        self.words = self.reading.tokens.words

    def word(self, i: int) -> str:
        """Return a folded word, empty outside the sentence."""
        return self.words[i] if self.first <= i < self.stop else ""

    def ends_clause(self, i: int) -> bool:
        """Say whether the clause ends before this word."""
        return self.word(i) in ENDS or i in self.verbs


def lay_out(reading: Reading, sentence: Sentence, verbs: Iterable[int]) -> Place:
    """Note where the names, times and reporting cues of a sentence stand."""
    within = reading.token_range(sentence.span)
    place = Place(reading, within.start, within.stop, verbs=set(verbs))
    for mention in starting_in(reading.mentions, sentence):
        token = reading.tokens.at(mention.span.start)
        if token not in place.names or mention.span.length > place.names[token].span.length:
            place.names[token] = mention
            place.name_end[token] = reading.token_range(mention.span).stop if mention.span.length else token + 1
            place.name_end[token] = max(place.name_end[token], token + 1)
    place.times = starting_in(reading.times, sentence)
    for time in place.times:
        place.timed.update(reading.token_range(time.span))
    for attribution in starting_in(reading.attributions, sentence):
        if attribution.cue:
            place.verbs.update(reading.token_range(attribution.cue.span))
    return place


def starting_in(annotations: list, sentence: Sentence) -> list:  # type: ignore[type-arg]
    """List the annotations (in reading order) that start in a sentence."""
    low = bisect_left(annotations, sentence.span.start, key=lambda a: a.span.start)
    high = bisect_left(annotations, sentence.span.end, key=lambda a: a.span.start)
    return annotations[low:high]


def preposition(place: Place, i: int) -> tuple[str, str] | None:
    """Split a preposition off a word: (preposition, rest), rest empty where it stands alone.

    «بالوزير» gives ("ب", "الوزير"), «للمدينة» ("ل", "المدينة"), «مع» ("مع", ""); «بلال» by name gives null.
    """
    word = place.word(i)
    if not word:
        return None
    if word in ("نحو", "ونحو") and place.word(i + 1)[:1].isdigit():
        return None  # «نحو 500 شخص»: a number, not a direction
    name = place.names.get(i)
    if name is None:
        return led(word)
    if found := alone(word):
        return found
    letters = fold(place.reading.text[place.reading.tokens.starts[i] : name.span.start])
    return (letters[-1], word[len(letters) :]) if letters[-1:] in ("ب", "ل") else None


def alone(word: str) -> tuple[str, str] | None:
    """Read a word that is a preposition, behind و too."""
    bare = word[1:] if word[:1] == "و" and (word[1:] in PREPOSITIONS or word[1:] in LEADS) else word
    return (bare, "") if bare in PREPOSITIONS or bare in LEADS else None


@lru_cache(maxsize=1 << 15)  # nearly all the words that news uses twice
def led(word: str) -> tuple[str, str] | None:
    """Split a preposition off a word that begins no name."""
    if found := alone(word):
        return found
    plain = word[1:] if word.startswith(("وبال", "ولل")) else word
    if plain.startswith("بال") and len(plain) > 5:
        return "ب", plain[1:]
    if plain.startswith("لل") and len(plain) > 4:
        return "ل", "ا" + plain[1:]
    if (
        plain[:1] in ("ب", "ل")
        and len(plain) > 4
        and plain not in WHOLE_WORDS
        and not plain.startswith(("لا", "لي", "لت"))
    ):
        return plain[0], plain[1:]
    return None


def verbish(place: Place, i: int) -> bool:
    """Say whether a word looks like a finite verb of any kind: «ستستمر», «تركزت», «ورفعوا», «يأتي»."""
    word = place.word(i)
    name = place.names.get(i) if word else None
    if name is not None and name.span.start - place.reading.tokens.starts[i] <= 1:
        return False
    return looks_like_verb(word)


@lru_cache(maxsize=1 << 15)
def looks_like_verb(word: str) -> bool:
    """Say whether a folded word has the letters of a finite verb, or is one of the commonest."""
    for bare in (word, word[1:]) if word[:1] in "وف" else (word,):
        if len(bare) < 4 or bare.startswith("ال"):
            continue
        if bare[0] == "س" and bare[1] in "يت" and len(bare) > 4:
            return True
        if bare[0] == "ي" or (bare.endswith(("وا", "تا"))):
            return True
        if bare.endswith("ت") and not bare.endswith(("ات", "يت", "وت")) and bare not in NOT_VERBS:
            return True
    return word.removeprefix("و") in COMMON_VERBS


NOT_VERBS = frozenset(fold("وقت تحت بنت سبت أخت كبت صمت منت بحت نفط").split())
COMMON_VERBS = frozenset(
    fold(
        "تخلله تخللها تخللته تلاه تلتها أعقبه "
        "تستمر يستمر تستغرق يستغرق "
        "قام قرر تمكن نجح كان كانت بدأ جرى تم أصبح ظل بات صار أفضى أسفر تخلل رسخ أتاح شمل جاء تأتي أتى ليس عرف مثل شكل كشف"
    ).split()
)


def clause_start(place: Place, i: int) -> int:
    """Return the first token of the clause that word `i` stands in, going back as far as a clause may reach."""
    j = i
    while j > max(place.first, i - LONGEST_CLAUSE):
        before = place.word(j - 1)
        if (
            before in STOPS
            or before == "،"
            or before == ","
            or before in ENDERS
            or j - 1 in place.verbs
            or before == "-"
        ):
            return j
        j -= 1
    return j
