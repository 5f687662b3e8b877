"""A package of several modules: what limits stands in another file."""

from .clients import price as price_of
from .clients import stock

__all__ = ["price_of", "stock"]
