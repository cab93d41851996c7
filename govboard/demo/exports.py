"""Every export of the district, in the order in which they are imported."""

from pathlib import Path

import numpy as np

from . import activities, companies, estates, holidays, orders, organisations, people, registers, services, venues, works
from .places import District
from .truths import TRUTHS

STREAMS = ("places", "organisations", "companies", "services", "activities", "orders", "homes", "gatherings", "estates", "people", "venues", "works")


def make_exports(out: Path, seed: int = TRUTHS["seed"], scale: int = 1, parquet: bool = False) -> list[Path]:
    """Write the district's files into `out`; the same seed gives the same bytes.

    `scale` multiplies the ordinary work orders, and nothing else; `parquet` writes work orders as Parquet instead of CSV.
    """
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    chance = {name: np.random.default_rng([seed, number]) for number, name in enumerate(STREAMS)}
    district = District.from_chance(chance["places"])
    firms = companies.found(district, chance["companies"])
    homes = estates.stand(district, firms, chance["homes"])
    written = [
        *registers.write(district, out),
        organisations.write(district, firms, chance["organisations"], out),
        *companies.write(district, firms, out),
        services.write(district, chance["services"], out),
        *activities.write(district, homes, chance["activities"], chance["gatherings"], out),
        *orders.write(district, firms, chance["orders"], out, scale, parquet),
        *estates.write(homes, chance["estates"], out),
        *people.write(district, firms, homes, chance["people"], out),
        *venues.write(district, firms, chance["venues"], out),
        *works.write(district, firms, homes, chance["works"], out),
        *holidays.write(out),
    ]
    return sorted(written)
