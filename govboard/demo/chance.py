"""Dividing a whole into parts, evenly or by chance, so that the parts always add up."""

import numpy as np


def apportion(total: int, weights, least: int = 0) -> np.ndarray:
    """Whole numbers near the weights' shares that sum to `total` (largest remainder)."""
    weights = np.asarray(weights, float)
    exact = (total - least * len(weights)) * weights / weights.sum()
    parts = np.floor(exact).astype(int)
    short = total - least * len(weights) - parts.sum()
    parts[np.argsort(-(exact - parts), kind="stable")[:short]] += 1
    return parts + least


def portions(total: int, count: int, most: int, rng) -> np.ndarray:
    """So many sizes from 1 to `most` that sum to `total`."""
    seats = rng.choice(count * (most - 1), total - count, replace=False)
    return 1 + np.bincount(seats // (most - 1), minlength=count)


def growing_days(first: str, last: str, count: int, growth: float, rng) -> np.ndarray:
    """Sorted days; the last day is `growth` times as likely as the first."""
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    weights = np.linspace(1, growth, len(days))
    return np.sort(rng.choice(days, size=count, p=weights / weights.sum()))


def dated(days, form: str) -> list[str]:
    """Days written in one of the forms offices use."""
    return [form.format(y=d.year, m=d.month, d=d.day) for d in np.asarray(days, "datetime64[D]").astype(object)]
