"""The mention that an office makes where no page names who holds it: «قال وزير النقل»."""

from __future__ import annotations

from tawatur.base.annotation import Mention, Office, title_mention
from tawatur.base.reason import Reason
from tawatur.base.story import Entity

DESCRIBED = "descriptive"


def mention_of_title(office: Office) -> Mention:
    """Make the mention of an unnamed holder: the title's own words."""
    return Mention(
        id=title_mention(office), document=office.document, span=office.span, text=office.text, kind="person", form=DESCRIBED,
        name=office.title, because=[Reason(rule="entities.office.no-holder-named")],
    )  # fmt: skip


def only_a_title(entity: Entity) -> bool:
    """Say whether an entity is an office whose holder no page names."""
    return all(m.form == DESCRIBED for m in entity.mentions)
