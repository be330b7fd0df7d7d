"""Words at a place in a clause → who they are: a name, or the phrase that stands for unnamed people or a body."""

from __future__ import annotations

import re

from tawatur.base.annotation import Participant
from tawatur.base.fold import fold
from tawatur.base.span import Span
from tawatur.extract.events.clauses import PARTICLES, QUOTES, RELATIVES, Place, preposition, verbish

LONGEST = 12  # words of a phrase, titles and all
ABOUT = frozenset(fold("نحو حوالي حوالى زهاء قرابة").split())
MORE = frozenset(fold("أكثر أزيد أقل يزيد").split())
NUMBERS = frozenset(
    fold(
        "مئة مائة مئتي مائتي مئات ألف ألفي آلاف الألف مليون مليوني عشرة عشرين ثلاثين أربعين "
        "خمسين ستة سبعة ثمانية تسعة عشرات خمسة أربعة ثلاثة"
    ).split()
)
COMMAS = ("،", ",")
BOUNDS = PARTICLES | RELATIVES | {*COMMAS, "-"}  # words that end a noun phrase
ABSTRACT = re.compile(
    "(?:ت[^اويه][^اويه]?ي[^اويه]|است[^ا]{2}ا[^ا]|ا[^ا]ت[^ا]ا[^ا]|ان[^ا]{2}ا[^ا]|م[^اوي]ا[^اوي][^اوي]ه)(?:ه|ها|هم|هما)?"
)
NOT_ABSTRACT = frozenset(
    fold("تلميذ محافظة مقاطعة مقاومة معارضة مؤازرة جماعة ابتدائي انتحاري إرهابي انفصالي اتحاد").split()
)
PARTITIVE = frozenset(
    fold(
        "بضع وفد وفدا عدد عددا مجموعة عشرات مئات آلاف العشرات المئات الآلاف العديد بعض كبار اثنين ثلاثة أربعة خمسة ستة سبعة "
        "ثمانية تسعة عشرة عناصر"
    ).split()
)
THEMES = frozenset(  # what is spoken of, not who takes part
    fold(
        "علاقات العلاقات علاقة علاقاته علاقاتها علاقاتهما تعاون التعاون سبل مجالات مجال قضايا القضايا ملف ملفات فرص خطة "
        "الخطة مشروع المشروع قانون القانون قرار القرار اتفاق اتفاقية اتفاقيات اتفاقات الاتفاق الاتفاقية مذكرة المذكرة "
        "معاهدة عقد عقود صفقة صفقات مصنع مصنعين مصانع إطار ظل أجل تعزيز توسيع تطوير تحقيق زيادة كيفية أوجه آخر تطورات "
        "التطورات الأوضاع أوضاع الوضع وضع أعمال مستوى أهمية ضرورة حق حقوق نتائج نحو حوالي أكثر أقل ذكرى إعلان بيان البيان "
        "كامل بحث مناقشة دراسة متابعة دعم "
        "وضعية الأمر أمر شيء الحادث حياة أسعار سعر رفع خفض شراء بيع إجراء إجراءات تنفيذ إقامة الأول الأولى الثاني الثانية "
        "الثالث الثالثة الرابع الخامس نوعها نوعه عقوبات النار نار سراح سبيل القبض دعوى مشاورات محادثات مباحثات لقاءات "
        "اجتماعات زيارات"
    ).split()
)
OF_WAW = tuple(  # how words begin whose first letter is و of their own: «وزير», «وفاة», «واشنطن»
    fold(
        "وزي وزا وزر وفد وفو وفا وكي وكا وكل وحد وحي ولاي ولي ولد وسط وسي وسائ وقف وقائ وقع وقت وثي وثائ وجه وجو وجب وضع وصو وصل وصي "
        "والي والد واشن واجب واجه واقع واسع وارد واحد وادي وافق واصل وائل وعد وعي ورش ورق ورث ورد وطن وهم وهو وني وبا وتر وتي ودي ويل وير"
    ).split()
)
NOT_TAKERS = frozenset({"event", "agreement", "law", "conference", "exercise", "product"})


def noun_phrase(place: Place, i: int, listed: bool = False) -> tuple[list[Participant], int]:
    """Take one noun phrase from token `i`: the person it names, the name it is, or its words; and the token after it.

    «وزير النقل نعمان الشهيبي» gives the person, «مجهولون» its own words.
    """
    i = counted_from(place, i)
    stop = phrase_end(place, i)
    if stop == i:
        return [], i
    names = [(k, place.names[k]) for k in range(i, stop) if k in place.names]
    if i not in place.names and is_theme(place, i, listed):
        return [], stop
    if names and names[0][0] == i and names[0][1].kind != "person":
        taken = [] if names[0][1].kind in NOT_TAKERS else [as_named(place, names[0][1].span)]
        return taken, place.name_end[i]
    person = next(((k, m) for k, m in names if m.kind == "person"), None)
    if person and all(place.name_end[k] <= person[0] <= place.name_end[k] + 1 for k, _ in names if k < person[0]):
        return [as_named(place, person[1].span)], place.name_end[person[0]]
    if stop in place.timed and (later := after_time(place, stop)):  # «وزير الخارجية آنذاك فلان»
        return [as_named(place, place.names[later].span)], place.name_end[later]
    takers = [(k, m) for k, m in names if m.kind not in NOT_TAKERS]
    end = min(place.name_end[takers[0][0]] if takers else unnamed_end(place, i, stop), stop)
    if (named := between_commas(place, stop)) is not None:  # «وزير الدفاع، فلان، مذكرة»
        return [as_named(place, place.names[named].span)], min(place.name_end[named] + 1, place.stop)
    if (
        not takers
        and end not in place.verbs
        and place.word(end).startswith("وال")
        and place.word(end).endswith(("يين", "يه", "ي"))
    ):
        end += 1  # «المسؤولين المغاربة والإسرائيليين»
    return [as_words(place, i, end, listed)], end


def counted_from(place: Place, i: int) -> int:
    """Go over «نحو» and «أكثر من» before a number: «تظاهر نحو 500 عامل», «أكثر من ألف شخص»."""
    word = place.word(i).removeprefix("و")
    if word in ABOUT and is_number(place.word(i + 1)):
        return i + 1
    if word in MORE and place.word(i + 1) == "من" and is_number(place.word(i + 2)):
        return i + 2
    return i


def is_number(word: str) -> bool:
    """Say whether a word is a number of people, in digits or letters."""
    return word[:1].isdigit() or word in NUMBERS


def between_commas(place: Place, i: int) -> int | None:
    """Return the token of a person named between commas right here: «…، سمير الحداد، …»."""
    name = place.names.get(i + 1) if place.word(i) in COMMAS else None
    if name is None or name.kind != "person" or name.span.start != place.reading.tokens.starts[i + 1]:
        return None
    return i + 1 if place.word(place.name_end[i + 1]) in COMMAS else None


def after_time(place: Place, i: int) -> int:
    """Return the token of the person named right after a time expression, else 0."""
    while i in place.timed:
        i += 1
    name = place.names.get(i)
    return i if name is not None and name.kind == "person" and name.span.start == place.reading.tokens.starts[i] else 0


def is_theme(place: Place, i: int, listed: bool) -> bool:
    """Say whether a phrase begins with what an event is about («العلاقات», «اتفاقية»), or is no noun at all."""
    word = place.word(i)
    if word in PARTITIVE:
        return False
    bare = word[1:] if listed and word[:1] == "و" and coordinated(place, i) else word
    found = preposition(place, i)
    rest = found[1] if found and found[1] else bare
    return (
        i in place.themes or rest in THEMES or verbish(place, i) or not word[:1].isalnum() or abstract(place, i, rest)
    )


def abstract(place: Place, i: int, word: str) -> bool:
    """Say whether a word is a verbal noun or an adverb by its pattern: «إنشاء», «تمديد», «مضاعفة», «احتياطيا»."""
    plain = word.removeprefix("ال")
    if plain in NOT_ABSTRACT or word.endswith("يا"):
        return word.endswith("يا") and plain.removesuffix("ا") not in NOT_ABSTRACT and len(plain) > 5
    raw = place.reading.tokens.raw(i)
    return "إ" in raw[: len(raw) - len(plain) + 1] or bool(ABSTRACT.fullmatch(plain))


def phrase_end(place: Place, i: int) -> int:
    """Return the token after the noun phrase that begins at `i`."""
    k, stop, starts = i, min(place.stop, i + LONGEST), place.reading.tokens.starts
    while k < stop:
        if k in place.names and (k == i or place.names[k].span.start == starts[k]):
            k = place.name_end[k]
            continue
        word = place.word(k)
        if word in BOUNDS or k in place.timed or place.ends_clause(k):
            break
        if word in QUOTES:
            if k == i:
                break
            k += 1
            continue
        if k > i and (found := preposition(place, k)) and not (found[0] == "من" and partitive(place, i)):
            break
        if k > i and (verbish(place, k) or k in place.themes):
            break
        if k > i and word.startswith("و") and len(word) > 3 and coordinated(place, k):
            break
        k += 1
    return k


def partitive(place: Place, i: int) -> bool:
    """Say whether a phrase counts people: «عدد كبير من», «وفد من»."""
    return place.word(i) in PARTITIVE or place.word(i)[1:] in PARTITIVE


def coordinated(place: Place, k: int) -> bool:
    """Say whether the و of this word is a conjunction: the name or noun begins after it («والجنرال»), or it is a verb."""
    word = place.word(k)
    name = place.names.get(k)
    if name is not None:
        return name.span.start > place.reading.tokens.starts[k]
    return word.startswith("وال") or (word[:1] == "و" and not word.startswith(OF_WAW))


def unnamed_end(place: Place, i: int, stop: int) -> int:
    """End a phrase without names where its definiteness turns: «الوزير | وفدا», «مسلحون | القرية»."""
    if partitive(place, i) and any(place.word(k) == "من" for k in range(i + 1, stop)):
        return stop
    definite = place.word(i).startswith("ال")
    nominative = place.word(i).endswith("ون")
    k = i + 1
    while k < stop and k < i + 6:
        word = place.word(k)
        if definite and not word.startswith("ال"):
            break
        if (nominative and (word.endswith("ين") or word in NUMBERS)) or (
            word[0].isdigit() and not place.word(i)[0].isdigit()
        ):
            break  # «مفجرون انتحاريون | سياسيين», «مسلحون | 15 شخصا»
        if not definite and k > i + 1 and place.word(k - 1).startswith("ال") and not word.startswith("ال"):
            break
        if not definite and word.startswith("ال") and place.word(i).endswith(("ون", "ان", "ا")):
            break
        k += 1
    return k


def as_named(place: Place, span: Span) -> Participant:
    """Make the participant of a name."""
    return Participant(span=span, text=span.of(place.reading.text))


def as_words(place: Place, first: int, stop: int, listed: bool = False) -> Participant:
    """Make the participant of a phrase, its leading conjunction and preposition left off."""
    tokens = place.reading.tokens
    start = tokens.starts[first]
    word = tokens.words[first]
    if word.startswith("وال") or (listed and word.startswith("و") and coordinated(place, first)):
        start += 1
    found = preposition(place, first)
    if found and found[1]:
        start += 1
    span = Span(start, tokens.ends[stop - 1])
    return Participant(span=span, text=span.of(place.reading.text))
