# Everything is done from here; `make help` lists what there is.
# Python 3.11 or newer and make are all that must be on the machine.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$python"; break; }; done)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
UV_LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --group build
NPM := $(shell command -v npm 2>/dev/null)
BESIDE := $(MAKE) --silent --no-print-directory --jobs=2

RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
NODE_MODULES := $(patsubst %,%/node_modules/.package-lock.json,tests/npm explorer examples/mirror)
NOTEBOOK := $(VENV)/notebook/.installed

.DEFAULT_GOAL := help

.PHONY: help
help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# A stamp beside what it vouches for; a changed lock installs anew. Only the lock's hashes are
# trusted, and the project itself is linked, not copied.
$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (set PYTHON to its path)." >&2; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): $(VENV)/pyvenv.cfg requirements/runtime.txt pyproject.toml
	@echo "Installing what requirements/runtime.txt locks"
	@$(PIP) --require-hashes --requirement requirements/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(DEV): $(RUNTIME) requirements/dev.txt
	@echo "Installing what requirements/dev.txt locks"
	@$(PIP) --require-hashes --requirement requirements/dev.txt
	@touch $@

%/node_modules/.package-lock.json: %/package.json %/package-lock.json
	@echo "Installing what $*/package-lock.json locks"
	@npm ci --prefix $* --no-audit --no-fund --loglevel=error
	@touch $@

# Apart from ours: the generator of its client needs another release of graphql-core.
$(NOTEBOOK): examples/notebook/requirements.txt | $(DEV)
	@echo "Installing what examples/notebook/requirements.txt locks"
	@$(BIN)/python -m venv --clear --without-pip $(VENV)/notebook
	@$(subst pip install,pip --python $(VENV)/notebook/bin/python install,$(PIP)) --require-hashes --requirement $<
	@touch $@

.PHONY: install
install: $(RUNTIME) ## install what serving needs into .venv

.PHONY: install-dev
install-dev: $(DEV) ## and what testing needs; npm's packages where npm is
	@$(BESIDE) $(NOTEBOOK) $(if $(NPM),$(NODE_MODULES))

.PHONY: serve
serve: $(RUNTIME) ## serve the demo network on 127.0.0.1:8000
	@DEMO=$${DEMO:-true} exec $(BIN)/throughline serve

.PHONY: test
test: install-dev ## run the tests
	@exec $(BIN)/pytest -n auto --dist worksteal

.PHONY: check
check: $(DEV) ## lint, types, direction of imports, the committed schema
	@$(BESIDE) check-types check-style check-imports check-schema

.PHONY: check-style check-types check-imports check-schema
check-types:
	@$(BIN)/mypy
check-style:
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
check-imports:
	@$(BIN)/lint-imports
check-schema:
	@$(BIN)/throughline schema --check

.PHONY: bench
bench: $(DEV) ## measure ours against its peers, write bench/RESULTS.md
	@exec $(BIN)/python -m bench

.PHONY: schema
schema: $(RUNTIME) ## write schema.graphql from the code
	@$(BIN)/throughline schema

.PHONY: docs
docs: $(RUNTIME) ## write the table of settings from the code
	@$(BIN)/python -m api.settings_page > docs/settings.md

.PHONY: lock
lock: $(DEV) ## lock the newest releases that pyproject.toml admits
	@rm -f requirements/runtime.txt requirements/dev.txt examples/notebook/requirements.txt
	@$(UV_LOCK) pyproject.toml --output-file requirements/runtime.txt
	@$(UV_LOCK) --group dev --constraint requirements/runtime.txt pyproject.toml --output-file requirements/dev.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url examples/notebook/requirements.in --output-file examples/notebook/requirements.txt
