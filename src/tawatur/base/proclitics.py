"""What Arabic writes together with the word after it: و ف ب ل ك س and the article; and what the article loses by it."""

from __future__ import annotations

ARTICLE = "ال"
PROCLITICS = frozenset(
    conjunction + preposition
    for conjunction in ("", "و", "ف")
    for preposition in ("", "ب", "ل", "ك", "س", "ال", "بال", "كال", "لل")
)
BEFORE_ARTICLE = frozenset(("ل", "ول", "فل"))  # after which the article is written without its alif: «للوزارة»
LONGEST = max(map(len, PROCLITICS))


def has_article(word: str) -> bool:
    """Say whether a folded word has the article before it: «الوزارة»; a word of three letters has it as a part: «الق»."""
    return word.startswith(ARTICLE) and len(word) > 3


def after_lam(word: str) -> str:
    """Write a word that has the article as it stands after «ل»: «الوزارة» is «لوزارة» in «للوزارة»."""
    return word.removeprefix(ARTICLE[0])
