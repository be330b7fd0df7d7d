"""A trigger's frame and its clause → who did it, to whom, where.

Arabic puts the subject after the verb or before it; the passive looks like the active; a verbal noun takes its subject or its
object in the genitive. The frame says which role each place has; prepositions move on from role to role.
"""

from __future__ import annotations

from tawatur.base.fold import fold
from tawatur.base.lexicon import Lexicons
from tawatur.extract.events.candidates import Candidate
from tawatur.extract.events.clauses import RELATIVES, Place, preposition
from tawatur.extract.events.rows import FrameRow, LightVerbRow
from tawatur.extract.events.slots import DONE_IT, GOING, Roles, frames, is_place, walk
from tawatur.extract.events.subjects import (
    agrees_before,
    antecedent,
    controller,
    ends_name,
    passive_agent,
    subject_before,
    subject_of,
    told_of,
)

BEGIN_WITH_WAW = frozenset(
    fold("وقع وقعت وقعا وقعوا وصل وصلت وصلا وصلوا وافق وافقت وافقوا وجه وجهت وجهوا واصل واصلت").split()
)
SUFFERED = ("COERCE", "ASSAULT", "SANCTION", "OTHER")
POWERS = frozenset(
    fold(
        "شرطة أمن قوات قوة جيش جيوش حكومة سلطات سلطة نيابة محكمة قاضي قاض قضاء مباحث أجهزة مديرية وزارة وزير رئيس ملك أمير مجلس "
        "برلمان هيئة لجنة حزب حركة تنظيم ميليشيا مليشيا مليشيات ميليشيات مسلحون مسلحين مجهولون مجهولين عناصر كتائب طائرات طيران "
        "مقاتلات مدفعية محتجون متظاهرون انتحاري إرهابيون جماعة جنود ضباط دورية درك استخبارات مخابرات إدارة شركة اتحاد نادي محافظ والي "
        "مستوطنون ثوار متمردون قراصنة عصابة لصوص جمارك حرس حراس"
    ).split()
)
ARMED = frozenset(
    fold(
        "مسلحون مسلحين مسلح مجهولون مجهولين انتحاري انتحارية انتحاريون انتحاريين مفجر مستوطنون مستوطنين متمردون متمردين قراصنة عصابة "
        "لصوص قوات طائرات طائرة طيران مقاتلات مدفعية جيش كتائب ميليشيا مليشيا"
    ).split()
)
ADJECTIVES = frozenset(
    fold(
        "مشتركة مشترك كبيرة كبير جديدة جديد خاصة خاص مفاجئة مفاجئ طارئ طارئة عاجل عاجلة عاجلا مشتركا مغلق مغلقة مطول مطولة قصيرة قصير "
        "حاشدة حاشد واسعة واسع مسلح مسلحة مماثل مماثلة متعددة متعدد أول أولى آخر أخرى ثان ثانية ثالثة عنيفة عنيف دامية سابقة سابق"
    ).split()
)


def assign(candidate: Candidate, place: Place, lexicons: Lexicons) -> Roles:
    """Find the participants and the place of one trigger."""
    name = next((r.frame for r in candidate.rows if r.type == candidate.type and r.frame), "none")
    frame, prepositions = frames(lexicons)[name]
    roles = Roles()
    if candidate.light is not None and candidate.light_token is not None and of_two_words(candidate):
        return of_light_verb(candidate, place, frame, prepositions, roles)
    if candidate.is_verb or (
        candidate.light is not None and candidate.light_token == candidate.token and verb_like(candidate)
    ):
        of_verb(candidate.token, place, frame, prepositions, roles)
        if not passive_agent(candidate.token, place):
            single_means_passive(candidate, frame, roles)
        if candidate.theme is not None and frame.form == "release":  # «أطلق القاضي سراح فلان»
            walk(candidate.theme + 1, place, frame, prepositions, roles, [frame.of])
        return roles
    state = frame.of
    if candidate.kind == "bound":
        roles.omitted = frame.of == "actor"
        state = "object" if frame.of == "actor" and frame.object != "none" else "none"
        state = frame.object if state == "object" else "none"
    if candidate.kind in ("participle", "definite"):
        state = "none"  # a definite noun takes no genitive: what follows is its adjective
    if doer := done_at_once(candidate, place):
        walk(doer, place, frame, prepositions, roles, ["actor"])
    else:
        walk(after_adjectives(candidate, place), place, frame, prepositions, roles, [state], noun=True)
    if not roles.actor and frame.subject == "actor" and not roles.omitted:
        roles.add("actor", controller(candidate, place))
    return roles


def of_two_words(candidate: Candidate) -> bool:
    """Say whether a noun tells the event and a verb beside it has the subject: «أجرى مباحثات», «لقي مصرعه»."""
    assert candidate.light is not None
    if not candidate.light.type:
        return True
    return candidate.light_token != candidate.token and candidate.light_kind in ("past", "present")


def after_adjectives(candidate: Candidate, place: Place) -> int:
    """Return the token after a trigger noun's adjectives and its theme: «زيارة رسمية | لقائد», «زيارته الرسمية | إلى»."""
    i = candidate.token + 1
    if candidate.light is not None and candidate.light.type and candidate.light_token == candidate.token:
        for k in range(i, min(i + 2, place.stop)):
            if place.word(k).removeprefix("ال").rstrip("ا") in bare_nouns(candidate.light):
                i = k + 1
    definite = candidate.kind in ("definite", "bound")
    while i < place.stop and i not in place.names and i not in place.timed:
        word = place.word(i)
        if word in RELATIVES:
            break
        adjective = word.startswith("ال") if definite else (word.endswith(("يه", "ي", "يا")) or describes(i, place))
        if not adjective or len(word) < 4 or preposition(place, i):
            break
        i += 1
    return i


def describes(i: int, place: Place) -> bool:
    """Say whether an indefinite word is the adjective of the noun before it: «مسيرات ضخمة», not «مسيرة نقابة المعلمين»."""
    word, after = place.word(i), place.word(i + 1)
    agrees = word.endswith("ه") and place.word(i - 1).endswith(("ه", "ات"))
    return word in ADJECTIVES or (agrees and not after.startswith("ال") and i + 1 not in place.names)


def bare_nouns(row: LightVerbRow) -> frozenset[str]:
    """Fold the nouns of a pair, without article and accusative."""
    return frozenset(fold(noun).rstrip("ا") for noun in row.nouns)


def verb_like(candidate: Candidate) -> bool:
    """Say whether the pair's verb stands as a finite verb, not as a verbal noun («إطلاق»)."""
    return candidate.stem[:1] in "يت" or candidate.kind in ("past", "present")


def of_light_verb(
    candidate: Candidate, place: Place, frame: FrameRow, prepositions: dict[str, str], roles: Roles
) -> Roles:
    """Take the light verb's subject as actor, then what follows the noun: «أجرى X مباحثات مع Y»."""
    assert candidate.light_token is not None
    verb = candidate.light_token
    suffers = candidate.light is not None and candidate.light.form in ("تعرض", "لقي")
    role = "recipient" if suffers else "actor" if frame.subject != "none" else "none"
    if candidate.light_kind in ("past", "present"):
        subject_of(verb, place, role, roles, candidate.token if candidate.token > verb else place.stop)
    state = frame.of if not roles.actor else "none"
    walk(after_adjectives(candidate, place), place, frame, prepositions, roles, [state], noun=True)
    return roles


def of_verb(verb: int, place: Place, frame: FrameRow, prepositions: dict[str, str], roles: Roles) -> None:
    """Find what a finite verb takes: subject and object after it, or the subject before it."""
    subject, object_ = frame.subject, frame.object
    if passive_agent(verb, place):
        subject, object_ = object_ if object_ != "none" else "recipient", "none"
    joined = place.word(verb)[:1] == "و" and place.word(verb) not in BEGIN_WITH_WAW
    before, touching = ([], False) if joined else subject_before(verb, place)
    if not touching and not joined and subject == "actor" and (topic := told_of(verb, place)):
        before, touching = topic, True
    if (
        place.word(verb - 1) in RELATIVES
        and (place.word(verb - 2)[:2] == "ال" or ends_name(verb - 2, place))
        and not (
            place.word(verb).endswith(("ها", "ه", "هما"))  # «المذكرة التي وقعها الوزير»
        )
    ):
        before = antecedent(verb, place)
    if before and (
        touching
        or agrees_before(verb, place)
        or preposition(place, verb + 1)
        or place.ends_clause(verb + 1)
        or verb + 1 in place.timed
    ):
        if subject != "none":
            roles.add(subject, before)
        walk(verb + 1, place, frame, prepositions, roles, [object_])
        return
    if place.word(verb).endswith("وا") and not before and frame.subject == "actor":
        roles.omitted = True  # the plural ending is the subject: «وخطفوا أربعة سياح»
        walk(verb + 1, place, frame, prepositions, roles, [object_])
        return
    goal_follows = frame.form in GOING and is_place(place, verb + 1)
    nothing_follows = goal_follows or bool(preposition(place, verb + 1)) or place.ends_clause(verb + 1)
    roles.omitted = nothing_follows and subject == "actor"
    states = [object_] if goal_follows else ["none"] if nothing_follows else [subject, object_]
    walk(verb + 1, place, frame, prepositions, roles, states)


def single_means_passive(candidate: Candidate, frame: FrameRow, roles: Roles) -> None:
    """Turn a lone subject into who suffers it: «قتل حارس», «اعتقل ناشط»; whoever has power over others stays the actor."""
    if not roles.actor or roles.recipient:
        return
    suffered = frame.form == "act" and candidate.type in SUFFERED
    powers = ARMED if candidate.type == "ASSAULT" else POWERS
    if frame.form == "kill" or (suffered and not any(has_power(p.text, powers) for p in roles.actor)):
        roles.recipient, roles.actor = roles.actor, []


def has_power(text: str, powers: frozenset[str]) -> bool:
    """Say whether words stand for a body that arrests, dismisses, strikes: «شرطة المدينة», «الحكومة»."""
    return any(word.strip('«»"').removeprefix("ال").rstrip("ا") in powers for word in fold(text).split()[:3])


def done_at_once(candidate: Candidate, place: Place) -> int:
    """Read «هجوم شنه مسلحون», where no relative stands: return the token where the doer stands, else 0."""
    return candidate.token + 2 if place.word(candidate.token + 1) in DONE_IT else 0
