"""govboard: exported governance data in, figures one can stand behind out."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
