"""edXML files (QCVN 102:2016/BTTTT): a paper and its files as the document axes of the State exchange them.

Only files are written and read here; the live axis needs an accredited gateway. Skeleton after public examples,
marked "chờ xác nhận" (docs/reference/edxml.md).
"""

from .message import Attachment, Message, Party
from .reader import read
from .writer import write

__all__ = ["Attachment", "Message", "Party", "read", "write"]
