"""The classes of a map and their colours: of figures, of differences between two periods, of kinds."""

import numpy as np

from govboard.charts import RAMP, worded

BLUES = RAMP[1:]
LESS, SAME, MORE = ("#b3733d", "#e6c6a0"), "#eef1f4", ("#afcbe5", "#3c76ad")  # of a difference: brown and blue stay apart for everybody


def classes(values: list[float], unit: str, breaks: tuple[float, ...] | None = None, most: int = 5) -> list[dict]:
    """At most `most` classes of equal counts with round limits, zero apart where it occurs; both limits belong to a class."""
    known = sorted({each for each in values if each is not None})
    if not known:
        return []
    step = 1 if all(isinstance(each, int) for each in (*known, *(breaks or ()))) else 0.1
    zero = [[0, 0]] if known[0] == 0 and len(known) > 1 and breaks is None else []
    rest = [each for each in known if each != 0] if zero else known
    counted = [each for each in values if each is not None and not (zero and each == 0)]
    limits = zero + _limits(rest, counted, breaks, most - len(zero), step)
    if limits == [[0, 0]] and breaks is None:
        return [{"min": 0, "max": 0, "label": _range(0, 0, unit), "color": BLUES[0]}]  # nothing anywhere is no strong colour
    return [{"min": low, "max": high, "label": _range(low, high, unit), "color": colour}
            for (low, high), colour in zip(limits, _colours(len(limits)) if breaks is None else [_shared(low, breaks) for low, _ in limits])]


def cuts(values: list[float], most: int = 5) -> tuple[float, ...]:
    """Limits of `classes` that several maps share: cut on the figures of all of them."""
    counted = [each for each in values if each is not None]
    step = 1 if all(isinstance(each, int) for each in counted) else 0.1
    return tuple(sorted({each for each in _round_cuts(counted, most, step) if each > min(counted)})) if counted else ()


def _limits(known: list, counted: list, breaks, most: int, step: float) -> list[list]:
    """Lower and upper limits; a class ends one `step` below the next."""
    if breaks is None and len(known) <= most and step == 1:
        return [[each, each] for each in known]
    inner = breaks if breaks is not None else _round_cuts(counted, most, step)
    starts = [known[0], *sorted(each for each in set(inner) if known[0] < each <= known[-1])]
    ends = [round(each - step, 1) for each in starts[1:]] + [known[-1]]
    return [[low, int(high) if step == 1 else high] for low, high in zip(starts, ends)]


def _round_cuts(counted: list, most: int, step: float) -> list[float]:
    """Quantiles moved to the nearest number people like, at the finest scale that the spread asks for."""
    spread = max(counted) - min(counted)
    grain = max(step, 10.0 ** np.floor(np.log10(spread / most)) / 2) if spread else step
    grain = max(1, round(grain)) if step == 1 else grain
    cuts = [float(np.round(np.quantile(counted, place / most) / grain) * grain) for place in range(1, most)]
    return [int(each) if step == 1 else round(each, 1) for each in cuts]


def _shared(low: float, breaks: tuple[float, ...]) -> str:
    """The colour of a class by its place among all classes of these limits, so that maps that share them share it."""
    return _colours(len(breaks) + 1)[sum(each <= low for each in breaks)]


def _colours(count: int) -> list[str]:
    if count == 1:
        return [BLUES[2]]
    return [BLUES[round(place * (len(BLUES) - 1) / (count - 1))] for place in range(count)]


def _range(low: float, high: float, unit: str) -> str:
    first, last = (worded(each, "%" if unit == "%" else "").rstrip("%") for each in (low, high))
    return f"{first}{unit}" if first == last else f"{first}–{last}{unit}"


def differences(values: list[float], unit: str) -> list[dict]:
    """Five classes around no difference: clearly less, less, the same, more, clearly more; cut at the median of what differs."""
    apart = sorted(abs(each) for each in values if each)
    if not apart:
        return [{"min": 0, "max": 0, "label": f"0{unit}", "color": SAME}] if any(each is not None for each in values) else []
    step = 1 if all(isinstance(each, int) for each in values if each is not None) else 0.1
    middle, last = max(step, round(float(np.median(apart)), 1 if step < 1 else 0)), apart[-1]
    middle = int(middle) if step == 1 else middle
    spans = [(-last, -middle - step), (-middle, -step), (0, 0), (step, middle), (middle + step, last)]
    return [{"min": round(low, 1), "max": round(high, 1), "label": _range_of(low, high, unit), "color": colour}
            for (low, high), colour in zip(spans, (LESS[0], LESS[1], SAME, MORE[0], MORE[1]), strict=True) if low <= high]  # fmt: skip


def _range_of(low: float, high: float, unit: str) -> str:
    """减少3–8件, 持平, 增加3–8件."""
    if low == high == 0:
        return "持平"
    return f"{'减少' if high < 0 else '增加'}{_range(*sorted((abs(low), abs(high))), unit)}"


def kinds(named: dict[str, tuple[str, str]], present: list) -> list[dict]:
    """One class a kind that is there, lowest first as classes of figures; `named` (key -> words, colour) is in the order of the key from the top, `value` the place from its end."""
    return [{"value": at, "label": words, "color": colour} for at, (words, colour) in enumerate(reversed(named.values())) if at in present]
