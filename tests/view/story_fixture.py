# ruff: noqa: E501, E731 - one noun a line reads better than one field a line
"""An invented story with every noun in it: people, outlets, places and words are all made up.

A flood at the dam of Wadi Rayhan in the invented country of Sahlan: five pages that quote, copy and contradict each other.
"""

from __future__ import annotations

import hashlib

from tawatur.base.anchor import Anchor
from tawatur.base.annotation import (
    Attribution,
    Content,
    Cue,
    EventMention,
    EventTime,
    Figure,
    Link,
    Mention,
    Office,
    Participant,
    Rank,
    Sentence,
    Source,
    Superlative,
    Timex,
    Trigger,
    numbered,
)
from tawatur.base.document import (
    DateEvidence,
    Document,
    Outlet,
    Published,
    RejectedDate,
    Residue,
    Title,
    Unread,
)
from tawatur.base.judgement import Judgement, Standing
from tawatur.base.reason import Reason, Unplaced
from tawatur.base.span import Span
from tawatur.base.story import (
    BuiltWith,
    Direction,
    Disagreement,
    Entity,
    Event,
    Independence,
    IndependenceGroup,
    NameCount,
    Passage,
    Reuse,
    Statement,
    Story,
    Term,
    Version,
    WordingGroup,
)

PAGES = {
    "d1": """انهيار جزئي في سد وادي الريحان بعد سيول الأحد
سهلان (وأس) - أعلنت وزارة المياه، اليوم الأحد، أن جزءا من سد وادي الريحان انهار فجرا بعد سيول استمرت يومين، وأن سبعة أشخاص على الأقل لقوا حتفهم في قرية المحاجر.
وقال وزير المياه نعيم الطالبي إن «فرق الإنقاذ وصلت إلى القرية قبل الظهر»، وإن السلطات تتوقع إجلاء أربعمئة أسرة بحلول المساء.
وأضاف الوزير أن السد بني عام 1987 وأن آخر صيانة له كانت في الربيع.
شارك الخبر
عدد القراءات: 1204""",
    "d2": """«الضفاف»: تسعة قتلى في المحاجر وغضب من تأخر الإنقاذ
قتل تسعة أشخاص في قرية المحاجر إثر انهيار جزء من سد وادي الريحان، بحسب ما نقلت وكالة أنباء سهلان عن وزارة المياه، فيما قال سكان لـ«الضفاف» إن فرق الإنقاذ لم تصل قبل مغيب الشمس.
وتظاهر مئات السكان، يوم الاثنين، أمام مقر محافظة الريحان مطالبين باستقالة المحافظة سهيلة مرزاق.
وكانت مرزاق قد تعهدت في مارس الماضي بترميم السد، وهو أول ترميم من نوعه منذ بنائه.
وأَعلَنَتِ النقابة إضرابا ليوم واحد.""",
    "d3": """وزير الماء يزور القرية المنكوبة
زار وزير المياه، الدكتور نعيم الطالبي، الثلاثاء 14 أبريل 2019، قرية المحاجر والتقى المحافظة سهيلة مرزاق ووفدا من الأهالي.
أعلنت وزارة المياه، اليوم الأحد، أن جزءا من سد وادي الريحان انهار فجرا بعد سيول استمرت يومين، وأن سبعة أشخاص على الأقل لقوا حتفهم في قرية المحاجر.
ونقلت صحيفة «النهر» عن مصدر في الوزارة أن الوزير سيعلن خطة لإعادة بناء السد في يونيو المقبل.
RT @alufuq_tv: The minister has arrived in Mahajir.
هل تعتقد أن الحكومة تأخرت؟ نعم / لا""",
    "d4": """مصدر: الوزارة علمت بتصدع السد
كشف مصدر في وزارة المياه، رفض ذكر اسمه، أن تقريرا رفع إلى الوزير قبل شهر حذر من تصدع سد وادي الريحان.
ونفت الوزارة، الأربعاء، علمها بأي تقرير، واتهمت «جهات معروفة» بتضليل الرأي العام.
ووصف نواب ما جرى في المحاجر بأنه «كارثة من صنع البشر»، بينما تسميه الوزارة «حادثا عرضيا».
وأقيل المحافظ سهيل مرزاق من منصبه.""",
    "d5": """الأفق: استقالة محافظة الريحان
قدمت محافظة الريحان سهيلة مرزاق استقالتها يوم الخميس، وفق ما أفادت قناة الأفق نقلا عن مكتبها.
وشيع الأهالي ضحايا كارثة السد، وعددهم أحد عشر، في موكب مهيب.
واتفقت الحكومة مع شركة «بناة السهل» على تقييم أضرار السدود، وهو أول اتفاق من نوعه في البلاد.""",
}
OUTLETS = {
    "d1": ("sample.was", "وكالة أنباء سهلان"),
    "d2": ("sample.dhifaf", "صحيفة الضفاف"),
    "d3": ("sample.marsad", "المرصد اليوم"),
    "d4": ("sample.nahr", "جريدة النهر"),
    "d5": ("sample.ufuq", "قناة الأفق"),
}
PUBLISHED = {
    "d1": Published(
        value="2019-04-12", earliest="2019-04-12", latest="2019-04-12",
        evidence=[DateEvidence(kind="sidecar", span=None, text="2019-04-12", value="2019-04-12")],
    ),
    "d2": Published(
        value="2019-04-13/2019-04-14", earliest="2019-04-13", latest="2019-04-14",
        evidence=[DateEvidence(kind="story", span=Span(0, 0), text="يوم الاثنين", value="2019-04-13/2019-04-14")],
    ),
    "d3": Published(
        value="2019-04-14", earliest="2019-04-14", latest="2019-04-14",
        rejected=[RejectedDate(span=None, text="اليوم الأحد", why="stands in words copied from another page")],
    ),
    "d4": Published(value=None, earliest="2019-04-15", latest=None),
    "d5": Published(value=None),
}  # fmt: skip
RESIDUE = {"d1": [(4, "share"), (5, "counter")], "d3": [(4, "embed"), (5, "poll")]}
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}\u202e\u2066]]>"


class Writer:
    """Makes nouns out of words: finds where they stand."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = pages

    def span(self, document: str, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.pages[document].index(words, start + 1)
        return Span(start, start + len(words))

    def part(self, document: str, words: str, entity: str | None = None, nth: int = 0) -> Participant:
        return Participant(span=self.span(document, words, nth), text=words, entity=entity)


def line_of(text: str, span: Span) -> Span:
    """The line around a span, which serves here as its sentence."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return Span(start, len(text) if end < 0 else end)


def documents(pages: dict[str, str]) -> list[Document]:
    made = []
    for id_, text in pages.items():
        spans, at = [], 0
        for line in text.split("\n"):
            spans.append(Span(at, at + len(line)))
            at += len(line) + 1
        residue = [(spans[line], kind) for line, kind in RESIDUE.get(id_, [])]
        outlet = OUTLETS[id_]
        made.append(
            Document(
                id=id_, source=f"sample/{id_}.txt", sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
                outlet=Outlet(id=outlet[0], name=outlet[1]), language="ar", title=Title(text=spans[0].of(text), span=spans[0]),
                text=text, body=[s for s in spans[1:] if s not in [r[0] for r in residue]],
                residue=[Residue(span=s, kind=k) for s, k in residue], published=PUBLISHED[id_],
                url={"d1": "https://was.example/rayhan", "d4": "javascript:alert(3)"}.get(id_),
            )
        )  # fmt: skip
    return made


def sentences(pages: dict[str, str]) -> list[Sentence]:
    made = []
    for id_, text in pages.items():
        at = 0
        for number, line in enumerate(text.split("\n")):
            zone = "headline" if number == 0 else "body"
            made.append(
                Sentence(id="", document=id_, span=Span(at, at + len(line)), text=line, zone=zone, paragraph=number)
            )
            at += len(line) + 1
    return numbered("s", made)


MENTIONS = [  # entity, kind, name, [(document, words, form)…]
    ("e1", "person", "نعيم الطالبي", [("d1", "نعيم الطالبي", "name"), ("d3", "نعيم الطالبي", "name"), ("d1", "الوزير", "descriptive")]),
    ("e2", "person", "سهيلة مرزاق", [("d2", "سهيلة مرزاق", "name"), ("d2", "مرزاق", "short"), ("d3", "سهيلة مرزاق", "name"),
                                      ("d5", "سهيلة مرزاق", "name"), ("d4", "سهيل مرزاق", "name")]),
    ("e3", "organisation", "وزارة المياه", [("d1", "وزارة المياه", "name"), ("d2", "وزارة المياه", "name"),
                                            ("d3", "وزارة المياه", "name"), ("d4", "وزارة المياه", "name")]),
    ("e4", "place", "المحاجر", [("d1", "المحاجر", "name"), ("d2", "المحاجر", "name"), ("d3", "المحاجر", "name")]),
    ("e5", "facility", "سد وادي الريحان", [("d1", "سد وادي الريحان", "name"), ("d2", "سد وادي الريحان", "name"), ("d4", "سد وادي الريحان", "name")]),
    ("e6", "agency", "وكالة أنباء سهلان", [("d2", "وكالة أنباء سهلان", "name"), ("d1", "وأس", "acronym")]),
    ("e7", "company", "بناة السهل", [("d5", "بناة السهل", "name")]),
]  # fmt: skip


def entities(w: Writer) -> list[Entity]:
    made = []
    for id_, kind, name, told in MENTIONS:
        mentions, names = [], {}
        for document, words, form in told:
            mentions.append(
                Mention(
                    id="",
                    document=document,
                    span=w.span(document, words),
                    text=words,
                    kind=kind,
                    form=form,
                    name=words,
                    entity=id_,
                )
            )
            names[words] = names.get(words, 0) + 1
        made.append((id_, kind, name, mentions, names))
    flat = {(m.document, m.span, m.text, m.entity): m for m in numbered("m", [m for e in made for m in e[3]])}
    offices = {"e1": [("d1", "وزير المياه", "وزارة المياه", None), ("d3", "وزير المياه", "وزارة المياه", None)],
               "e2": [("d2", "المحافظة", None, None), ("d5", "محافظة الريحان", None, "former")]}  # fmt: skip
    made_offices = numbered("o", [
        Office(id="", document=d, span=w.span(d, t), text=t, title=t, holder=None, organisation=o, qualifier=q)
        for told in offices.values() for d, t, o, q in told
    ])  # fmt: skip
    out = []
    for id_, kind, name, mentions, names in made:
        held = [o for o in made_offices if (o.document, o.text) in [(d, t) for d, t, _, _ in offices.get(id_, [])]]
        because = [Reason(rule="entities.same-words", document="d2", span=mentions[0].span, detail="same words", score=1.0),
                   Reason(rule="entities.agreement", detail="«سهيلة»/«سهيل»: one letter", score=-0.4)] if id_ == "e2" else []  # fmt: skip
        out.append(
            Entity(
                id=id_, kind=kind, name=name, names=[NameCount(text=t, count=n) for t, n in names.items()],
                mentions=[flat[(m.document, m.span, m.text, m.entity)] for m in mentions],
                offices=held, because=because,
            )
        )  # fmt: skip
    return out


def attributions(w: Writer) -> list[Attribution]:
    made: list[Attribution] = []

    def add(
        d: str,
        cue: str | None,
        source: tuple[str, str, str | None] | None,
        content: str,
        manner: str,
        stance: str,
        chain: list[Link],
    ) -> None:
        said = w.span(d, content)
        spans = [said] + ([w.span(d, cue)] if cue else []) + ([w.span(d, source[0])] if source else [])
        span = Span(min(s[0] for s in spans), max(s[1] for s in spans))
        made.append(
            Attribution(
                id="", document=d, span=span, text=span.of(w.pages[d]), manner=manner, stance=stance,
                source=Source(span=w.span(d, source[0]), text=source[0], kind=source[1], entity=source[2]) if source else None,
                cue=Cue(span=w.span(d, cue), text=cue) if cue else None, content=Content(span=said), chain=chain,
                because=[Reason(rule="attributions.cue", row=f"reporting_cues.tsv: {cue}", score=0.8)],
            )
        )  # fmt: skip

    ministry = Link(name="وزارة المياه", kind="organisation", entity="e3")
    add("d1", "أعلنت", ("وزارة المياه", "organisation", "e3"), "أن جزءا من سد وادي الريحان انهار فجرا", "indirect", "assertive",
        [Link(name="وزارة المياه", kind="organisation", entity="e3", cue="أعلنت", span=w.span("d1", "وزارة المياه"))])  # fmt: skip
    add("d2", "بحسب ما نقلت", ("وكالة أنباء سهلان", "agency", "e6"), "قتل تسعة أشخاص في قرية المحاجر", "indirect", "neutral",
        [Link(name="وكالة أنباء سهلان", kind="agency", entity="e6", cue="بحسب ما نقلت", span=w.span("d2", "وكالة أنباء سهلان")), ministry])  # fmt: skip
    add("d3", "ونقلت", ("صحيفة «النهر»", "outlet", None), "أن الوزير سيعلن خطة لإعادة بناء السد", "indirect", "neutral",
        [Link(name="صحيفة «النهر»", kind="outlet", cue="نقلت"), Link(name="مصدر في الوزارة", kind="anonymous", cue="عن")])  # fmt: skip
    add(
        "d4",
        "كشف",
        ("مصدر في وزارة المياه", "anonymous", None),
        "أن تقريرا رفع إلى الوزير قبل شهر",
        "indirect",
        "revealing",
        [],
    )
    add("d5", "وفق ما أفادت", ("قناة الأفق", "outlet", None), "قدمت محافظة الريحان سهيلة مرزاق استقالتها", "indirect", "neutral",
        [Link(name="قناة الأفق", kind="outlet", cue="وفق ما أفادت"), Link(name="", kind="missing"), Link(name="مكتبها", kind="organisation", cue="نقلا عن")])  # fmt: skip
    add("d2", None, None, "إن فرق الإنقاذ لم تصل قبل مغيب الشمس", "impersonal", "neutral", [])
    return numbered("a", made)


TOLD = [  # document, clause words, trigger, type, mode, actors, recipients, place, modality, polarity, has attribution
    ("d1", "انهار", "OTHER", "collapse", [("سد وادي الريحان", "e5")], [], ("المحاجر", "e4"), "happened", "+"),
    ("d2", "انهيار", "OTHER", "collapse", [("سد وادي الريحان", "e5")], [], ("المحاجر", "e4"), "happened", "+"),
    ("d3", "انهار", "OTHER", "collapse", [("سد وادي الريحان", "e5")], [], ("المحاجر", "e4"), "happened", "+"),
    ("d2", "تظاهر", "PROTEST", "demonstration", [("مئات السكان", None)], [], None, "happened", "+"),
    ("d3", "زار", "CONSULT", "visit", [("نعيم الطالبي", "e1")], [("سهيلة مرزاق", "e2")], ("المحاجر", "e4"), "happened", "+"),
    ("d3", "سيعلن", "OTHER", "reconstruction plan", [("الوزير", "e1")], [], None, "planned", "+"),
    ("d4", "نفت", "REJECT", "denial", [("الوزارة", "e3")], [], None, "denied", "-"),
    ("d4", "أقيل", "SANCTION", "dismissal", [], [("سهيل مرزاق", "e2")], None, "happened", "+"),
    ("d5", "استقالتها", "RETREAT", "resignation", [("سهيلة مرزاق", "e2")], [], None, "happened", "+"),
    ("d2", "أَعلَنَتِ النقابة إضرابا", "PROTEST", "strike", [("النقابة", None)], [], None, "announced", "+"),
    ("d5", "اتفقت", "AGREE", "agreement", [("الحكومة", None)], [("بناة السهل", "e7")], None, "happened", "+"),
    ("d3", "التقى", "CONSULT", "meeting", [("نعيم الطالبي", "e1")], [("سهيلة مرزاق", "e2")], ("المحاجر", "e4"), "happened", "+"),
]  # fmt: skip


def event_mentions(w: Writer, said: list[Attribution]) -> list[EventMention]:
    made = []
    for document, trigger, type_, mode, actors, recipients, place, modality, polarity in TOLD:
        at = w.span(
            document,
            trigger,
            1 if (document, trigger) == ("d2", "انهيار") and w.pages[document].count(trigger) > 1 else 0,
        )
        line = line_of(w.pages[document], at)
        inside = [a.id for a in said if a.document == document and a.content.span.holds(at)]
        made.append(
            EventMention(
                id="", document=document, span=line, text=line.of(w.pages[document]), type=type_, mode=mode,
                trigger=Trigger(span=at, text=trigger), actors=[w.part(document, *a) for a in actors],
                recipients=[w.part(document, *r) for r in recipients], place=w.part(document, *place) if place else None,
                time=EventTime(value="2019-04-12", span=None), polarity=polarity, modality=modality,
                attribution=inside[-1] if inside else None, sentence=line,
                because=[Reason(rule="events.trigger", row=f"triggers.tsv: {trigger}", document=document, span=at, score=0.9)],
            )
        )  # fmt: skip
    return numbered("v", made)


def chronology(w: Writer, told: list[EventMention]) -> list[Event]:
    by_trigger: dict[tuple[str, str], str] = {(m.document, m.trigger.text): m.id for m in told}
    one = lambda outlets, d: Independence(
        outlets=outlets, lower=1, upper=1, groups=[IndependenceGroup(documents=[d])], sentence="صفحة واحدة."
    )

    def event(
        id_: str, type_: str, mode: str, title: str, date: str | None, triggers: list[tuple[str, str]], **more: object
    ) -> Event:
        pages = list(dict.fromkeys(d for d, _ in triggers))
        fields: dict[str, object] = {"earliest": date, "latest": date, "place": None, "actors": [], "recipients": [], "part_of": None,
                                     "independence": one(len(pages), pages[0])}  # fmt: skip
        return Event(
            id=id_,
            type=type_,
            mode=mode,
            title=title,
            date=date,
            event_mentions=[by_trigger[t] for t in triggers],
            documents=pages,
            **{**fields, **more},
        )

    copied = Reason(
        rule="independence.reuse",
        document="d3",
        span=w.span("d3", "أعلنت وزارة المياه، اليوم الأحد"),
        detail="31 words of d1, word for word",
        score=1.0,
    )
    carried = Reason(
        rule="independence.chain",
        document="d2",
        span=w.span("d2", "بحسب ما نقلت وكالة أنباء سهلان"),
        detail="d2 names d1's agency",
        score=0.9,
    )
    collapse = Independence(
        outlets=3, lower=1, upper=2, sentence="ثلاثة منابر وسلسلة واحدة على الأقل: صفحتان تعودان إلى الوكالة، والثالثة أضافت قول السكان.",
        groups=[IndependenceGroup(documents=["d1", "d3"], because=[copied], origin="e3"), IndependenceGroup(documents=["d2"], because=[carried])],
    )  # fmt: skip
    state = lambda e, p, v, d, words, a=None: Statement(
        about=e, property=p, value=v, document=d, span=w.span(d, words), attribution=a
    )
    return [
        event("c2", "PROTEST", "demonstration", "وتظاهر مئات السكان أمام مقر محافظة الريحان", "2019-04-13", [("d2", "تظاهر")],
              unnamed=[w.part("d2", "مئات السكان")], figures=["d2f2"]),
        event("c1", "OTHER", "collapse", "انهيار جزء من سد وادي الريحان", "2019-04-12", [("d1", "انهار"), ("d2", "انهيار"), ("d3", "انهار")],
              place="e4", actors=["e5"], independence=collapse, disagreements=["x1", "x2"], figures=["d1f1", "d2f1"],
              statements=[state("c1", "number", "7", "d1", "سبعة أشخاص على الأقل", "d1a1"), state("c1", "number", "9", "d2", "تسعة أشخاص", "d2a1"),
                          state("c1", "number", "7", "d3", "سبعة أشخاص على الأقل"), state("c1", "place", "المحاجر", "d1", "المحاجر"),
                          state("c1", "date", "2019-04-12", "d1", "اليوم الأحد")],
              because=[Reason(rule="events.same", detail="type, place, day", score=2.7)]),
        event("c3", "CONSULT", "visit", "زار وزير المياه قرية المحاجر", "2019-04-14", [("d3", "زار")], place="e4", actors=["e1"], recipients=["e2"]),
        event("c4", "CONSULT", "meeting", "والتقى المحافظة سهيلة مرزاق ووفدا من الأهالي", "2019-04-14", [("d3", "التقى")], actors=["e1"], recipients=["e2"], part_of="c3"),
        event("c5", "OTHER", "reconstruction plan", "سيعلن خطة لإعادة بناء السد في يونيو المقبل", "2019-06", [("d3", "سيعلن")],
              earliest="2019-06-01", latest="2019-06-30", actors=["e1"], modality="planned"),
        event("c6", "REJECT", "denial", "ونفت الوزارة علمها بأي تقرير", "2019-04-15/2019-04-16", [("d4", "نفت")],
              earliest="2019-04-15", latest="2019-04-16", actors=["e3"], modality="denied"),
        event("c7", "RETREAT", "resignation", "قدمت محافظة الريحان سهيلة مرزاق استقالتها", None, [("d5", "استقالتها")],
              earliest="2019-04-16", actors=["e2"], disagreements=["x3"], independence=Independence(outlets=1, lower=1, upper=1)),
        event("c8", "SANCTION", "dismissal", "وأقيل المحافظ سهيل مرزاق من منصبه", None, [("d4", "أقيل")], earliest="2019-04-15", recipients=["e2"], disagreements=["x3"]),
        event("c9", "PROTEST", "strike", "وأَعلَنَتِ النقابة إضرابا ليوم واحد", None, [("d2", "أَعلَنَتِ النقابة إضرابا")], modality="announced",
              unnamed=[w.part("d2", "النقابة")]),
        event("c10", "AGREE", "agreement", "واتفقت الحكومة مع شركة «بناة السهل» على تقييم أضرار السدود", None, [("d5", "اتفقت")], recipients=["e7"]),
    ]  # fmt: skip


def story(pages: dict[str, str] | None = None) -> Story:
    """Make the invented story."""
    pages = pages or PAGES
    w = Writer(pages)
    said = attributions(w)
    told = event_mentions(w, said)
    figures = [Figure(id="", document=d, span=w.span(d, t), text=t, value=v, bound=b, counted=c, event=e) for d, t, v, b, c, e in [
        ("d1", "سبعة أشخاص على الأقل", "7", "at_least", "killed", "c1"), ("d2", "تسعة أشخاص", "9", "exactly", "killed", "c1"),
        ("d2", "مئات السكان", "100", "at_least", "protesters", "c2"), ("d1", "أربعمئة أسرة", "400", "exactly", "families", None)]]  # fmt: skip
    times = [Timex(id="", document=d, span=w.span(d, t), text=t, type="DATE", value=v, earliest=v, latest=v, resolved_against=r) for d, t, v, r in [
        ("d1", "اليوم الأحد", "2019-04-12", "published 2019-04-12"), ("d2", "يوم الاثنين", "2019-04-13", "published 2019-04-13/2019-04-14"),
        ("d3", "الثلاثاء 14 أبريل 2019", "2019-04-14", "absolute"), ("d5", "يوم الخميس", None, None)]]  # fmt: skip
    sentence = "أعلنت وزارة المياه، اليوم الأحد، أن جزءا من سد وادي الريحان انهار فجرا بعد سيول استمرت يومين، وأن سبعة أشخاص على الأقل لقوا حتفهم في قرية المحاجر."
    return Story(
        built_with=BuiltWith(tawatur="0.1.0", annotators={"times": "2f6b90c1d2e3", "attributions": "77aa01b2c3d4"}, models={"tagger.onnx": "0badc0ffee12"}),
        documents=documents(pages), unread=[Unread(source="sample/d6.pdf", why="a PDF: save its text as .txt and add it")],
        sentences=sentences(pages), entities=entities(w), quotations=[],
        ranks=numbered("k", [Rank(id="", document="d3", span=w.span("d3", "الدكتور"), text="الدكتور", kind="honorific", holder=w.span("d3", "نعيم الطالبي"))]),
        times=numbered("t", times), figures=numbered("f", figures), attributions=said, event_mentions=told, chronology=chronology(w, told),
        reuse=[
            Reuse(id="r1", a=Passage(document="d1", span=w.span("d1", sentence)), b=Passage(document="d3", span=w.span("d3", sentence)),
                  words=26, own_words=26, similarity=1.0, credited=False, direction=Direction(from_="d1", because=[
                      Reason(rule="reuse.date", detail="2019-04-12 before 2019-04-14", score=0.6), Reason(rule="reuse.agency-line", detail="(وأس)", score=0.3)])),
            Reuse(id="r2", a=Passage(document="d1", span=w.span("d1", "انهيار جزئي في سد وادي الريحان بعد سيول")),
                  b=Passage(document="d2", span=w.span("d2", "انهيار جزء من سد وادي الريحان، بحسب")), words=4, own_words=4, similarity=0.55, credited=True, direction=Direction()),
        ],
        disagreements=[
            Disagreement(id="x2", about="e2", field="name", kind="spelling", why="اسم واحد برسمين في صفحتين.", values=[
                Version(value="سهيلة مرزاق", documents=["d2", "d5"], spans=[w.span("d2", "سهيلة مرزاق"), w.span("d5", "سهيلة مرزاق")]),
                Version(value="سهيل مرزاق", documents=["d4"], spans=[w.span("d4", "سهيل مرزاق")])]),
            Disagreement(id="x1", about="c1", field="number", kind="update", why="صفحة لاحقة تذكر عددا أكبر.", values=[
                Version(value="7", documents=["d1", "d3"], spans=[w.span("d1", "سبعة أشخاص على الأقل"), w.span("d3", "سبعة أشخاص على الأقل")]),
                Version(value="9", documents=["d2"], spans=[w.span("d2", "تسعة أشخاص")]),
                Version(value="11", documents=["d5"], spans=[w.span("d5", "أحد عشر")])]),
            Disagreement(id="x3", about="c7", field="what", kind="contradiction", why="الاستقالة والإقالة لا تجتمعان في خروج واحد.", values=[
                Version(value="استقالة", documents=["d5"], spans=[w.span("d5", "استقالتها")]),
                Version(value="إقالة", documents=["d4"], spans=[w.span("d4", "أقيل")])],
                because=[Reason(rule="disagreements.exclusive-types", detail="RETREAT / SANCTION", score=1.0)]),
            Disagreement(id="x4", about="e2", field="office", kind="granularity", why="لقب أدق من لقب.", values=[
                Version(value="المحافظة", documents=["d2"], spans=[w.span("d2", "المحافظة")]),
                Version(value="محافظة الريحان", documents=["d5"], spans=[w.span("d5", "محافظة الريحان", 1)])]),
        ],
        wordings=[WordingGroup(id="w1", referent="c1", name="انهيار السد", terms=[
            Term(id="d4w1", document="d4", span=w.span("d4", "كارثة من صنع البشر"), text="كارثة من صنع البشر", voice="quoted", quoted_by="نواب", register="emotive"),
            Term(id="d4w2", document="d4", span=w.span("d4", "حادثا عرضيا"), text="حادثا عرضيا", voice="quoted", quoted_by="الوزارة", register="euphemism"),
            Term(id="d5w1", document="d5", span=w.span("d5", "كارثة السد"), text="كارثة السد", voice="outlet", register="emotive", lexicon_row="registers.tsv: كارثة"),
            Term(id="d1w1", document="d1", span=w.span("d1", "انهيار جزئي"), text="انهيار جزئي", voice="outlet")])],
        superlatives=numbered("u", [
            Superlative(id="", document="d2", span=w.span("d2", "أول ترميم من نوعه"), text="أول ترميم من نوعه", about="ترميم", scope="منذ بنائه"),
            Superlative(id="", document="d5", span=w.span("d5", "أول اتفاق من نوعه"), text="أول اتفاق من نوعه", about="اتفاق", scope="في البلاد", contradicted_by=["c3", "d2u1", "gone"])]),
        judgements=[judgement(w, pages)],
        unplaced=[Unplaced(kind="time", document="d2", span=w.span("d2", "في مارس الماضي"), why="the page's own year is not known"),
                  Unplaced(kind="event", document="d5", span=None, why="no words of its own")],
    )  # fmt: skip


def judgement(w: Writer, pages: dict[str, str]) -> Judgement:
    """A person who cannot tell whether two names are one person's."""
    words = (("d4", "سهيل مرزاق"), ("d2", "سهيلة مرزاق"))
    page = {d.id: d for d in documents(pages)}
    a, b = (Anchor.at(page[d], w.span(d, words)) for d, words in words)
    ids = {(m.document, m.text): m.id for e in entities(w) for m in e.mentions}
    standing = Standing(state="holds", a=ids[words[0]], b=ids[words[1]], about=["e2"])
    return Judgement(
        id="j1", verdict="unsure", noun="Mention", a=a, b=b, by="رائد", because="«سهيلة»/«سهيل»",
        when="2019-04-20T08:00:00Z", standing=standing,
    )  # fmt: skip


def hostile_story() -> Story:
    """Make the same story with pages that try to break out of the report: markup, bidi controls, CR LF, astral letters."""
    pages = dict(PAGES)
    pages["d1"] = pages["d1"].replace("عدد القراءات", f"😀{HOSTILE}\r\n𝒳 عدد القراءات")
    pages["d2"] = f"😀😀 {HOSTILE}\x00 " + pages["d2"]
    return story(pages)
