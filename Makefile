# make demo: sets up and runs the main job on corpus/.   make test: sets up and passes the tests.
PYTHON ?= python3
BIN := .venv/bin
LOCK := .ci/requirements.lock

.PHONY: demo test sample lock bench clean

# One stamp per set of dependencies, renewed when pyproject.toml or the lock changes.
.venv/main.stamp: pyproject.toml $(LOCK)
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint $(LOCK) --editable .
	touch $@

.venv/dev.stamp: .venv/main.stamp
	$(BIN)/pip install --quiet --constraint $(LOCK) --editable '.[ocr,dask,dev]'
	touch $@

demo: .venv/main.stamp
	$(BIN)/baobiao run corpus/reports -o outputs/demo

test: .venv/dev.stamp
	bash .ci/browser
	$(BIN)/python -m pytest

bench: .venv/dev.stamp
	$(BIN)/python -m tests.bench

# Renews the committed run over corpus/ and its floors, after a change of the rules that is meant.
sample: .venv/dev.stamp
	test -z "$$CI"
	rm -rf outputs/sample/*.csv outputs/sample/*.sqlite* outputs/sample/texts
	$(BIN)/baobiao run corpus/reports -o outputs/sample
	$(BIN)/baobiao evaluate outputs/sample corpus/gold --write-floors corpus/floors.toml

# Renews every locked version. Run it on purpose, then `make test`.
lock:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade --editable '.[ocr,dask,dev]'
	$(BIN)/pip freeze --exclude-editable | grep -v '^-e\|@ file' > $(LOCK)

clean:
	rm -rf .venv outputs/demo build dist *.egg-info
