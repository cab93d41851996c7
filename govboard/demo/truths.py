"""The fixed numbers of the demonstration district, read once."""

import tomllib
from pathlib import Path

TRUTHS = tomllib.loads(Path(__file__).with_name("truths.toml").read_text(encoding="utf-8"))
