# make run: set up, make demonstration data where there is none, serve.  make test: set up, pass every test.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run demo test test-long lint bench clean
.DEFAULT_GOAL := run

run: $(VENV)/ready
	$(BIN)/python -m govboard demo --if-empty
	exec $(BIN)/python -m streamlit run dashboard.py --server.port $(PORT)

demo: $(VENV)/ready
	$(BIN)/python -m govboard demo

# The tests start the program a hundred times; it is compiled once, whatever the machine's habit.
test test-long: export PYTHONDONTWRITEBYTECODE =

test: $(VENV)/ready-dev browser
	$(BIN)/ruff check .
	$(BIN)/python -m pytest -n 2 -q

test-long: $(VENV)/ready-dev browser
	$(BIN)/python -m pytest -n 2 -q -m long

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .

bench: $(VENV)/ready-dev
	$(BIN)/python benchmarks/import_orders.py

$(VENV)/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=… names another one)."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

# The browser tests need Debian's chromium and a Chinese font; both install by name.
.PHONY: browser
browser:
	@command -v chromium >/dev/null && fc-list 2>/dev/null | grep -qi "CJK" || { \
	  sudo=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq chromium fonts-noto-cjk fontconfig; }

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis static/boundaries
