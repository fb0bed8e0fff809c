# matchdesk: `make help` lists the targets. Everything happens in .venv, which sets itself up.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(BIN)/uv
READY  := $(VENV)/.ready

STARTER := src/matchdesk/data/starter.sqlite
# Folders are named too, so that a removed file counts as a change; "starter/." is the folder,
# "starter" the target.
STARTER_FROM := $(shell find starter/. \( -type d -o -name '*.csv' \) 2>/dev/null) \
                $(shell find src/matchdesk/core src/matchdesk/ledger src/matchdesk/readers \
                             -name '*.py' 2>/dev/null) \
                $(wildcard src/matchdesk/names/*.csv)

# Given on the command line: make pytest PYTEST_FLAGS="-k cup", make lock UPGRADE=--upgrade,
# make starter-data SOURCES="folder ...", make bench BENCH=benchmarks/bench_table.py
PYTEST_FLAGS ?=
UPGRADE      ?=
SOURCES      ?=
BENCH        ?= $(sort $(wildcard benchmarks/bench_*.py))

CODE := $(wildcard src tests scripts benchmarks hatch_build.py)
LOCK  = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-annotate --custom-compile-command "make lock" $(UPGRADE)

MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help brief test check format lint types imports pytest interpreted setup starter starter-data \
        lock bench wheel clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | \
	    while IFS='|' read -r name text; do printf '%-23s %s\n' "  $$name" "$$text"; done

brief: setup starter ## Print the brief of the sample reports
	@$(BIN)/matchdesk brief --samples

test: setup starter check ## Set up, then run every check (the same as CI)

check: lint types imports interpreted pytest ## Formatting, lint, types, import layers, tests

lint: $(READY) ## Formatting and lint (ruff)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

format: $(READY) ## Rewrite the code as the formatter wants it
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

types: $(READY) ## Types (mypy --strict)
	@$(BIN)/mypy --strict $(CODE)

imports: $(READY) ## Import layers (import-linter)
	@$(BIN)/lint-imports --no-logo

pytest: $(READY) $(STARTER) ## Tests and docstring examples
	@$(BIN)/pytest $(PYTEST_FLAGS)

interpreted: $(READY) $(STARTER) ## Tests of the kernels once more, uncompiled
	@NUMBA_DISABLE_JIT=1 $(BIN)/pytest --quiet $(PYTEST_FLAGS) tests/forecast

setup: $(READY) ## Create .venv with exactly what requirements/*.txt lock

starter: $(STARTER) ## Build the starter ledger from starter/**/*.csv

starter-data: $(READY) ## Regenerate starter/ from source files: make starter-data SOURCES="..."
	@$(BIN)/python scripts/build_starter.py $(SOURCES)

bench: $(READY) $(STARTER) ## Run benchmarks/bench_*.py, one line a figure
	@for program in $(BENCH); do \
	    $(BIN)/python -m "$$(echo "$${program%.py}" | tr / .)" || exit 1; done

wheel: $(READY) ## Build source archive and wheel into dist/
	@$(BIN)/python -m build --no-isolation >&2

lock: $(UV) ## Recompile requirements/*.txt (newer releases too: UPGRADE=--upgrade)
	@$(LOCK) requirements/uv.in --output-file requirements/uv.txt >&2
	@$(LOCK) --all-extras pyproject.toml requirements/dev.in \
	    --output-file requirements/dev.txt >&2

clean: ## Remove what was built (.venv stays)
	@rm -rf build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@rm -rf src/matchdesk/data/starter.sqlite* src/matchdesk/data/.starter-*
	@find src tests scripts benchmarks -type d -name __pycache__ -prune -exec rm -rf {} + \
	    2>/dev/null || true

$(UV): requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1)' 2>/dev/null || { \
	    echo "matchdesk needs Python 3.11 or newer; $(PYTHON) is" \
	         "$$($(PYTHON) --version 2>&1 || true)." >&2; \
	    echo "Name a newer one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up $(VENV) ..." >&2
	@$(PYTHON) -m venv $(VENV) >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	    --require-hashes -r requirements/uv.txt >&2
	@touch $(UV)

$(READY): $(UV) requirements/dev.txt pyproject.toml hatch_build.py
	@$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python \
	    --require-hashes -r requirements/dev.txt >&2
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . >&2
	@$(BIN)/python -m compileall -q src/matchdesk  # also where Python is told to write no bytecode
	@touch $(READY)

$(STARTER): $(STARTER_FROM) | $(READY)
	@$(BIN)/python -c 'import hatch_build as hook; from pathlib import Path; \
	    hook.build_starter(Path.cwd(), Path("$@"))' >&2
