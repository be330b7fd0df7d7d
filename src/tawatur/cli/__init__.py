"""Arguments in, one call each: every command is a verb of the library.

Exit codes: 0 done · 1 a check found differences · 2 arguments or files that cannot be used · 3 some pages were not
read · 4 a build was stopped before its end; what it had read is kept.
"""

from tawatur.cli import building, discovering, fetching, judging, naming, packing, serving, showing, watching
from tawatur.cli.group import main

__all__ = [
    "building",
    "discovering",
    "fetching",
    "judging",
    "main",
    "naming",
    "packing",
    "serving",
    "showing",
    "watching",
]
