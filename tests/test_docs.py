"""The documents keep in step with the program: what exists is named, what is named exists, and the examples run."""

import ast
import inspect
import re
import shlex
import shutil
import textwrap
import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from govboard import PROJECT, contract, queries
from govboard.__main__ import VERBS, parser
from govboard.definitions import DIMENSIONS, TIMES
from govboard.importing import formats
from govboard.metrics import Catalogue
from govboard.settings import Settings, data_folder
from govboard.warehouse import Warehouse

READMES = [PROJECT / "README.md", PROJECT / "README.zh-CN.md"]
DOCUMENTS = [*READMES, PROJECT / "CHANGELOG.md", *sorted((PROJECT / "docs").rglob("*.md"))]
ENGLISH = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS if path != READMES[1])
ADDING = (PROJECT / "docs" / "adding.md").read_text(encoding="utf-8")
METRICS = queries.read_folder(queries.FOLDER / "metrics")
FORMATS = sorted(path.stem for path in formats.PACKAGE.glob("*.toml"))

_EXAMPLE = re.compile(r"^( *)`([\w/]+\.\w+)`:\n\n *```\w+\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)?(?:#([\w-]+))?\)")
_HOST = re.compile(r"https?://([^\s/:)`]+)")
_MACHINE = re.compile(r"(?<![\w.~])/(?:work|home|root|tmp|usr|opt|mnt|srv|var|Users)(?:/|\b)|\b[A-Za-z]:\\")


def of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def glossary() -> list[str]:
    """The terms: the first cell of every line of the glossary's tables."""
    lines = of(PROJECT / "docs" / "glossary.md").splitlines()
    cells = [line.split("|")[1].strip() for line in lines if line.startswith("|")]
    return [cell for cell in cells if cell != "中文" and not cell.startswith("---")]


def examples() -> dict[str, str]:
    """The files that docs/adding.md shows, by the path it gives them."""
    return {path: textwrap.dedent(body) for _, path, body in _EXAMPLE.findall(ADDING)}


def menu() -> list[str]:
    """The page titles in MENU, read without starting the program."""
    tree = ast.parse(of(PROJECT / "dashboard.py"))
    found = next(each.value for each in tree.body if isinstance(each, ast.Assign) and each.targets[0].id == "MENU")
    return [entry.elts[1].value for section in found.values for entry in section.elts]


# --- what exists is named


@pytest.mark.parametrize("term", [each.notes["label"] for each in METRICS.values()] + [each.title for each in contract.tables().values()] + list(DIMENSIONS.values()))
def test_every_metric_table_and_dimension_has_a_line_in_the_glossary(term):
    assert term in glossary()


@pytest.mark.parametrize("name", [*METRICS, *contract.tables(), *DIMENSIONS])
def test_the_glossary_gives_the_word_that_the_code_uses(name):
    assert f"`{name}`" in of(PROJECT / "docs" / "glossary.md")


def test_each_term_stands_once_in_the_glossary():
    terms = glossary()
    assert sorted(terms) == sorted(set(terms))


@pytest.mark.parametrize("path", READMES, ids=named)
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_of_the_command_line_stands_in_both_readmes(verb, path):
    assert f"| `{verb}` |" in of(path)


@pytest.mark.parametrize("option", sorted({flags[0] for _, _, given in VERBS.values() for flags, _ in given if flags[0].startswith("--")} | {"--data", "--json"}))
def test_every_option_of_the_command_line_stands_in_the_readme(option):
    assert re.search(rf"`{option}\b", of(READMES[0]))


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_every_setting_stands_in_the_documents(setting):
    assert f"| `{setting}` |" in of(PROJECT / "docs" / "data-folder.md")


@pytest.mark.parametrize("setting", [name for name, each in Settings.model_fields.items() if each.default])
def test_the_default_of_a_setting_is_the_one_the_documents_give(setting):
    line = next(line for line in of(PROJECT / "docs" / "data-folder.md").splitlines() if line.startswith(f"| `{setting}` |"))
    assert f"`{Settings.model_fields[setting].default}`" in line


@pytest.mark.parametrize("variable", re.findall(r'environ\.get\("(\w+)"', inspect.getsource(data_folder)) + ["PORT", "PYTHON"])
def test_every_variable_of_the_environment_stands_in_the_readme(variable):
    assert f"`{variable}`" in of(READMES[0])


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_named_with_the_table_it_fills(name):
    form = next(each for each in formats.load() if each.name == name)
    line = next((line for line in ENGLISH.splitlines() if line.startswith(f"| `{name}` |")), "")
    assert f"`{form.table.name}`" in line and form.arrives.replace("_", " ") in line


@pytest.mark.parametrize("title", menu())
def test_every_page_is_explained_in_the_chinese_readme(title):
    assert re.search(rf"^\| \w+ \| {title} \| .+ \|$", of(READMES[1]), re.MULTILINE)


@pytest.mark.parametrize("path", READMES, ids=named)
@pytest.mark.parametrize("words", ["make run", "make test", "make test-long", "pip install -r requirements.txt", "streamlit run dashboard.py", "SIGTERM"])
def test_both_readmes_say_how_to_run_and_how_to_test(words, path):
    assert words in of(path)


@pytest.mark.parametrize("path", sorted((PROJECT / "docs" / "decisions").glob("0*.md")), ids=named)
def test_every_decision_is_listed_and_says_why_and_what_else_was_possible(path):
    title = of(path).splitlines()[0].removeprefix("# ")
    assert f"[{title}]({path.name})" in of(path.with_name("README.md"))
    assert all(words in of(path) for words in ["**What.**", "**Why.**", "**Alternatives.**", "**What follows.**"])


# --- what is named exists


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(path):
    for target, anchor in _LINK.findall(of(path)):
        if "://" in target:
            continue
        aim = (path.parent / target).resolve() if target else path
        assert aim.is_file(), f"{target} is not there"
        assert not anchor or anchor in _anchors(aim), f"{target} has no heading {anchor}"


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", of(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_command_in_the_documents_is_one_that_the_command_line_takes(path):
    for line in re.findall(r"^(?:\$ )?python -m govboard (?!VERB)(.+)$", of(path), re.MULTILINE):
        parser().parse_args(shlex.split(line))


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_no_document_names_a_place_on_one_machine_or_another_host(path):
    assert _MACHINE.findall(of(path)) == []
    assert set(_HOST.findall(of(path))) <= {"127.0.0.1", "localhost"}


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z-]+)`", ENGLISH))))
def test_every_make_target_in_the_documents_is_in_the_makefile(target):
    assert re.search(rf"^{target}:", of(PROJECT / "Makefile"), re.MULTILINE)


# --- the examples run


def shown(path: Path, verb: str) -> list[tuple[str, list[str]]]:
    """What a document shows of a verb: the arguments and the lines that follow the command."""
    blocks = re.findall(rf"^```\n\$ python -m govboard ({verb} [^\n]+)\n(.*?)^```$", of(path), re.MULTILINE | re.DOTALL)
    return [(arguments, body.splitlines()) for arguments, body in blocks]


@pytest.mark.parametrize("arguments, lines", [each for path in READMES for verb in ("metric", "passport") for each in shown(path, verb)])
def test_the_figures_in_the_readmes_are_those_of_the_demonstration(cli, demo_folder, arguments, lines):
    answer = cli(*shlex.split(arguments), "--data", demo_folder)
    assert (answer.out + answer.err).splitlines()[: len(lines)] == lines


def test_the_import_in_the_readme_says_what_an_import_says(cli, demo_folder, tmp_path, monkeypatch):
    [(arguments, lines)] = shown(READMES[0], "import")
    shutil.copy(demo_folder / "exports" / shlex.split(arguments)[1], tmp_path)
    (tmp_path / "notes.csv").write_text("foo,bar\n1,2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli(*shlex.split(arguments), "--data", tmp_path / "data").out.splitlines() == lines


@pytest.fixture
def grown(tmp_path, monkeypatch) -> Path:
    """The program's queries, tables and formats with everything that docs/adding.md adds."""
    shutil.copytree(queries.FOLDER, tmp_path / "queries")
    shutil.copytree(formats.PACKAGE, tmp_path / "govboard" / "formats")
    for path, body in examples().items():
        (tmp_path / path).write_text(body, encoding="utf-8")
    _branch(tmp_path / "queries" / "marts" / "mart_area_written.sql", re.search(r"^ *```sql\n( *union\n.*?)^ *```$", ADDING, re.MULTILINE | re.DOTALL)[1])
    shown = textwrap.dedent(re.search(r"^ *```toml\n( *\[elevator\].*?)^ *```$", ADDING, re.MULTILINE | re.DOTALL)[1])
    more = {name: contract._table(name, each) for name, each in tomllib.loads(shown).items()}
    tables = contract.tables() | more
    monkeypatch.setattr(contract, "tables", lambda: tables)
    monkeypatch.setattr(queries, "FOLDER", tmp_path / "queries")
    monkeypatch.setattr(formats, "PACKAGE", tmp_path / "govboard" / "formats")
    return tmp_path


def _branch(path: Path, lines: str) -> None:
    path.write_text(of(path).replace("\n)\nselect", f"\n{lines})\nselect", 1), encoding="utf-8")


def test_the_example_table_is_imported_placed_and_checked(grown, put, warehouse):
    towns = put("towns.csv", "镇街代码,镇街名称\n210603008,花园街道\n")
    roads = put("lifts.csv", "电梯编号,安装位置,所属镇街,层数,安全管理员\nR1,七经街,花园街道,995,张三\nR2,某街,无此镇,100,李四\nR3,某路,振兴区花园街道办事处,50,\n")
    warehouse.import_files([towns, roads])
    live = warehouse.open()
    found = live.engine.run("select lift_code, subdistrict, floors from mart_elevator order by 1")
    assert [tuple(row) for row in found.fillna("").itertuples(index=False)] == [("R1", "210603008", 995.0), ("R2", "", 100.0), ("R3", "210603008", 50.0)]
    assert {each["name"]: each["count"] for each in live.manifest["checks"]}["elevator_without_area"] == 1
    live.close()


def test_the_example_format_is_recognised_and_takes_no_personal_column(grown, put, warehouse):
    report = warehouse.import_files([put("visits.csv", "走访编号,走访日期,走访社区,走访次数,走访对象\nZ1,2025-06-03,花园,2,张三\n")])
    sheet = report.files[0].sheets[0]
    assert (sheet.format, sheet.accepted, sheet.understood["personal"]) == ("grid_visit", 1, ["走访对象"])
    live = warehouse.open()
    assert live.catalogue.total("service_times")["value"] == 2
    live.close()


ORDERS = "工单编号,上报时间,结案时间,回访时间,催办次数\nA1,2025-06-03,2025-06-05,2025-06-04,1\nA2,2025-06-04,2025-06-05,2025-06-06,0\nA3,2025-06-05,,,\n"


def test_the_example_metric_and_check_give_what_their_sentences_say(grown, put, warehouse):
    warehouse.import_files([put("orders.csv", ORDERS)])
    live = warehouse.open()
    passport = live.catalogue.passport("催办率")
    assert (passport["total"]["numerator"], passport["total"]["denominator"]) == (1, 2)
    assert passport["exclusions"].to_dict("records") == [{"reason": "催办次数未记录", "count": 1}]
    assert {each["name"]: each["count"] for each in live.manifest["checks"]}["order_visit_before_closing"] == 1
    live.close()


def test_a_new_metric_on_a_known_mart_is_used_without_a_new_version(put, warehouse):
    warehouse.import_files([put("orders.csv", ORDERS)])
    live = warehouse.open()
    added = queries.parse("order_urged_rate", examples()["queries/metrics/order_urged_rate.sql"])
    catalogue = Catalogue(live.engine, METRICS, live.manifest["metrics"], METRICS | {added.name: added})
    assert catalogue.total("order_urged_rate")["value"] == 0.5
    live.close()


def test_every_note_and_dimension_of_a_metric_is_explained():
    used = {note for each in METRICS.values() for note in each.notes} - {"default"}
    explained = set(re.findall(r"^\| `(\S+?)` \|", ADDING, re.MULTILINE))
    assert used <= explained
    assert all(f"`{each}`" in ADDING for each in DIMENSIONS if each not in TIMES)


def test_every_entry_of_a_format_is_explained():
    used = {entry for path in formats.PACKAGE.glob("*.toml") for entry in tomllib.loads(of(path))}
    explained = {each.strip("[]").split(".")[0] for each in re.findall(r"^\| `([^`]+)` \|", ADDING, re.MULTILINE)}
    assert used <= explained


def test_the_example_page_draws(put, folder, monkeypatch):
    Warehouse(folder).import_files([put("orders.csv", ORDERS)])
    monkeypatch.setenv("GOVBOARD_DATA", str(folder))
    page = re.search(r"^```python\n(.*?)^```$", ADDING, re.MULTILINE | re.DOTALL)[1]
    opened = "import streamlit as st\nfrom govboard.ui import frame\nst.session_state[frame._ASKED] = (frame.board.version(), frame.Selection())\n"
    drawn = AppTest.from_string(opened + page, default_timeout=30).run()
    assert not drawn.exception
    assert [each.value for each in drawn.subheader] == ["退回重办"]
