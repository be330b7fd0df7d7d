"""A story → the rows of its tables: one module a family of nouns, one function a table, named as its table is."""
