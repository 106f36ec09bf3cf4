# Two commands do everything: `make briefs` and `make test`. `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input

# A stamp is newer than what its step was made from; without one the step runs again.
MADE := $(VENV)/made.stamp
PROGRAM := $(VENV)/program.stamp
CHECKS := $(VENV)/checks.stamp

# Test processes: one a core, but never more than memory and a laptop's fan can bear.
TEST_PROCESSES := 4

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help briefs test lint coverage golden format lock clean distclean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

briefs: $(PROGRAM) ## install the program into .venv, build the reference campaign into dist/
	$(BIN)/python build.py build

# The tests come last, so that their closing line is what a log ends with.
test: $(CHECKS) lint ## install what tests need, run every check, build the reference campaign, run the tests
	$(BIN)/python build.py build
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses $(TEST_PROCESSES) --dist loadgroup

lint: $(CHECKS) ## the checks that read the code without running it
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports --no-logo

coverage: $(CHECKS) ## the branches of the rooms that prove and judge which no test goes through (there should be none)
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses $(TEST_PROCESSES) tests/evidence tests/checks \
		--cov=plaidoyer.evidence --cov=plaidoyer.checks --cov-branch --cov-report=term-missing:skip-covered

golden: $(CHECKS) ## take the pages as they are now for the golden ones (look at each before you commit it)
	ACCEPT_GOLDEN=1 $(BIN)/python -m pytest -k golden

format: $(CHECKS) ## mend what Ruff can mend, and lay the code out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The locks name packages and hashes, never where they came from; indexes and folders that a machine adds
# are left out, because their files may be known to that machine alone.
COMPILE = env -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS -u UV_INDEX $(BIN)/uv pip compile --quiet --no-config \
	--universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" \
	$(if $(UPGRADE),--upgrade)
lock: $(MADE) ## renew the locks from pyproject.toml (UPGRADE=1 takes newer versions where the ranges allow them)
	$(PIP) install 'uv>=0.13,<0.14'
	$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) pyproject.toml --group dev --constraints requirements.lock --output-file requirements-dev.lock

clean: ## remove what was built, and every cache
	rm -rf dist .plaidoyer .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean ## the same, and .venv
	rm -rf $(VENV)

# A lock that changed may have dropped a package: the environment is made anew, so that nothing lingers in it.
$(MADE): requirements.lock requirements-dev.lock tools/system-libraries.sh
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "plaidoyer needs Python 3.11 or later; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@PYTHON=$(PYTHON) sh tools/system-libraries.sh
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(PROGRAM): $(MADE) pyproject.toml
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(CHECKS): $(PROGRAM) tools/test-programs.sh
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@PYTHON=$(BIN)/python sh tools/test-programs.sh
	@touch $@
