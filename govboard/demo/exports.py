"""Every export of the district, in the order in which they are imported."""

from pathlib import Path

import numpy as np

from . import activities, companies, orders, organisations, registers, services
from .places import District
from .truths import TRUTHS

STREAMS = ("places", "organisations", "companies", "services", "activities", "orders")


def make_exports(out: Path, seed: int = TRUTHS["seed"]) -> list[Path]:
    """Write the district's files into `out`; the same seed gives the same bytes."""
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    chance = {name: np.random.default_rng([seed, number]) for number, name in enumerate(STREAMS)}
    district = District.from_chance(chance["places"])
    firms = companies.found(district, chance["companies"])
    return [
        *registers.write(district, out),
        organisations.write(district, firms, chance["organisations"], out),
        *companies.write(district, firms, out),
        services.write(district, chance["services"], out),
        *activities.write(district, chance["activities"], out),
        *orders.write(district, firms, chance["orders"], out),
    ]
