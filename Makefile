# make run    everything from nothing to a page of cases, on the bundled sample week
# make test   everything that is checked, from nothing
PYTHON ?= python3
BIN := .venv/bin
COMPILE = .venv-lock/bin/uv pip compile --universal --python-version 3.11 --exclude-newer 2026-09-18 --exclude-newer-package sudachidict-small=2026-11-01 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command 'make lock' -q pyproject.toml --group build

.PHONY: run up test unit check lock setup clean

run: .venv/.run
	FEEDS='$(FEEDS)' $(BIN)/python -m tests.sample.run

up:
	sh bin/compose-env
	docker compose --env-file compose.env up --build --wait

setup: .venv/.dev

.venv/.run: requirements/run.lock pyproject.toml
	sh bin/ensure-python $(PYTHON)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/run.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/.dev: .venv/.run requirements/dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock
	touch $@

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

unit: .venv/.dev
	$(BIN)/python -m pytest -m "not integration and not airflow"

test: check
	sh bin/ensure-servers $(BIN)/python
	sh bin/ensure-torch $(BIN)/python
	$(BIN)/python -m pytest

lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install -q uv
	$(COMPILE) -o requirements/run.lock
	$(COMPILE) --extra production -c requirements/run.lock -o requirements/production.lock
	$(COMPILE) --extra production --group dev -c requirements/run.lock -o requirements/dev.lock
	rm -rf .venv-lock

clean:
	rm -rf .venv var out build *.egg-info .mypy_cache .ruff_cache .pytest_cache
