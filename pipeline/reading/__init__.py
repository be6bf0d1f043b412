"""Files in, text with the source of every character out."""

from pipeline.reading.base import ReadError, ReadText
from pipeline.reading.files import read

__all__ = ["ReadError", "ReadText", "read"]
