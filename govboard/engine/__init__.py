"""Engines run one SQL statement with bound parameters and give a DataFrame; DuckDB is the one used."""

from govboard.engine.duck import DuckDBEngine

__all__ = ["DuckDBEngine"]
