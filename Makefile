# Two commands for a fresh machine with Python 3.11 or later; both set up what they need.
#   make site    build site/draft from the sources
#   make test    lint, types and tests, those in a browser included

PYTHON ?= python3
VENV := .venv/bin/python

.PHONY: site test trials coverage audit serve lint lock clean

site:
	@$(PYTHON) tools/install.py
	@$(VENV) build.py

serve: site
	@$(VENV) build.py serve

test: lint
	@$(VENV) -m pytest

# What takes minutes: kills at random, full disks. Run it before an issue is resolved.
trials: lint
	@$(VENV) -m pytest -n0 -s -v tests/trials/test_*.py

# Which lines and branches of report/ the tests run, those in other processes included; without a
# browser, which runs none that a build does not. docs/coverage.md tells why some are never run.
coverage: lint
	$(VENV) -m coverage erase
	-$(VENV) -m coverage run -m pytest -q --ignore=tests/browser
	$(VENV) -m coverage combine --quiet
	@$(VENV) tools/uncovered.py

# Lighthouse on five kinds of pages, three runs each; on a machine that does nothing else.
audit: site
	@$(VENV) tools/audit.py

lint:
	@$(PYTHON) tools/install.py --tests
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	$(VENV) -m mypy

# Take the versions that requirements*.in and package.json allow, and write them down.
lock:
	@$(PYTHON) tools/install.py --tests
	@$(VENV) tools/lock.py

# What can be made again; never site/, which holds editions.
clean:
	rm -rf .build .mypy_cache .pytest_cache .ruff_cache .hypothesis .venv node_modules
