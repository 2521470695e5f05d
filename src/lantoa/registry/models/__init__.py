"""Văn thư: numbers, papers with their steps, incoming papers, files for the archive, stored bytes and citations."""

from .archive import HandOver, RecordFile
from .incoming import Handling, Incoming
from .papers import Abbreviation, CheckPage, Opinion, Paper, PaperState, PaperStep, PaperVersion, Series
from .stored import Citation, OfficialText, StoredFile

__all__ = [
    "Abbreviation",
    "CheckPage",
    "Citation",
    "HandOver",
    "Handling",
    "Incoming",
    "OfficialText",
    "Opinion",
    "Paper",
    "PaperState",
    "PaperStep",
    "PaperVersion",
    "RecordFile",
    "Series",
    "StoredFile",
]
