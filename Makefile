# Every command sets up what it needs first; a machine needs Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check --no-input
NPM := $(PY) -W ignore::RuntimeWarning:runpy -m handbook.runtime.node npm
export HANDBOOK_SETTING ?= griffin
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := serve
.PHONY: setup serve site pdf release fields check lint browser test bench lighthouse pictures fuzz audit door clean

# Debian keeps part of Python's venv in a package of its own; root gets it, others are told.
$(VENV)/.ready: requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not. Try: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && apt-get install -qq --yes --no-install-recommends python3-venv; } || { \
	  echo "Python's venv is not whole here. On Debian or Ubuntu install python3-venv, then run this again." >&2; exit 1; }
	@echo "Setting up: Python parts"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

node_modules/.ready: package.json package-lock.json $(VENV)/.ready
	@echo "Setting up: Node parts"
	@$(NPM) ci --silent
	@touch $@

setup: $(VENV)/.ready node_modules/.ready

serve: setup
	$(PY) -m mkdocs serve --dev-addr 127.0.0.1:8000

site: setup
	$(PY) -m handbook site

pdf: setup
	$(PY) -m handbook pdf

release: setup
	$(PY) -m handbook release

# The reference in docs/, anew from the schemas.
fields: setup
	$(PY) -m handbook fields --out docs/fields.md

check: setup
	$(PY) -m handbook check

lint: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(NPM) run --silent lint

browser: setup
	$(PY) -m tests.support.browser

# The cheapest first: a slip in the data or the code shows in seconds, before any site is built.
test: setup check lint browser site
	$(PY) -m pytest

bench: setup site
	$(PY) -m tests.bench

# Lighthouse is large and only this needs it.
lighthouse: setup browser site
	@cd tests/lighthouse && $(CURDIR)/$(PY) -W ignore::RuntimeWarning:runpy -m handbook.runtime.node npm ci --silent
	$(PY) -m tests.lighthouse

# The README's pictures, anew.
pictures: setup browser site
	$(PY) -m tests.support.pictures

# Data files gone wrong by the thousand, the same ones each time: make fuzz COUNT=2000.
COUNT ?= 12000
fuzz: setup
	$(PY) -m tests.proof.fuzz --count $(COUNT)

# Known weaknesses in what we build with; says so where nobody can be asked, and then holds up nothing.
audit: setup
	$(PY) -m tests.audit

# The pages as plain files, built by other generators; reports, and holds up nothing.
door: setup
	-$(PY) -m tests.door
