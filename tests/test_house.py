"""The rules of the house, read from the files themselves: who may import what, how SQL files look, how long things are."""

import ast
import re
from pathlib import Path

import pytest

from benchmarks import pages
from govboard import PROJECT, contract, definitions, queries
from govboard.selection import Selection
from govboard.warehouse import Warehouse

PACKAGE = PROJECT / "govboard"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
PAGES = sorted((PROJECT / "pages").rglob("*.py"))
SQL = sorted((PROJECT / "queries").rglob("*.sql"))
SPEAKING = ("verbs.py", "file_verbs.py", "__main__.py")  # the command line prints; nothing else does

# From the bottom up: a room imports its own kind only from rooms below it.
LAYERS = [
    {"errors"},
    {"queries", "settings", "contract", "selection", "spatial", "views"},
    {"coordinates", "hotspots"},
    {"periods", "wording", "areas", "usage", "engine", "importing", "demo"},
    {"deliveries", "households", "definitions", "facts", "targets", "reach"},
    {"spine", "ranking"},
    {"metrics"},
    {"warehouse", "charts", "pivots"},
    {"shades", "dots"},
    {"maps", "plots", "suggestions", "filings"},
    {"documents", "comparison", "composite"},
    {"ui", "verbs"},
    {"file_verbs"},
    {"__main__", "dashboard", "pages"},
]
# library -> (the only rooms that may import it, why)
HOMES = {
    "streamlit": ({"ui", "dashboard", "pages"}, "figures must be computable without a screen"),
    "streamlit_echarts": ({"ui"}, "the map component can then be exchanged behind one function"),
    "duckdb": ({"engine", "queries", "warehouse"}, "a connection shared by threads gives wrong numbers; one place guards it"),
    "pypinyin": ({"warehouse"}, "which area a name means is decided once, when a version is built"),
    "plotly": ({"plots"}, "a chart is described once and rendered by its renderer"),
    "geopandas": ({"maps", "spatial", "importing"}, "geometry is computed at import, not in pages"),
    "xlsxwriter": ({"demo", "documents"}, "workbooks are written where papers are made"),
    "vl_convert": ({"documents"}, "papers are made without a browser, pages without it"),
    "esda": (set(), "its permutations ask another question: it is the yardstick of the tests"),
    "playwright": (set(), "browsers belong to the tests"),
}
# Longer than a module should be, and not to grow: plots and maps hold one short function per form.
LONG = {"plots.py": 370, "maps.py": 350}


def room(path: Path) -> str:
    """The room a file belongs to: dashboard, pages, or the part of govboard."""
    top, *below = path.relative_to(PROJECT).parts
    return Path(below[0]).stem if top == "govboard" else Path(top).stem


def imported(path: Path) -> set[str]:
    """Every module a file imports, at its top or inside a function, by full name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {f"{node.module}.{each.name}" for each in node.names}
    return found


def relative(paths) -> list[str]:
    return [str(path.relative_to(PROJECT)) for path in paths]


def statement(path: Path) -> str:
    """The SQL of a file in lower case, without comments."""
    return re.sub(r"--.*", "", path.read_text(encoding="utf-8")).lower()


def each(paths):
    return pytest.mark.parametrize("path", paths, ids=relative(paths))


@each([*MODULES, *PAGES, PROJECT / "dashboard.py"])
def test_every_library_stays_in_its_home(path):
    for name in imported(path):
        homes, why = HOMES.get(name.split(".")[0], (None, ""))
        assert homes is None or room(path) in homes, f"{path} imports {name}, which belongs to {sorted(homes)}: {why}."


@each([*MODULES, *PAGES, PROJECT / "dashboard.py"])
def test_imports_run_one_way(path):
    height = {name: level for level, rooms in enumerate(LAYERS) for name in rooms}
    here = room(path)
    if here == "__init__":
        assert not [name for name in imported(path) if name.startswith("govboard")], "govboard/__init__.py imports nothing of the house, so that every room can import it."
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "govboard" or parts[1] in (here, "PROJECT"):
            continue
        assert height[parts[1]] < height[here], f"{path} ({here}) imports {name}: imports run one way, down LAYERS, so that {parts[1]} can change without {here} and be used without it."


def test_every_room_has_its_place_in_the_order():
    rooms = {room(path) for path in [*MODULES, *PAGES, PROJECT / "dashboard.py"]} - {"__init__"}
    assert rooms == set().union(*LAYERS), "a new room of govboard gets its layer here first, so that the direction of its imports is decided and not found"


def test_no_script_lies_directly_under_pages():
    direct = relative((PROJECT / "pages").glob("*.py"))
    assert not direct, f"{direct}: Streamlit would serve them by their own address, past dashboard.py and its frame."


@each(PAGES)
def test_a_page_reads_like_a_table_of_contents(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 60, f"{path} is longer than 60 lines: move what it computes into govboard."


@each(MODULES)
def test_modules_and_functions_stay_short(path):
    text = path.read_text(encoding="utf-8")
    most = LONG.get(path.name, 330) if path.parent == PACKAGE else 330
    assert len(text.splitlines()) <= most, f"{path} has more than {most} lines: two reasons to change probably live in it."
    long = [f"{node.name} ({node.end_lineno - node.lineno + 1})" for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40]
    assert not long, f"{path}: functions longer than 40 lines cannot be read at once: {long}"


@each([path for path in MODULES if path.name not in SPEAKING])
def test_only_the_command_line_prints(path):
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    printing = [node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id == "print"]
    assert not printing, f"{path} prints in lines {printing}: a library tells its caller, the command line tells people."


# --- SQL files


@each(SQL)
def test_every_sql_file_says_first_what_it_is(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.match(r"-- \S.{4,}", first), f"{path} must open with a comment sentence: it is what people read of it."


@each(SQL)
def test_no_query_asks_what_time_it_is(path):
    found = re.findall(r"\b(?:now|today|get_current_timestamp|localtimestamp)\s*\(|\bcurrent_(?:date|time|timestamp)\b|\blocaltimestamp\b", statement(path))
    assert not found, f"{path} uses {found}: now is the cut-off of a version, or the same version would change overnight."


NOT_PORTABLE = {
    "group by all": r"group\s+by\s+all\b", "order by all": r"order\s+by\s+all\b", "columns()": r"\bcolumns\s*\(", "grouping()": r"\bgrouping\s*\(", "isodow": r"\bisodow\b",
    "quantile_cont": r"\bquantile_cont\b", "arg_max": r"\barg_m(?:ax|in)\b", "strftime": r"\bstrftime\b", "regexp_matches": r"\bregexp_matches\b", "qualify": r"\bqualify\b",
    "exclude": r"\*\s*exclude\b", "list []": r"\[", "::": r"::",
}  # fmt: skip


@each([path for path in SQL if path.parent.name in ("staging", "marts", "metrics")])
def test_staging_marts_and_metrics_keep_to_the_portable_subset(path):
    found = [words for words, pattern in NOT_PORTABLE.items() if re.search(pattern, statement(path))]
    assert not found, f"{path} uses {found}: another engine reads these files too, and translates these wrongly or not at all."


@each([path for path in SQL if path.parent.name == "marts"])
def test_a_mart_states_its_grain_first(path):
    assert path.name.startswith("mart_")
    assert re.match(r"-- 一行一(张|个|条|家|种|次)", path.read_text(encoding="utf-8")), f"{path}: the first line says what one row is (一行一…), or sums over it cannot be trusted."


@each([path for path in SQL if path.parent.name == "checks"])
def test_a_check_says_how_severe_it_is_and_of_what(path):
    check = queries.parse(path.stem, path.read_text(encoding="utf-8"))
    assert check.notes.get("severity") in ("must", "warn") and check.notes.get("table") in contract.tables(), f"{path}: severity must|warn and table, a canonical one."
    assert re.search("[一-鿿]{4}", check.doc), f"{path}: the sentence that people read on the screen is missing."


def test_there_is_one_staging_file_for_every_table():
    expected = {f"stg_{name}" for name in contract.tables()}
    found = {path.stem for path in SQL if path.parent.name == "staging"}
    assert found == expected, "one staging file per canonical table, named after it"


# --- metric files

METRICS = [path for path in SQL if path.parent.name == "metrics"]


@each(METRICS)
def test_a_metric_says_what_it_is_where_it_is_from_and_how_it_is_counted(path):
    notes = queries.parse(path.stem, path.read_text(encoding="utf-8")).notes
    lacking = {"label", "unit", "over_time", "good", "table", "source", "口径"} - set(notes)
    assert not lacking and all(notes.values()), f"{path} lacks {sorted(lacking)}: without them the figure cannot be defended."
    assert notes["over_time"] in definitions.OVER_TIME and notes["good"] in ("higher", "lower", "neutral") and notes["table"] in contract.tables()


def test_no_two_metrics_have_the_same_label():
    labels = [queries.parse(path.stem, path.read_text(encoding="utf-8")).notes["label"] for path in METRICS]
    assert sorted(set(labels)) == sorted(labels)


@each(METRICS)
def test_a_metric_reads_marts_only_and_never_sums(path):
    read = set(re.findall(r"\b(?:from|join)\s+(\w+)", statement(path)))
    assert read and all(name.startswith("mart_") for name in read), f"{path} reads {sorted(read)}: a metric reads marts."
    assert not re.search(r"\b(?:sum|count|avg|max|min)\s*\(|\bgroup\s+by\b", statement(path)), f"{path} aggregates: its passport would then have no records."


@pytest.fixture(scope="module")
def demo(demo_folder):
    opened = Warehouse(demo_folder).open()
    yield opened
    opened.close()


@each(METRICS)
def test_a_metric_gives_a_row_per_record_on_a_built_version(path, demo):
    columns = demo.engine.columns(path.read_text(encoding="utf-8"))
    read = definitions.read_metric(queries.parse(path.stem, path.read_text(encoding="utf-8")), columns)
    assert {"record", "at", "numerator", "excluded"} <= set(columns)
    assert ("denominator" in columns) == read.is_rate, f"{path}: a rate has a denominator, and nothing else has."


def test_the_benchmark_asks_every_report_all_that_it_declares():
    known = set(Selection().parameters()) | set(pages.ASKED)
    lacking = {path.stem: sorted(set(queries.parameters(statement(path))) - known) for path in sorted((queries.FOLDER / "reports").glob("*.sql"))}
    assert not any(lacking.values()), f"benchmarks/pages.py: ASKED lacks {({name: each for name, each in lacking.items() if each})}."
