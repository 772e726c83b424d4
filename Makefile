# The only list of commands. `make help` prints it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test setup format lint types contracts frontend-check pytest chaos bench evaluate docs locks clean

BIN := .venv/bin
PALPATE := $(BIN)/palpate
DEMO_PORT ?= 8765
# The vault's tests go through both engines in one run; the interface is held against its
# description once, for the calls come from outside of the test's transaction.
ONE_RUN := --ignore tests/clinic/vault --ignore tests/clinic/security/test_api_contract.py

help: ## Print this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

demo: setup ## Set up, build, open a sample practice on a local address and a browser on it
	$(PALPATE) serve --demo --data build/demo --port $(DEMO_PORT) --open

test: setup browser format-check lint types contracts frontend-check pytest ## Set up and run every check

setup: .venv/ready ## Make .venv with a working palpate and the built front end
	@$(BIN)/python -m tools.frontend build
	@$(PALPATE) warm

.venv/ready: requirements/runtime.txt requirements/dev.txt pyproject.toml
	@bash tools/make_venv.sh
	@touch $@

.PHONY: browser format-check
browser: ## Find a Chromium, or install Debian's when run as root
	@bash tools/browser.sh

format: ## Rewrite the code in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

format-check:
	$(BIN)/ruff format --check .

lint: ## Lint
	$(BIN)/ruff check .

types: ## Strict types
	$(BIN)/mypy

contracts: ## Import contracts between the rooms
	$(BIN)/lint-imports

frontend-check: ## Types, lint, format and unit tests of the front end
	$(BIN)/python -m tools.frontend check

pytest: ## All Python tests, the browser journeys included; the record's on PostgreSQL too
	$(BIN)/python -m pytest -n 2 --dist loadgroup
	PALPATE_DATABASE_URL="$$(bash tools/postgres.sh)" \
		$(BIN)/python -m pytest -n 2 --dist loadgroup tests/clinic $(ONE_RUN)

chaos: setup ## Kill servers while they write, cut the power under the database: nothing may be lost
	$(BIN)/python -m tools.chaos --postgres "$$(bash tools/postgres.sh)"

bench: setup ## Speed and memory beside peers, as ratios
	$(BIN)/pip install -q --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks.reasoning
	$(BIN)/python -m benchmarks.page

evaluate: setup ## Score the published cases
	$(PALPATE) evaluate evaluation/upper_quarter.json
	$(PALPATE) evaluate evaluation/upper_quarter_extra.json
	$(PALPATE) evaluate --only all evaluation/spoken.json
	$(PALPATE) evaluate --only all evaluation/spoken_fresh.json

docs: setup ## Build the documentation into docs/_build/html
	$(BIN)/sphinx-build -W -q -b html docs docs/_build/html

locks: ## Write the lock files anew from pyproject.toml
	bash tools/locks.sh

clean: ## Remove what the other commands made
	rm -rf .venv frontend/node_modules src/palpate/clinic/static/palpate docs/_build dist
