"""The demonstration district: export files as offices deliver them, generated from a seed."""

from pathlib import Path

from .exports import make_exports
from .truths import TRUTHS

__all__ = ["TRUTHS", "make_exports", "truths_path"]


def truths_path() -> Path:
    """Where the numbers stand that every test compares with."""
    return Path(__file__).with_name("truths.toml")
