"""The screens: one module each, from what was asked to what its template shows; nothing is decided here."""

from tawatur.view.web.screens import (
    chains,
    chronology,
    copying,
    disagreements,
    event,
    figures,
    imports,
    method,
    names,
    offices,
    reader,
    review,
    search,
    stories,
    why,
    wording,
)

OF_SHELF = (*stories.SCREENS, *imports.SCREENS)
OF_STORY = (
    *chronology.SCREENS,
    *event.SCREENS,
    *chains.SCREENS,
    *copying.SCREENS,
    *disagreements.SCREENS,
    *figures.SCREENS,
    *reader.SCREENS,
    *wording.SCREENS,
    *names.SCREENS,
    *offices.SCREENS,
    *search.SCREENS,
    *review.SCREENS,
    *method.SCREENS,
    *why.SCREENS,
)
MENU = tuple(s for s in OF_STORY if s.menu)
