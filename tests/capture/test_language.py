"""Languages told by their letters."""

from __future__ import annotations

import pytest

from tawatur.capture import language

TEXTS = [
    ("ar", "أعلنت البلدية أمس بدء أعمال توسيع الطريق الساحلي بين القريتين قبل الصيف، وتستمر الأعمال عامين كاملين."),
    ("ar", "قال گوران إن الفیلم الجدید یعرض فی السینما القدیمة وسط المدینة."),
    ("fa", "شهرداری دیروز آغاز کارهای گسترش جاده ساحلی را اعلام کرد و گفت که کار دو سال پیش می‌رود."),
    ("ur", "بلدیہ نے کل ساحلی سڑک کو چوڑا کرنے کے کام کا آغاز کیا ہے اور یہ کام دو سال تک جاری رہے گا۔"),
    ("ckb", "شارەوانی دوێنێ دەستی بە فراوانکردنی ڕێگای کەناراو کرد و کارەکە دوو ساڵ بەردەوام دەبێت."),
    ("en", "The council began to widen the coastal road on Sunday and the work is to take two years."),
    ("fr", "La commune a commencé les travaux de la route et ils vont durer deux ans dans la région."),
    ("he", "העירייה החלה אתמול בעבודות להרחבת כביש החוף בין שני הכפרים."),
    ("ru", "Вчера начались работы по расширению прибрежной дороги между деревнями."),
    ("other", "42"),
]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_tell(code: str, text: str) -> None:
    """Persian keys alone do not make Arabic Persian; «گ» and «پ» in every line do."""
    assert language.tell(text).code == code
