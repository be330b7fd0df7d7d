"""The screens: one module each, from what was asked to what its template shows; nothing is decided here."""

from tawatur.view.web.screens import chronology, event, imports, method, reader, review, stories, why

OF_SHELF = (*stories.SCREENS, *imports.SCREENS)
OF_STORY = (*chronology.SCREENS, *event.SCREENS, *reader.SCREENS, *review.SCREENS, *method.SCREENS, *why.SCREENS)
MENU = tuple(s for s in OF_STORY if s.menu)
