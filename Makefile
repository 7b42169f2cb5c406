# Everything runs in .venv, which is built once and again only when the lock or the project changes.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
PY := .venv/bin/python
OUT := out
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help venv demo test lint format check quality quality-errors bench schema docs screenshots lock wheel wheel-test clean

help:  ## What can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

venv: .venv/.made  ## The environment, as the lock says

.venv/.made: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say make PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv .venv 2>/dev/null || { rm -rf .venv; $(PYTHON) -m venv --without-pip .venv; }
	@pip="$(PY) -m pip"; \
	 $$pip --version >/dev/null 2>&1 || pip="$(PYTHON) -m pip --python $(PY)"; \
	 $$pip --version >/dev/null 2>&1 || pip="pip --python $(PY)"; \
	 echo "Installing what requirements.lock names into .venv (once)"; \
	 $$pip install --quiet --require-hashes -r requirements.lock; \
	 $$pip install --quiet --no-deps --no-build-isolation -e .
	@$(PY) -m compileall -q src  # as pip does with a wheel: the first run need not
	@touch $@

demo: .venv/.made  ## The brief of the example, on the screen and as a page
	@mkdir -p $(OUT) && rm -f $(OUT)/demo.db*
	@.venv/bin/twosource brief examples/reports --db $(OUT)/demo.db --format html --out $(OUT)/brief.html
	@.venv/bin/twosource brief --db $(OUT)/demo.db --format text
	@echo
	@echo "The same brief as a page: $(CURDIR)/$(OUT)/brief.html"

test: .venv/.made  ## The tests; says what did not run and why
	@echo "Not part of this: the floors on the public sets (make quality) and the speed ratios (make bench)."
	@test -d "$${TWOSOURCE_BENCH:-../shared/bench}" || echo "The public sets are not here either: make quality would measure nothing."
	@$(PY) -m pytest -rs --numprocesses=auto --dist=loadfile

lint: .venv/.made  ## ruff and mypy
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

format: .venv/.made  ## Lay the code out
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

check: lint test quality  ## What a change must pass

quality: .venv/.made  ## Scores on the public sets, held to their floors
	@$(PY) -m tests.quality

quality-errors: .venv/.made  ## What one set gets wrong, by kind: make quality-errors SET=name
	@test -n "$(SET)" || { echo "Say which: make quality-errors SET=name" >&2; exit 2; }
	@$(PY) -m tests.quality errors "$(SET)"

bench: .venv/.made  ## Speed, as ratios measured in one run
	@$(PY) -m benchmarks

schema: .venv/.made  ## Hold the program's output to docs/schema
	@$(PY) -m pytest tests/contract

docs: .venv/.made  ## Write docs/cli.md from the program's own help, and the API's shapes from docs/schema
	@$(PY) -c 'from pathlib import Path; from twosource.surfaces.api import shapes; shapes.write(Path("docs/schema"))'
	@$(PY) -m typer twosource.surfaces.cli utils docs --name twosource --output docs/cli.md

screenshots: .venv/.made  ## Pictures of every page, in out/screens (needs chromium)
	@$(PY) -m tests.e2e.screenshots

lock: .venv/.made  ## Resolve pyproject.toml anew into requirements.lock
	@$(PY) -m pip --version >/dev/null && $(PY) -m pip install --quiet uv
	@.venv/bin/uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --upgrade --custom-compile-command "make lock" --quiet -o requirements.lock

wheel: .venv/.made  ## The wheel, in dist/
	@rm -rf dist build
	@$(PY) -m pip wheel --quiet --no-deps --no-build-isolation -w dist .

wheel-test: wheel  ## Install the wheel into an empty environment and run it
	@rm -rf $(OUT)/empty && $(PYTHON) -m venv $(OUT)/empty
	@$(OUT)/empty/bin/python -m pip install --quiet dist/*.whl
	@cd / && "$(CURDIR)/$(OUT)/empty/bin/twosource" brief "$(CURDIR)/examples/reports" --format json --strict > /dev/null
	@echo "The wheel installs and runs in an empty environment."

clean:  ## Remove what was built, the environment too
	@rm -rf .venv build dist $(OUT) src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
