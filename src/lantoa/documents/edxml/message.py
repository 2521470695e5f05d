"""What an edXML file says, whichever of the two layouts it comes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

URI = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
DAY = "%Y/%m/%d"
INSTANT = "%Y/%m/%d %H:%M:%S"
ORGAN_ID_LENGTH = 35
"""Longest organ identifier (SĐ1:2022); older ones take 13."""
NEW = "0"
"""BussinessDocType of a new paper."""


@dataclass(frozen=True, slots=True)
class Party:
    """``organ_id`` as registered (digits, capitals, dots); ``in_charge`` the governing organ's name."""

    organ_id: str
    name: str
    in_charge: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """``number`` as printed ('05'), ``notation`` 'QĐ-UBND'; ``type_code`` is the receiving axis' own code for the
    kind, '0' when unknown; ``sent_at`` in Hà Nội time without a zone, as the standard writes it; ``priority``
    0 ordinary to 3 most urgent; ``paper`` whether a paper copy follows.
    """

    sender: Party
    receivers: tuple[Party, ...]
    number: str
    notation: str
    place: str
    day: date
    type_name: str
    subject: str
    signer: str
    sent_at: datetime | None = None
    type_code: str = "0"
    type_detail: str = "0"
    document_id: str = ""
    content: str = ""
    position: str = ""
    competence: str = ""
    due: date | None = None
    places: tuple[str, ...] = ()
    priority: int = 0
    pages: int = 0
    copies: int = 1
    appendixes: tuple[str, ...] = ()
    steering: str = "0"
    business: str = NEW
    paper: bool = False
    attachments: tuple[Attachment, ...] = ()

    @property
    def own_id(self) -> str:
        """'organ,2026/02/05,05/QĐ-UBND': the same on every send of one paper."""
        return self.document_id or (
            f"{self.sender.organ_id},{self.day.strftime(DAY)},{self.number}/{self.notation}"
        )
