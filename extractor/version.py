"""The version of this program; part of every record."""

__version__ = "0.1.0"
