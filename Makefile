# One command: `make` formats, lints, types, tests and regenerates the documents. PYTHON may name another interpreter.
PYTHON ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)

.PHONY: all check format lint types test docs site bench campaign

all: format docs check

# What must hold before a change is handed in; changes nothing.
check: lint types test

format:
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

lint:
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .

types:
	$(PYTHON) -m mypy

test:
	$(PYTHON) -m pytest

docs:
	$(PYTHON) tools/build_docs.py

# The documentation as a site, in build/site; needs the extra `docs`.
site:
	$(PYTHON) -m mkdocs build --strict

bench:
	$(PYTHON) benchmarks/speed.py
	$(PYTHON) benchmarks/cold_start.py

# The property tests with fifty times the examples.
campaign:
	HYPOTHESIS_PROFILE=thorough $(PYTHON) -m pytest tests/test_properties.py tests/test_repairing.py
