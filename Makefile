# Two targets do everything on a machine that has only Python: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

MINUTES ?= 5

.PHONY: demo test check docs pictures soak fuzz browser install install-dev clean

demo: $(VENV)/.installed
	@$(BIN)/tawatur demo

test: $(VENV)/.installed-dev browser check
	$(BIN)/python -m pytest

check: $(VENV)/.installed-dev
	$(BIN)/ruff check src tests training benchmarks corpus docs-site
	$(BIN)/ruff format --check src tests training benchmarks corpus docs-site
	$(BIN)/mypy
	$(BIN)/lint-imports

# The documentation, in English and Arabic, in site/: open site/index.html. Nothing in it is loaded from elsewhere.
docs: $(VENV)/.installed-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build -q

# The guide's pictures of every screen, from the invented sample story: docs/screens/ and docs/report.png.
pictures: $(VENV)/.installed-dev browser
	$(BIN)/python -m pip install -q --disable-pip-version-check pillow==13.0.0
	PYTHONPATH=. $(BIN)/python docs-site/pictures.py

# 10,000 invented pages, killed 20 times: about half an hour, 3 GB of memory and 2 GB of disk.
soak: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/soak.py --pages 10000 --kills 20

# Spoilt pages for every reader, MINUTES long; what does harm is kept in fuzz-found/.
fuzz: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/fuzz.py --minutes $(MINUTES)

install: $(VENV)/.installed

install-dev: $(VENV)/.installed-dev

$(VENV)/.installed: pyproject.toml requirements/base.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c requirements/base.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements/dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements/dev.txt
	@touch $@

# The site is made of the documents alone: the package need not be installed.
$(VENV)/.installed-docs: requirements/docs.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements/docs.txt
	@touch $@

# The browser tests drive Chromium; on Debian and Ubuntu it is installed where that is allowed.
browser:
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || { \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	    apt-get update -q && apt-get install -y -q --no-install-recommends chromium chromium-driver; \
	  else echo "chromium and chromedriver are not installed: the browser tests will be skipped"; fi; }

clean:
	rm -rf $(VENV) site fuzz-found build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/screens
