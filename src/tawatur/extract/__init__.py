"""One document → its annotations, one annotator a file; none imports another."""
