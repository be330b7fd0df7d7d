"""A story → what other tools read: one module a format (or a family of formats), one row of `registry` each."""
