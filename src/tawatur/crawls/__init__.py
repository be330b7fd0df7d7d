"""Pages → a crawl: a folder in which any number of them are read once, put beside one another and sorted into stories."""

from tawatur.crawls.folder import Crawl, Writer, load, require, writing

__all__ = ["Crawl", "Writer", "load", "require", "writing"]
