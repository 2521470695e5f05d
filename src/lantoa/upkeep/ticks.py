"""What happens by itself: each turn once in its period, whoever looks first, however often.

``lantoa tick`` runs a round; the background worker runs one every half minute.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.management import call_command

from lantoa.access import operations as access
from lantoa.analysis import board, mailing
from lantoa.analytics import keeping as figures
from lantoa.jobs import upkeep as jobs
from lantoa.kernel import clock
from lantoa.notices import sending
from lantoa.notices.rules.kinds import When
from lantoa.reporting import operations as reporting
from lantoa.search import checking
from lantoa.search import operations as search

from . import reminders

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """``period`` names the stretch of time in which ``work`` runs once; it gives '' while it is not yet due.
    ``inside``: the work and the mark that it ran are one transaction; long work that harms nothing when done twice
    is not, so that no lock is held meanwhile."""

    name: str
    label: str
    period: Callable[[datetime], str]
    work: Callable[[date, datetime], str]
    inside: bool = True


def daily(at: datetime) -> str:
    return at.astimezone(clock.HANOI).date().isoformat()


def morning(at: datetime) -> str:
    """From six in the morning: a mail that comes at midnight is not read before."""
    return daily(at) if at.astimezone(clock.HANOI).hour >= 6 else ""


def monday(at: datetime) -> str:
    local = at.astimezone(clock.HANOI)
    year, week, _ = local.isocalendar()
    return f"{year}-W{week:02d}" if local.hour >= 6 or local.isoweekday() > 1 else ""


def _due_names(day: date, at: datetime) -> str:
    changed = sum(search.refresh(kind=kind, keys=refs) for kind, refs in checking.overdue(day))
    return f"{changed} mục đổi tên hoặc tình trạng"


def _whole_index(day: date, at: datetime) -> str:
    mended = checking.mend()
    return f"{sum(mended.values())} mục lệch đã lập lại"


def _remind(day: date, at: datetime) -> str:
    return f"{reminders.remind(day=day, at=at)} việc được nhắc"


def _rights(day: date, at: datetime) -> str:
    told = access.end_all(day=day, at=at)
    return (
        f"{told['ended']} ủy quyền hết hạn, {told['expired']} đề nghị hết hạn, "
        f"{told['warned']} vai trò sắp hết hạn được nhắc"
    )


def _daily_mail(day: date, at: datetime) -> str:
    return f"{sending.digest(when=When.DAILY, day=day, at=at)} thư gộp"


def _weekly_mail(day: date, at: datetime) -> str:
    return f"{sending.digest(when=When.WEEKLY, day=day, at=at)} thư gộp"


def _open_reports(day: date, at: datetime) -> str:
    return f"{reporting.open_due_rounds(day=day, at=at)} kỳ báo cáo tự mở hoặc thêm đơn vị"


def _escalate(day: date, at: datetime) -> str:
    return f"{reporting.escalate(day=day, at=at)} báo cáo chậm đã báo cấp trên"


def _board(day: date, at: datetime) -> str:
    return f"{board.refresh(day=day, at=at)} dòng bảng tin đã tính"


def _clean(day: date, at: datetime) -> str:
    """Sessions that are over, jobs that ended long ago, and the queue's own old rows."""
    call_command("clearsessions")
    call_command("prune_db_task_results", "--min-age-days", "30", verbosity=0)
    return f"{jobs.clear_old(at=at)} việc nền cũ đã dọn"


TURNS = (
    Turn("search.names", "Tên đơn vị đổi theo ngày trong chỉ mục", daily, _due_names),
    Turn("search.whole", "Đối chiếu chỉ mục tìm kiếm", daily, _whole_index, inside=False),
    Turn("notices.remind", "Nhắc việc sắp đến hạn, quá hạn", morning, _remind),
    Turn("reporting.open", "Mở kỳ báo cáo đến ngày, thêm đơn vị mới", daily, _open_reports),
    Turn("reporting.escalate", "Báo cấp trên về báo cáo chậm nhiều ngày", morning, _escalate),
    Turn("access.ends", "Ủy quyền, đề nghị hết hạn; vai trò sắp hết hạn", morning, _rights),
    Turn("notices.daily", "Thư gộp mỗi ngày", morning, _daily_mail),
    Turn("notices.weekly", "Thư gộp mỗi tuần", monday, _weekly_mail),
    Turn("analysis.board", "Tính lại bảng tin số liệu", daily, _board, inside=False),
    Turn("upkeep.clean", "Dọn phiên đăng nhập và việc nền cũ", daily, _clean, inside=False),
)


def run_all() -> dict[str, str]:
    """One round: jobs of dead workers go on, turns that are due are taken, mail that waits is sent. One turn that
    fails keeps no other from running; it is tried again at the next round."""
    at = clock.now()
    told: dict[str, str] = {}
    steps: list[tuple[str, Callable[[], str | None]]] = [("jobs.revive", lambda: _revived(at))]
    steps += [(turn.name, functools.partial(_take, turn, at)) for turn in TURNS]
    steps.append(("figures.keep", lambda: _figures(at)))
    steps.append(("analysis.board.stale", lambda: _fresh(at)))
    steps.append(("analysis.send", lambda: _tables_out(at)))
    steps.append(("notices.send", lambda: _sent(at)))
    for name, step in steps:
        try:
            said = step()
        except Exception:
            log.exception("turn failed", extra={"turn": name})
            said = "lỗi, sẽ thử lại"
        if said:
            told[name] = said
    return told


def _take(turn: Turn, at: datetime) -> str | None:
    period = turn.period(at)
    if not period:
        return None
    work = functools.partial(turn.work, clock.today(), at)
    return jobs.turn(name=turn.name, period=period, at=at, work=work, inside=turn.inside)


def _revived(at: datetime) -> str:
    count = jobs.revive(at=at)
    return f"{count} việc nền chạy tiếp" if count else ""


def _figures(at: datetime) -> str:
    told = figures.keep(at=at)
    return f"{told['delta']} tệp thay đổi, {told['rebuilt']} kỳ dựng lại" if any(told.values()) else ""


def _sent(at: datetime) -> str:
    told = sending.send_due(at=at)
    return f"gửi {told['sent']}, chờ {told['waiting']}, lỗi {told['failed']}" if any(told.values()) else ""


def _fresh(at: datetime) -> str:
    """Rows of the board whose figures changed: every round, so that nobody waits longer than half a minute."""
    made = board.refresh(day=clock.today(), at=at, stale_only=True)
    return f"{made} dòng bảng tin có số mới" if made else ""


def _tables_out(at: datetime) -> str:
    """Kept tables whose turn it is; from six in the morning, as every mail."""
    told = mailing.send_due(day=clock.today(), at=at) if morning(at) else 0
    return f"{told} bảng đã gửi" if told else ""
