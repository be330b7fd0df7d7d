"""Counts and rules → one Arabic sentence: «سبعة منابر، سلسلتان مستقلتان على الأقل: نقل مصرح به (2)»."""

from __future__ import annotations

from typing import NamedTuple

UNITS = {
    3: ("ثلاث", "ثلاثة"), 4: ("أربع", "أربعة"), 5: ("خمس", "خمسة"), 6: ("ست", "ستة"), 7: ("سبع", "سبعة"),
    8: ("ثماني", "ثمانية"), 9: ("تسع", "تسعة"), 10: ("عشر", "عشرة"),
}  # fmt: skip
TENS = {2: "عشرون", 3: "ثلاثون", 4: "أربعون", 5: "خمسون", 6: "ستون", 7: "سبعون", 8: "ثمانون", 9: "تسعون"}
RULES = {
    "credit": "نقل مصرح به",
    "same-origin": "أصل واحد مسمى",
    "copied": "نص مشترك",
    "same-outlet": "منبر واحد نشر أكثر من صفحة",
    "perhaps-same-origin": "أصل قد يكون واحدا",
    "short-copy": "نص مشترك قصير",
    "copied-elsewhere": "نص مشترك في موضع آخر",
    "same-unnamed": "مصدر غير مسمى قد يكون واحدا",
    "same-house": "منبران قد تجمعهما دار واحدة",
}


class Noun(NamedTuple):
    """A counted noun in the forms that numbers ask for."""

    one: str  # with its number: «سلسلة واحدة»
    two: str
    few: str  # 3–10, genitive plural
    many: str  # 11–99, accusative singular
    hundred: str  # 100, genitive singular
    feminine: bool


OUTLET = Noun("منبر واحد", "منبران", "منابر", "منبرا", "منبر", False)
PAGE_CHAIN = Noun("سلسلة واحدة", "سلسلتان", "سلاسل", "سلسلة", "سلسلة", True)
INDEPENDENT = Noun("سلسلة مستقلة واحدة", "سلسلتان مستقلتان", "سلاسل مستقلة", "سلسلة مستقلة", "سلسلة مستقلة", True)


def counted(number: int, noun: Noun) -> str:
    """Count a noun as Arabic does: «منبران», «ثلاث سلاسل», «أحد عشر منبرا», «خمسة وعشرون منبرا»."""
    rest = number % 100
    if number == 0:
        return f"لا {noun.hundred}"
    if number == 1:
        return noun.one
    if number == 2:
        return noun.two
    if number >= 100:
        return f"{number} {noun.few if 3 <= rest <= 10 else noun.many if rest > 10 else noun.hundred}"
    if number <= 10:
        return f"{unit(number, noun.feminine)} {noun.few}"
    if number < 20:
        return f"{teen(number, noun.feminine)} {noun.many}"
    return f"{tens(number, noun.feminine)} {noun.many}"


def unit(number: int, feminine: bool) -> str:
    """Name 3–10: the number's gender is the opposite of the noun's."""
    return UNITS[number][0 if feminine else 1]


def teen(number: int, feminine: bool) -> str:
    """Name 11–19: «أحد عشر», «إحدى عشرة», «ثلاثة عشر», «ثلاث عشرة»."""
    ten = "عشرة" if feminine else "عشر"
    if number == 11:
        return f"{'إحدى' if feminine else 'أحد'} {ten}"
    if number == 12:
        return f"{'اثنتا' if feminine else 'اثنا'} {ten}"
    return f"{unit(number - 10, feminine)} {ten}"


def tens(number: int, feminine: bool) -> str:
    """Name 20–99: «عشرون», «واحد وعشرون», «ثلاث وعشرون»."""
    last, ten = number % 10, TENS[number // 10]
    if last == 0:
        return ten
    if last == 1:
        return f"{'إحدى' if feminine else 'واحد'} و{ten}"
    if last == 2:
        return f"{'اثنتان' if feminine else 'اثنان'} و{ten}"
    return f"{unit(last, feminine)} و{ten}"


def sentence(outlets: int, lower: int, upper: int, rules: dict[str, int]) -> str:
    """Say how many outlets tell it, how many chains carry it, and on what grounds outlets were held to be one chain."""
    chains = counted(lower, INDEPENDENT)
    if upper > lower:
        chains += f" على الأقل و{counted(upper, PAGE_CHAIN)} على الأكثر"
    said = f"{counted(outlets, OUTLET)}، {chains}"
    grounds = [f"{label} ({rules[rule]})" for rule, label in RULES.items() if rules.get(rule)]
    return f"{said}: {'، '.join(grounds)}." if grounds else f"{said}."
