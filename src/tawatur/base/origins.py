"""Say whether two names of tellers mean one: «صحيفة الأهرام المصرية» and «الأهرام», «وكالة رويترز» and «رويترز».

The words that head a teller's name, or that stand for a teller nobody names, carry no identity and are left off; what
is left must agree. A name of which nothing is left («مصادر مطلعة») is nobody's: it never proves that two pages share a
source.
"""

from __future__ import annotations

from functools import lru_cache

from tawatur.base.fold import fold
from tawatur.base.tokens import Tokens

HEADS = frozenset(
    fold(
        "صحيفة جريدة مجلة قناة محطة فضائية شبكة إذاعة راديو تلفزيون موقع بوابة منصة وكالة صفحة حساب برنامج "
        "دورية أسبوعية للأنباء أنباء الإخبارية الإخباري إخبارية إخباري الإلكترونية الإلكتروني الإعلامية الإعلامي "
        "اليومية الرسمية الرسمي نت كوم الفضائية نيوز أونلاين ديجيتال مباشر com net org tv news online"
    ).split()
)
NOBODY = frozenset(
    fold(
        "مصدر مصادر مسؤول مسؤولون مسؤولين مسؤولو شاهد شهود عيان مراقب مراقبون مراقبين محلل محللون محللين خبير "
        "خبراء مطلع مطلعة مطلعون مقرب مقربة موثوق موثوقة خاص خاصة أمني أمنية عسكري عسكرية سياسي سياسية دبلوماسي "
        "دبلوماسية حكومي حكومية طبي طبية محلي محلية رفيع رفيعة المستوى وسائل إعلام إعلامية صحفية صحف تقارير تقرير "
        "أنباء معلومات ناشط ناشطون نشطاء رواد مواقع التواصل الاجتماعي لم يسمه يسمها يذكر اسمه هويته طلب عدم الكشف عن "
        "ذات نفس نفسه نفسها ذاته ذاتها المذكور المذكورة بيان تصريح تصريحات كبير كبار بعض عدد عدة على "
        "فيسبوك الفيسبوك فيس بوك تويتر إكس يوتيوب إنستغرام إنستجرام انستجرام تيليغرام تليغرام تلغرام تيليجرام تيك توك واتساب "
        "facebook twitter x youtube instagram telegram tiktok"
    ).split()
)


@lru_cache(maxsize=1 << 14)
def core(name: str) -> tuple[str, ...]:
    """Return the words of `name` that carry identity, folded: «صحيفة الأهرام» gives («اهرام»,).

    «مصادر أمنية» gives nothing.
    """
    words = (w for w in Tokens(name).words if w and w[0].isalnum())
    return tuple(w for w in words if bare(w) not in HEADS and bare(w) not in NOBODY and w not in HEADS)


def bare(word: str) -> str:
    """Take the article off a folded word: «الصحيفه» gives «صحيفه»."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def is_named(name: str) -> bool:
    """Say whether the name tells anyone apart: «رويترز» does, «مصدر مسؤول» does not."""
    return bool(core(name))


def same_teller(one: str, other: str) -> bool:
    """Say whether two names surely mean one teller: what is left of both is equal."""
    return bool(core(one)) and sorted(map(bare, core(one))) == sorted(map(bare, core(other)))


def perhaps_same_teller(one: str, other: str) -> bool:
    """Say whether one name may be short for the other: all that is left of it is found in the other, in order."""
    short, long = sorted((core(one), core(other)), key=len)
    return bool(short) and any(long[k : k + len(short)] == short for k in range(len(long) - len(short) + 1))


def names_outlet(teller: str, outlet: str) -> bool:
    """Say whether a teller's name names the outlet: «صحيفة الأهرام المصرية» names «الأهرام».

    An outlet's name is a proper name, so that what surrounds it (a country, «اليومية») does no harm.
    """
    wanted = core(outlet)
    if not wanted:  # «الخبر نيوز» keeps a word; a name made of heads alone («نيوز نت») must stand in full
        return bool(fold(outlet).split()) and fold(outlet) in fold(teller)
    have = core(teller)
    return any(have[k : k + len(wanted)] == wanted for k in range(len(have) - len(wanted) + 1))
