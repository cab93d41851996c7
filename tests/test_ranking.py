"""Places are shared where a difference may be chance."""

import pandas as pd
import pytest

from govboard import ranking


class Rate:
    good, rank_from, unit = "higher", 30, "percent"


class Lower(Rate):
    good = "lower"


class Neutral(Rate):
    good = "neutral"


def rows(**shares) -> pd.DataFrame:
    """Name -> (numerator, denominator), or (numerator, denominator, state)."""
    found = pd.DataFrame([(name, *each, *([""] if len(each) == 2 else [])) for name, each in shares.items()], columns=["code", "numerator", "denominator", "state"]).set_index("code")
    return found.assign(value=found.numerator / found.denominator)


def test_a_difference_that_may_be_chance_is_a_shared_place():
    found = ranking.places(rows(A=(97, 100), B=(95, 100), C=(80, 100), D=(78, 100)), Rate)
    assert found.to_dict() == {"A": 1, "B": 1, "C": 3, "D": 3}


def test_the_same_shares_of_many_cases_are_places_of_their_own():
    found = ranking.places(rows(A=(97_000, 100_000), B=(95_000, 100_000)), Rate)
    assert found.to_dict() == {"A": 1, "B": 2}


def test_the_group_is_measured_against_its_best_and_not_along_a_chain():
    found = ranking.places(rows(A=(98, 100), B=(93, 100), C=(87, 100)), Rate)  # B is near both, C is not near A
    assert found.to_dict() == {"A": 1, "B": 1, "C": 3}


def test_a_first_with_few_cases_does_not_draw_those_together_who_differ_from_each_other():
    found = ranking.places(rows(A=(34, 36), B=(160, 170), C=(119, 136)), Rate)  # C differs from B, and from A only for A's few cases not
    assert found.to_dict() == {"A": 1, "B": 1, "C": 3}


def test_where_less_is_better_the_lowest_is_first():
    assert ranking.places(rows(A=(20, 100), B=(2, 100)), Lower).to_dict() == {"A": 2, "B": 1}


def test_too_few_cases_departments_and_neutral_metrics_have_no_place():
    found = ranking.places(rows(A=(97, 100), B=(9, 10, "样本不足"), 未归属=(50, 100)), Rate)
    assert found["A"] == 1 and found.isna()[["B", "未归属"]].all()
    assert ranking.places(rows(A=(97, 100), B=(5, 100)), Neutral).isna().all()


@pytest.mark.parametrize(("now", "before", "moved"), [([1, 2, 3], [2, 1, 3], [1, -1, 0]), ([1, 1, 3], [2, 1, 3], [None, None, 0]), ([1, 2, 3], [1, 1, 3], [None, None, 0])])
def test_a_move_is_told_only_between_places_that_nobody_shares(now, before, moved):
    found = ranking.moves(pd.Series(now, dtype="Int64"), pd.Series(before, dtype="Int64"))
    assert [None if pd.isna(each) else each for each in found] == moved


def test_places_and_moves_in_words():
    assert [ranking.words(2, False), ranking.words(2, True), ranking.words(pd.NA, False)] == ["第2", "并列第2", ""]
    assert [ranking.move_words(2), ranking.move_words(-1), ranking.move_words(0), ranking.move_words(pd.NA)] == ["↑2", "↓1", "", ""]
