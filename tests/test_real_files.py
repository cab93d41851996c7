"""Two real exports: every figure agrees with a direct count over the same file. Skipped where the files are not at hand."""

import os
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from govboard import PROJECT
from govboard.warehouse import Version, Warehouse

PLACE = Path(os.environ.get("GOVBOARD_REAL") or PROJECT.parent / "shared" / "data" / "real") / "tickets"
BOSTON, MESSAGES = PLACE / "boston_311.csv", PLACE / "cn_messages_replied.xlsx"
CUT_OFF = pd.Timestamp("2025-01-08 03:20:36")

pytestmark = pytest.mark.skipif(
    not (BOSTON.exists() and MESSAGES.exists()), reason=f"no boston_311.csv and cn_messages_replied.xlsx in {PLACE}; set GOVBOARD_REAL"
)


def opened(path: Path, folder: Path) -> Version:
    """The version made of one file, every row of which was accepted."""
    warehouse = Warehouse(folder)
    sheet = warehouse.import_files([path]).files[0].sheets[0]
    assert sheet.read == sheet.accepted and sheet.refused == sheet.totals == 0
    return warehouse.open()


@pytest.fixture(scope="module")
def boston(tmp_path_factory):
    return opened(BOSTON, tmp_path_factory.mktemp("boston"))


@pytest.fixture(scope="module")
def messages(tmp_path_factory):
    return opened(MESSAGES, tmp_path_factory.mktemp("messages"))


@pytest.fixture(scope="module")
def cases() -> pd.DataFrame:
    """The Boston file as pandas reads it, times parsed, blank texts missing."""
    raw = pd.read_csv(BOSTON, dtype=str)
    raw = raw.assign(**{name: raw[name].str.strip().replace("", None) for name in ("neighborhood", "OnTime_Status")})
    return raw.assign(**{name: pd.to_datetime(raw[name]) for name in ("OPEN_DT", "TARGET_DT", "CLOSED_DT")})


@pytest.fixture(scope="module")
def threads() -> pd.DataFrame:
    """The messages as calamine reads them."""
    header, *rows = CalamineWorkbook.from_path(str(MESSAGES)).get_sheet_by_index(0).to_python()
    return pd.DataFrame(rows, columns=header)


def split(version: Version, metric: str, dimension: str) -> dict:
    """Label (None for 未归属) -> value."""
    found = version.catalogue.values(metric, dimension)
    return {None if pd.isna(code) else code: value for code, value in zip(found.code, found.value, strict=True)}


def counted(keys: pd.Series) -> dict:
    return {None if pd.isna(key) else key: count for key, count in keys.value_counts(dropna=False).items()}


def test_boston_reported_and_closed_are_the_rows_of_the_file(boston, cases):
    assert boston.catalogue.total("order_reported")["value"] == len(cases) == cases.CASE_ENQUIRY_ID.nunique()
    assert boston.catalogue.total("order_closed")["value"] == cases.CLOSED_DT.notna().sum()
    assert boston.catalogue.total("order_open")["value"] == cases.CLOSED_DT.isna().sum()


def test_boston_by_neighbourhood_is_a_direct_count(boston, cases):
    assert split(boston, "order_reported", "subdistrict") == counted(cases.neighborhood)
    assert split(boston, "order_closed", "subdistrict") == counted(cases[cases.CLOSED_DT.notna()].neighborhood)


@pytest.mark.parametrize(("dimension", "form"), [("year", "%Y"), ("month", "%Y-%m"), ("day", "%Y-%m-%d")])
def test_boston_by_time_is_a_direct_count(boston, cases, dimension, form):
    assert split(boston, "order_reported", dimension) == counted(cases.OPEN_DT.dt.strftime(form))
    assert split(boston, "order_closed", dimension) == counted(cases.CLOSED_DT.dt.strftime(form))


@pytest.mark.parametrize(("dimension", "column"), [("category", "REASON"), ("source", "Source")])
def test_boston_by_category_and_source_is_a_direct_count(boston, cases, dimension, column):
    assert split(boston, "order_reported", dimension) == counted(cases[column])


def test_boston_is_cut_off_at_its_latest_event(boston, cases):
    assert pd.Timestamp(boston.as_of) == cases[["OPEN_DT", "CLOSED_DT"]].max().max() == CUT_OFF


def test_boston_on_time_agrees_with_the_files_own_flag_and_every_difference_is_explained(boston, cases):
    told = boston.catalogue.passport("order_on_time_rate")
    assert dict(zip(told["exclusions"].reason, told["exclusions"]["count"])) == {"无时限": 711, "时限未到": 30}
    assert set(told["excluded_records"].record[told["excluded_records"].excluded == "无时限"]) == set(cases[cases.TARGET_DT.isna()].CASE_ENQUIRY_ID)
    assert set(told["excluded_records"].record[told["excluded_records"].excluded == "时限未到"]) == set(cases[cases.TARGET_DT > CUT_OFF].CASE_ENQUIRY_ID)
    both = told["records"].merge(cases, left_on="record", right_on="CASE_ENQUIRY_ID", validate="one_to_one")
    assert len(both) == len(cases) - 711 - 30 == told["total"]["denominator"]
    different = both[both.numerator.map({1: "ONTIME", 0: "OVERDUE"}) != both.OnTime_Status]
    assert len(different) == 1 and different.OnTime_Status.isna().all()  # the one blank flag
    assert (different.CLOSED_DT > different.TARGET_DT).all() and (different.numerator == 0).all()
    assert told["total"]["numerator"] == (both.OnTime_Status == "ONTIME").sum()


def test_the_messages_are_all_reported_and_all_closed(messages, threads):
    assert [messages.catalogue.total(each)["value"] for each in ("order_reported", "order_closed", "order_open")] == [120, 120, 0]
    assert len(threads) == 120


def test_the_areas_of_the_messages_are_taken_from_their_subjects(messages, threads):
    district = threads["留言主题"].str.extract(r"([A-Z][0-9]+[区县市])")[0]
    city = threads["留言主题"].str.extract(r"([A-Z]市)")[0]
    expected = counted(district.fillna(city))
    assert split(messages, "order_reported", "subdistrict") == expected
    assert len(expected) > 20 and expected[None] < 20


def test_the_messages_by_month_are_a_direct_count(messages, threads):
    for metric, column in (("order_reported", "留言时间"), ("order_closed", "答复时间")):
        assert split(messages, metric, "month") == counted(pd.to_datetime(threads[column]).dt.strftime("%Y-%m"))


def test_no_caller_and_no_address_of_the_real_files_is_stored(boston, messages, cases, threads, stored):
    kept = "".join(stored(messages.folder.parent.parent).values())
    assert threads["留言主题"].iloc[0][:6] in kept
    assert [each for each in threads["留言用户"] if each in kept] == []
    kept = "".join(stored(boston.folder.parent.parent).values())
    addresses = [each for each in cases.Location.dropna().unique() if len(each) > 10][::100]  # a sample: the text is long
    assert len(addresses) > 20 and [each for each in addresses if each in kept] == []
