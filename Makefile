# Two commands do everything: `make run` and `make test`. `make help` lists the rest.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3.11
BIN := .venv/bin
ENV := .venv/.built
NODE := node_modules/.built
DEMO := build/demo
COMPILED := compiled-plans compiled-forecast
# One more than CI has processors: browsers, servers and workers that tests wait for leave one idle.
TESTERS ?= 3
export NUMBA_CACHE_DIR ?= $(CURDIR)/build/numba

.PHONY: help env run test check format bench study browser machine ready $(COMPILED) lock clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

env: $(ENV) ## Build the environment (.venv) from the hashed locks

$(ENV): requirements-uv.lock requirements-dev.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Kinward needs $(PYTHON). Install it, or name another with 'make PYTHON=python3 ...' (3.11 or later)." >&2; exit 2; }
	@echo "Building the environment in .venv"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements-dev.lock requirements-uv.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --compile-bytecode -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(NODE): package.json package-lock.json .npmrc $(shell find frontend -type f)
	@command -v npm >/dev/null || { echo "The service's pages are built with npm. Install Node.js 20 with npm and run this again." >&2; exit 2; }
	@npm ci --silent --ignore-scripts
	@npm run --silent build
	@touch $@

browser: ## Install Debian's Chromium, if this machine has none (needs root)
	@tests/chromium.sh

machine: ## Install what the tests want of the machine: Chromium and PostgreSQL (needs root)
	@tests/chromium.sh
	@tests/postgres.sh true

ready: machine $(COMPILED) $(NODE) ## Make all that the tests need, so that 'make test' only tests

$(COMPILED): compiled-%: $(ENV)
	@$(BIN)/python tests/compile_ahead.py $*

run: $(ENV) $(NODE) ## Make the demonstration authority, its report, and the service with it
	@$(BIN)/python -m kinward.demo $(DEMO)
	@test "$${KINWARD_DEMO_SERVE:-1}" = 0 || $(BIN)/python -m kinward_web.serving.demo $(DEMO)

test: $(ENV) $(NODE) browser ## Run the whole test suite, the service's part on both databases
	@$(BIN)/pytest -n $(TESTERS) --dist worksteal -m "not study" -q
	@tests/postgres.sh $(BIN)/pytest -n $(TESTERS) --dist worksteal -m "database and not study" -q tests/web

check: $(ENV) ## Format, lint, types, import contract, security
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/bandit -q -r src -c pyproject.toml

format: $(ENV) ## Format the code and mend what can be mended
	@$(BIN)/ruff check --fix-only -q .
	@$(BIN)/ruff format .

bench: $(ENV) $(NODE) ## The benchmarks, in full: docs/benchmarks.md
	@$(BIN)/python -m benchmarks

study: $(ENV) ## The long statistical studies
	@$(BIN)/pytest -n 2 -m study -o faulthandler_exit_on_timeout=false -q

lock: $(ENV) ## Make the locks anew from pyproject.toml
	@$(BIN)/uv pip compile -q --upgrade --generate-hashes --universal --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" requirements-uv.in -o requirements-uv.lock
	@$(BIN)/uv pip compile -q --upgrade --generate-hashes --universal --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --upgrade --generate-hashes --universal --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" pyproject.toml --extra service -o requirements-service.lock
	@$(BIN)/uv pip compile -q --upgrade --generate-hashes --universal --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock" pyproject.toml --extra service --group dev -o requirements-dev.lock

clean: ## Remove what was built
	@rm -rf .venv node_modules build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis src/kinward_web/static/built
