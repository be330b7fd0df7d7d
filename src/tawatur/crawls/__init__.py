"""Pages → a crawl: a folder in which any number of them are read once, put beside one another and sorted into stories."""

from tawatur.crawls.database import database
from tawatur.crawls.folder import Crawl, Writer, load, require, writing

__all__ = ["Crawl", "Writer", "database", "load", "require", "writing"]
