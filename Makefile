# The few verbs of this project. Python does the work: tools/setup.py and tools/check.py.

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell command -v $(name) 2>/dev/null)))
RUN := .venv/bin/python

export PORT
export PYTHONIOENCODING := utf-8

.DEFAULT_GOAL := help
.PHONY: help run setup test test-fast lint fix docs screenshots paper bench lock develop python

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: python ## Start with the sample district on http://127.0.0.1:8000 (another port: make run PORT=8001)
	@$(PYTHON) tools/setup.py run

setup: develop ## Make this working copy ready for development, without starting anything

test: develop ## Everything that a change must pass: style, types, borders, tests on both databases, browser
	@$(RUN) tools/check.py

test-fast: develop ## The tests on SQLite without a browser
	@$(RUN) tools/check.py sqlite

lint: develop ## Style, types, borders and migrations, without the tests
	@$(RUN) tools/check.py format style types borders migrations

fix: develop ## Put the source into the common style
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

docs: develop ## Write the pages in docs/ that follow from the source: data fields, lifecycles, roles
	@$(RUN) tools/privacy_list.py
	@$(RUN) tools/lifecycles.py
	@$(RUN) tools/role_concept.py

screenshots: develop ## Photograph the pages of the sample district into docs/
	@$(RUN) tools/screenshots.py

paper: develop ## Write the committee paper of the sample district as PDF, DOCX and HTML
	@$(RUN) tools/paper.py

bench: develop ## Measure against other tools
	@$(RUN) bench/run.py

lock: develop ## Resolve the dependencies anew and write the lock files
	@$(RUN) tools/lock.py

develop: python
	@$(PYTHON) tools/setup.py develop

python:
	@test -n "$(PYTHON)" || { echo "Python fehlt: Kreislotse braucht Python 3.11 oder neuer. – Python is missing: Kreislotse needs Python 3.11 or newer."; exit 1; }
