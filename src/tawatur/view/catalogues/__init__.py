"""The words of the interface in languages other than English: one `LANGUAGE.po` each, read by `tawatur.view.language`."""
