# Two commands on a fresh machine: `make demo` and `make test`.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test check check-html format bench torture clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/run  ## open the app on a throwaway library with an example incident
	@$(BIN)/pmtui demo

test: .venv/dev  ## run every test
	$(BIN)/python -m pytest -n 5 --dist worksteal tests

check: .venv/dev  ## format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(MAKE) test

check-html: .venv/dev  ## check the HTML reports in a browser; needs node, java and chromium
	@tests/html_gates/run

format: .venv/dev  ## format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/dev  ## measure, as ratios to a floor taken in the same run; PARTS=commands for a part
	$(BIN)/python -m tests.bench $(PARTS)

torture: .venv/dev  ## kill saves, fill disks and cut the power, for two to five minutes
	$(BIN)/python -m tests.torture $(if $(SEED),--seed $(SEED))

clean:  ## remove what the other targets made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  tests/html_gates/node_modules

.venv/run: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/dev: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ .venv/run
