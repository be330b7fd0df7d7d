"""The mention that an office makes where no page names who holds it: «قال وزير النقل»."""

from __future__ import annotations

from tawatur.base.annotation import Mention, Office, title_mention
from tawatur.base.reason import Reason

DESCRIBED = "descriptive"


def mention_of_title(office: Office) -> Mention:
    """Make the mention of an unnamed holder: the title's own words."""
    return Mention(
        id=title_mention(office), document=office.document, span=office.span, text=office.text, kind="person", form=DESCRIBED,
        name=office.title, because=[Reason(rule="entities.office.no-holder-named")],
    )  # fmt: skip
