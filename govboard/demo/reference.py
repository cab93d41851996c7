"""Where the committed facts of the district lie."""

from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
