"""Saved views: kept for everybody, replaced by name, never half written."""

import pytest

from govboard import views
from govboard.errors import WrongUse


def test_a_view_is_kept_under_its_name_and_replaced_by_the_same_name(tmp_path):
    assert views.saved(tmp_path) == {}
    views.save(tmp_path, " 花园街道月报 ", "performance", {"town": ["花园街道"], "period": ["2025年5月"]})
    views.save(tmp_path, "全区", "cockpit", {})
    views.save(tmp_path, "花园街道月报", "map", {"town": ["花园街道", "站前街道"]})
    assert views.saved(tmp_path) == {"花园街道月报": {"page": "map", "query": {"town": ["花园街道", "站前街道"]}}, "全区": {"page": "cockpit", "query": {}}}
    views.remove(tmp_path, "花园街道月报")
    views.remove(tmp_path, "没有的")
    assert list(views.saved(tmp_path)) == ["全区"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["views.json", "views.json.lock"]


@pytest.mark.parametrize("name", ["", "  ", "长" * 31])
def test_a_name_that_is_none_or_too_long_is_refused(tmp_path, name):
    with pytest.raises(WrongUse, match="视图名称"):
        views.save(tmp_path, name, "cockpit", {})
    assert views.saved(tmp_path) == {}


@pytest.mark.parametrize("text", ["{", "[1]", '{"a": 1}', '{"a": {"page": "x"}}'])
def test_a_damaged_file_is_said_and_left(tmp_path, text):
    (tmp_path / views.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(WrongUse, match="views.json 已损坏"):
        views.saved(tmp_path)
    with pytest.raises(WrongUse):
        views.save(tmp_path, "新", "cockpit", {})
    assert (tmp_path / views.FILE).read_text(encoding="utf-8") == text
