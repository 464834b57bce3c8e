# Every command sets up what it needs first; a machine needs Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check --no-input
NPM := $(PY) -W ignore::RuntimeWarning:runpy -m handbook.runtime.node npm
WORKFLOW := $(PY) -m check_jsonschema --quiet --builtin-schema
export HANDBOOK_SETTING ?= griffin
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := serve
.PHONY: help setup serve site pdf desk release fields check lint machine browser test bench lighthouse oldest pictures fuzz mutants audit generators locks pyodide

help: ## Say what there is to make
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

# Debian keeps part of Python's venv in a package of its own; root gets it, others are told.
$(VENV)/.ready: requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not. Try: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && apt-get install -qq --yes --no-install-recommends python3-venv; } || { \
	  echo "Python's venv is not whole here. On Debian or Ubuntu install python3-venv, then run this again." >&2; exit 1; }
	@echo "Setting up: Python parts"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements-dev.txt || { \
	  echo "Not all parts came. Is there a network, or a mirror in pip's settings? Then run this again." >&2; exit 1; }
	@$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

node_modules/.ready: package.json package-lock.json $(VENV)/.ready
	@echo "Setting up: Node parts"
	@$(NPM) ci --silent || { \
	  echo "Not all parts came. Is there a network, or a mirror in npm's settings? Then run this again." >&2; exit 1; }
	@touch $@

setup: $(VENV)/.ready node_modules/.ready ## Get what the project is built with

serve: setup ## Show the handbook at http://127.0.0.1:8000, built again as you write
	$(PY) -m mkdocs serve --dev-addr 127.0.0.1:8000

site: setup ## Build the handbooks of all settings into site/
	$(PY) -m handbook site

pdf: setup ## Set the papers of all settings into site/
	$(PY) -m handbook pdf

# For whoever enters the policy of HANDBOOK_SETTING: the folder may be given away.
desk: setup ## Make the desk and open it: make desk HANDBOOK_SETTING=oakfield
	$(PY) -m handbook desk --setting $(HANDBOOK_SETTING) --out build/desk/$(HANDBOOK_SETTING)
	$(PY) -m webbrowser file://$(CURDIR)/build/desk/$(HANDBOOK_SETTING)/index.html

release: setup ## Make a dated zip of every handbook
	$(PY) -m handbook release

# The reference in docs/, from the schemas.
fields: setup ## Write the reference of fields again
	$(PY) -m handbook fields --out docs/fields.md

check: setup ## Check the data
	$(PY) -m handbook check

lint: setup ## Check the code's form and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(NPM) run --silent lint
	@$(WORKFLOW) vendor.github-workflows .github/workflows/*.yml
	@$(WORKFLOW) vendor.gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml
	@$(WORKFLOW) vendor.dependabot .github/dependabot.yml
	@$(WORKFLOW) vendor.github-issue-forms .github/ISSUE_TEMPLATE/[!c]*.yml

machine: ## Get from Debian what the tests need, as root; else say what it is
	@.ci/packages

browser: setup ## Find or fetch a browser for the tests
	$(PY) -m tests.support.browser

# The cheapest first: a slip in the data or the code shows in seconds, before any site is built. The tests of one
# file stay together, since they share what is dear to make, and tests/conftest.py says which files are begun first;
# each process brings a browser, so there are few.
test: machine setup check browser ## Run every test
	$(MAKE) --no-print-directory --jobs=2 lint site
	$(PY) -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder --durations=20

bench: setup site ## Measure
	$(PY) -m tests.bench

# Lighthouse is large and only this needs it.
lighthouse: setup browser site ## Let Lighthouse judge four pages
	@cd tests/lighthouse && $(CURDIR)/$(PY) -W ignore::RuntimeWarning:runpy -m handbook.runtime.node npm ci --silent
	$(PY) -m tests.lighthouse

# Two old Chromiums, large too.
oldest: setup site ## Walk through a handbook in the oldest browsers that can be had
	@cd tests/oldest && $(CURDIR)/$(PY) -W ignore::RuntimeWarning:runpy -m handbook.runtime.node npm ci --silent --ignore-scripts
	$(PY) -m tests.oldest

pictures: setup browser site ## Take the README's pictures again
	$(PY) -m tests.support.pictures

# Data files gone wrong by the thousand, the same ones each time: make fuzz COUNT=2000.
COUNT ?= 12000
fuzz: setup ## Try data files gone wrong: make fuzz COUNT=2000
	$(PY) -m tests.proof.fuzz --count $(COUNT)

# Lines of the code gone wrong, the same ones each time: make mutants SAMPLE=2000.
SAMPLE ?= 150
mutants: setup ## Change the code line by line and see which tests notice: make mutants SAMPLE=2000
	$(PY) -m tests.mutants --count $(SAMPLE)

# Known weaknesses in what we build with; says so where nobody can be asked, and then holds up nothing.
audit: setup ## Ask for known weaknesses in what we build with
	$(PY) -m tests.audit

# The pages as plain files, built by other generators; reports, and holds up nothing.
generators: setup ## Build the pages with other generators
	-$(PY) -m tests.generators

# Each lock file says in its head by which command it is made; KEEP=1 keeps the versions that still fit.
KEEP ?=
locks: setup ## Renew every lock file: make locks KEEP=1 keeps versions
	$(PY) -m tests.locks $(if $(KEEP),--keep)

# Another Pyodide, and what its build says: with a warning for each part that has to be made another way.
VERSION ?= latest
pyodide: setup ## Take another Pyodide: make pyodide VERSION=314.0.8
	$(NPM) install --silent --save-dev --save-exact pyodide@$(VERSION)
	@touch node_modules/.ready
	$(PY) -m handbook.runtime
