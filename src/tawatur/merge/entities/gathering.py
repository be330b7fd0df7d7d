"""Gather mentions into clusters, class by class: people, bodies, places, other named things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from tawatur.base.annotation import Mention
from tawatur.base.fold import fold
from tawatur.base.judgement import Ruling
from tawatur.base.lexicon import Lexicons
from tawatur.base.names import agreement, bare, name_words, sounds
from tawatur.base.reading import Reading
from tawatur.merge.entities.bodies import body_key, contains, countries, dropped_heads, epithets
from tawatur.merge.entities.clusters import Cluster, Clusters
from tawatur.merge.entities.judged import judge, tell_apart
from tawatur.merge.entities.people import same_person, short_for, words_of

CLASSES = {
    "person": "person", "organisation": "body", "company": "body", "outlet": "outlet", "agency": "outlet",
    "place": "place", "facility": "facility",
}  # fmt: skip


def cluster_mentions(readings: list[Reading], lexicons: Lexicons, rulings: Sequence[Ruling] = ()) -> Clusters:
    """Gather all mentions of all readings: by what people have judged, then by what scores say."""
    clusters = Clusters()
    for reading in readings:
        for mention in reading.mentions:
            clusters.put(mention, *key_of(mention, lexicons))
    judged = judge(clusters, readings, rulings)
    join_people(clusters)
    for kind_class in ("body", "outlet", "facility"):
        join_bodies(clusters, kind_class)
        join_headless(clusters, kind_class, dropped_heads(lexicons))
        join_scripts(clusters, kind_class)
    join_kingdoms(clusters, lexicons)
    join_scripts(clusters, "place")
    join_named_things(clusters)
    tell_apart(clusters, judged)
    return clusters


def key_of(mention: Mention, lexicons: Lexicons) -> tuple[str, tuple[str, ...], str]:
    """Give a mention's class, its name key, and the page it is bound to where the name alone is too short to tell."""
    kind_class = CLASSES.get(mention.kind, "named")
    if (
        kind_class != "place"
        and mention.name.lstrip("#").isascii()
        and countries(lexicons).of_name(mention.name.lstrip("#"))
    ):
        kind_class = "place"  # a foreign country's name among hashtags is easily taken for a person's
    if kind_class == "person":
        words = words_of(mention.name) or (fold(mention.name),)
        return kind_class, words, mention.document if len(words) == 1 else ""
    if kind_class in ("body", "outlet", "facility"):
        key = body_key(mention.name, mention.kind, lexicons)
        alone = len(key) == 1 and kind_class == "body" and not key[0].isascii() and mention.form != "acronym"
        return kind_class, key, mention.document if alone else ""
    if kind_class == "place":
        return kind_class, place_key(mention, lexicons), ""
    return kind_class, tuple(map(bare, name_words(mention.name))), ""


def place_key(mention: Mention, lexicons: Lexicons) -> tuple[str, ...]:
    """Key a place by its country code where its name is a country's or an epithet of one, else by its words."""
    known = countries(lexicons)
    words = name_words(mention.name.lstrip("#"))
    code = known.of_name(mention.name.lstrip("#"))
    plain = tuple(map(bare, words))
    if code is None and plain in epithets(lexicons):
        code = epithets(lexicons)[plain][0]
    if code is None and mention.form == "epithet":
        code = next((c for w in words if (c := known.of_adjective(w))), None)
    if code:
        return (f"@{code}",)
    return plain[1:] if len(plain) > 1 and plain[0] in ("مدينه", "محافظه", "ولايه", "بلده", "قريه", "دوله") else plain


def join_people(clusters: Clusters) -> None:
    """Join full names with their like, then lone family names with the one full name that they can stand for."""
    people = clusters.of_class("person")
    full = [c for c in people if len(c.key) > 1]
    for a, b in near_pairs(full):
        score, ground = same_person(a.key, b.key)
        if score:
            clusters.join(a, b, "person.names", ground, score)
    by_word: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in full:
        for word in cluster.key:
            by_word[sounds(word)].append(cluster)
    alone = [c for c in people if len(c.key) == 1]
    for cluster in alone:
        join_short_name(clusters, cluster, by_word[sounds(cluster.key[0])])
    join_equal_words(clusters, alone)


def join_short_name(clusters: Clusters, cluster: Cluster, candidates: list[Cluster]) -> None:
    """Join one lone name with the person it stands for, if on its page, or else in the story, just one can be meant."""
    page = next(iter(cluster.documents))
    if clusters.named_by_judgement(cluster):
        return
    fits: dict[int, tuple[float, str, Cluster, bool]] = {}
    for other in (c for c in candidates if clusters.may_join(c, cluster)):
        score, ground = short_for(cluster.key[0], other.key)
        here = page in other.documents
        if score and (here or ground.startswith("family")):  # a given name alone means nobody of another page
            root = clusters.root(other.index)
            if root not in fits or (here, score) > (fits[root][3], fits[root][0]):
                fits[root] = (score, ground, other, here)
    for pool in ([f for f in fits.values() if f[3]], list(fits.values())):
        best = [f for f in pool if f[0] >= max(p[0] for p in pool) - 0.02]
        if len(best) == 1:
            score, ground, other, here = best[0]
            clusters.join(
                other, cluster, "person.short-name", f"{ground}, {'on the page' if here else 'in the story'}", score
            )
            return
        if pool:
            return  # two people can be meant: abstain


def join_equal_words(clusters: Clusters, alone: list[Cluster]) -> None:
    """Join lone names that stayed alone and are spelled alike on several pages."""
    by_word: dict[str, Cluster] = {}
    for cluster in alone:
        if clusters.root(cluster.index) == cluster.index and not cluster.because:
            other = by_word.setdefault(bare(cluster.key[0]), cluster)
            if other is not cluster:
                clusters.join(other, cluster, "person.same-word", "the same word, and no full name it stands for", 0.7)


def near_pairs(names: list[Cluster]) -> Iterable[tuple[Cluster, Cluster]]:
    """Yield the pairs of names that share two words' consonants: all pairs worth comparing, without comparing all."""
    by_pair: dict[frozenset[str], list[Cluster]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for cluster in names:
        marks = sorted({sounds(form) for w in cluster.key for form in (w, w.removeprefix("ا"))})[:6]
        pairs = {frozenset((x, y)) for x in marks for y in marks if x < y} or {frozenset(marks)}
        for pair in pairs:
            for other in by_pair[pair]:
                if (other.index, cluster.index) not in seen:
                    seen.add((other.index, cluster.index))
                    yield other, cluster
            by_pair[pair].append(cluster)


def join_bodies(clusters: Clusters, kind_class: str) -> None:
    """Join a short name of a body with the one longer name it leaves words out of, on its page first."""
    bodies = clusters.of_class(kind_class)
    by_head: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in bodies:
        if cluster.key:
            by_head[cluster.key[0]].append(cluster)
    for cluster in sorted(bodies, key=lambda c: (-len(c.key), c.key)):
        longer = [o for o in by_head.get(cluster.key[0] if cluster.key else "", ()) if longer_name(o, cluster)]
        longer = [] if clusters.named_by_judgement(cluster) else [o for o in longer if clusters.may_join(o, cluster)]
        here = [o for o in longer if o.documents & cluster.documents]
        everywhere = [o for o in longer if says_enough(o.key, cluster.key)]
        for pool, where in ((here, "on the page"), (everywhere, "in the story")):
            roots = {clusters.root(o.index) for o in pool}
            if len(roots) == 1:
                clusters.join(
                    pool[0], cluster, f"{kind_class}.shorter-name", f"words left out, the only one {where}", 0.8
                )
            if roots:
                break


def longer_name(longer: Cluster, cluster: Cluster) -> bool:
    """Say whether one body's name is the other's with words left out.

    «النيابة العامة» leaves none out of «نيابة الأموال العامة»: there the head leans on other words.
    """
    alone = len(cluster.key) == 1  # «الهيئة» takes up «هيئة المرفأ»
    return contains(longer.key, cluster.key) and (alone or definite_head(longer) == definite_head(cluster))


def definite_head(cluster: Cluster) -> bool:
    """Say whether a body's name begins with the article: «القوات المسلحة», «مجلس الأمن»."""
    return any(fold(m.name).lstrip('"«“').startswith(("ال", "لل")) for m in cluster.mentions)


def says_enough(longer: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Say whether a short name means its longer one on other pages too: only the country left out, or three words said."""
    left_out = set(longer) - set(short)
    return len(short) > 1 and (len(short) > 2 or all(word.startswith("@") for word in left_out))


def join_headless(clusters: Clusters, kind_class: str, heads: Collection[str]) -> None:
    """Join a name with the one on its page that only says first what it is: «الأهلي» with «النادي الأهلي»."""
    bodies = clusters.of_class(kind_class)
    by_rest: dict[frozenset[str], list[Cluster]] = defaultdict(list)
    for cluster in bodies:
        if len(cluster.key) > 1 and cluster.key[0] in heads:
            by_rest[frozenset(cluster.key[1:])].append(cluster)
    for cluster in bodies:
        if all(word.startswith("@") for word in cluster.key):
            continue  # a country is none of its bodies
        if clusters.named_by_judgement(cluster):
            continue
        fuller = [o for o in by_rest.get(frozenset(cluster.key), ()) if o.documents & cluster.documents]
        fuller = [o for o in fuller if clusters.may_join(o, cluster)]
        roots = {clusters.root(o.index) for o in fuller} - {clusters.root(cluster.index)}
        if len(roots) == 1:
            detail = "the same but for the word that says what it is"
            clusters.join(fuller[0], cluster, f"{kind_class}.headless", detail, 0.8)


def join_scripts(clusters: Clusters, kind_class: str) -> None:
    """Join a Latin name with the Arabic one of the same consonants.

    «Reuters» and «رويترز» agree.
    """
    by_skeleton: dict[tuple[str, ...], Cluster] = {}
    for cluster in clusters.of_class(kind_class):
        key = tuple(sounds(w) for w in cluster.key)
        if sum(map(len, key)) < 4:
            continue
        other = by_skeleton.setdefault(key, cluster)
        if other is not cluster and all(
            agreement(a, b)[0] >= 0.85 for a, b in zip(other.key, cluster.key, strict=True)
        ):
            clusters.join(other, cluster, f"{kind_class}.spelling", "one name spelled in two ways", 0.85)


def join_kingdoms(clusters: Clusters, lexicons: Lexicons) -> None:
    """Join bare «المملكة» with the one kingdom that its page names, by any of its names."""
    known = countries(lexicons)
    places = clusters.of_class("place")
    alone = [c for c in places if c.key == ("مملكه",)]
    kingdoms = [c for c in places if c.key and c.key[0][1:] in known.kingdoms]
    for cluster in alone:
        here = [k for k in kingdoms if k.documents >= cluster.documents] or kingdoms
        if len(here) == 1:
            clusters.join(here[0], cluster, "place.kingdom", "the only kingdom that these pages name", 0.8)


def join_named_things(clusters: Clusters) -> None:
    """Join agreements, exercises, conferences whose words agree one by one, spelling families included."""
    things = [c for c in clusters.of_class("named") if len(c.key) > 1]
    for a, b in near_pairs(things):
        if len(a.key) == len(b.key) and all(agreement(x, y)[0] >= 0.85 for x, y in zip(a.key, b.key, strict=True)):
            clusters.join(a, b, "named.words", "every word agrees", 0.9)
