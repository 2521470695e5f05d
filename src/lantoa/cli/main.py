"""``lantoa``: commands load only when called, so that the worksheets start without Django."""

from __future__ import annotations

import gettext
import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from lantoa.kernel.errors import BadInput, Problem

COMMANDS = {
    "try": ("lantoa.cli.try_", "Thử một quy tắc trên tờ tính JSON, không cần cơ sở dữ liệu."),
    "rules": ("lantoa.cli.rulebook", "Danh mục quy tắc: căn cứ, hiệu lực, mức kiểm chứng."),
    "read": ("lantoa.cli.read", "Đọc bài viết, báo cáo thành dữ kiện có trích dẫn."),
    "reading": ("lantoa.cli.reading", "Văn bản đã đọc: xem, nhận, sửa, bỏ từng đề xuất."),
    "paper": ("lantoa.cli.paper", "Lập, dựng và kiểm tra thể thức văn bản."),
    "units": ("lantoa.cli.units", "Đơn vị, cụm thi đua theo thời gian."),
    "people": ("lantoa.cli.people", "Cán bộ: chức vụ, cấp bậc, gộp và tách bản ghi."),
    "import": ("lantoa.cli.imports", "Nhập đơn vị, cán bộ, cụm từ tệp XLSX, CSV."),
    "exchange": ("lantoa.cli.exchange", "Trao đổi gói đã ký, mã hóa giữa các bản cài."),
    "journal": ("lantoa.cli.journal", "Nhật ký nghiệp vụ: xem và kiểm tra chuỗi."),
    "access": ("lantoa.cli.access", "Người dùng, vai trò, khóa API."),
    "account": ("lantoa.cli.account", "Đăng nhập: mở khóa, phiên, xác thực hai bước, mật khẩu."),
    "programme": ("lantoa.cli.programme", "Chỉ đạo, phong trào, giao ước, nhiệm vụ."),
    "reporting": ("lantoa.cli.reporting", "Biểu mẫu, số liệu, tổng hợp."),
    "figures": ("lantoa.cli.figures", "Số liệu đã duyệt: hỏi mọi cấp, mọi kỳ; dựng lại, kiểm tra tệp."),
    "analysis": ("lantoa.cli.analysis", "Bảng tin, bảng tự dựng, lịch gửi."),
    "assessment": ("lantoa.cli.assessment", "Chấm điểm, xếp hạng, bỏ phiếu."),
    "commendation": ("lantoa.cli.commendation", "Hồ sơ, hội đồng, quyết định khen thưởng."),
    "conference": ("lantoa.cli.conference", "Hội nghị và kết luận."),
    "registry": ("lantoa.cli.registry", "Văn thư: trình ký, cấp số, sổ đi, sổ đến, hồ sơ."),
    "search": ("lantoa.cli.search", "Tìm kiếm; dựng lại và kiểm tra chỉ mục tìm kiếm."),
    "notices": ("lantoa.cli.notices", "Thông báo: xem, chọn nhận thư, gửi thư, lời nhắc."),
    "tick": ("lantoa.cli.tick", "Chạy một vòng việc định kỳ."),
    "jobs": ("lantoa.cli.jobs", "Việc nền: tiến độ, kết quả, tệp."),
    "demo": ("lantoa.cli.demo", "Dựng dữ liệu minh họa và mở phần mềm."),
    "serve": ("lantoa.cli.serve", "Chạy phần mềm cùng tiến trình nền."),
    "check": ("lantoa.cli.check", "Kiểm tra cấu hình trước khi đưa vào dùng."),
    "backup": ("lantoa.cli.backup", "Sao lưu cơ sở dữ liệu, tệp và khóa."),
    "restore": ("lantoa.cli.restore", "Phục hồi từ bản sao lưu."),
    "manage": ("lantoa.cli.manage", "Chạy một lệnh quản trị của Django."),
}
"""name → (module that holds ``command``, one line of help)."""


def start_django() -> None:
    """Settings, apps and the clock; called by every command that needs the database."""
    import django  # noqa: PLC0415 -- the worksheets must start without it
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 -- as above

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise BadInput(
            "NOT_CONFIGURED",
            str(error),
            place="biến môi trường",
            remedy="Xem docs/reference/settings.md; muốn dùng thử ngay: lantoa demo.",
        ) from None


class LazyGroup(click.Group):
    """Lists commands from the table above and imports a command's module only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        return importlib.import_module(COMMANDS[name][0]).command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Các lệnh"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup)
@click.version_option(package_name="lantoa", prog_name="lantoa", message="%(prog)s %(version)s")
def group() -> None:
    """Lan Tỏa: phong trào thi đua từ phát động đến tôn vinh."""


def show_problem(problem: Problem, as_json: bool = False) -> None:
    """An expected failure on stderr, or as JSON on stdout where the caller asked for JSON."""
    if as_json:
        click.echo(json.dumps({"error": problem.fault.as_dict()}, ensure_ascii=False))
        return
    for fault in problem.faults:
        click.echo(f"Lỗi: {fault.message}", err=True)
        if fault.place:
            click.echo(f"  Tại: {fault.place}", err=True)
        if fault.remedy:
            click.echo(f"  Cách sửa: {fault.remedy}", err=True)


def echo_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def speak_vietnamese() -> None:
    """Click's own words ('Usage', 'No such option') from our catalogue; LANGUAGE still overrides it."""
    os.environ.setdefault("LANGUAGE", "vi")
    gettext.bindtextdomain("messages", str(Path(__file__).resolve().parent.parent / "locale"))


def main() -> int:
    """Entry point: 0 done, 1 crashed, 2 bad input or refused."""
    speak_vietnamese()
    try:
        return group.main(standalone_mode=False) or 0
    except Problem as problem:
        if os.environ.get("LANTOA_TRACE"):
            raise
        show_problem(problem, as_json="--json" in sys.argv)
        return 2
    except click.exceptions.Abort:
        click.echo("Đã dừng theo yêu cầu.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Exception as error:
        problem = _of_database(error)
        if problem is None or os.environ.get("LANTOA_TRACE"):
            raise
        show_problem(problem, as_json="--json" in sys.argv)
        return 2


def _of_database(error: Exception) -> Problem | None:
    """A database that is not there yet, said in words; None for anything else."""
    if type(error).__module__ != "django.db.utils" or type(error).__name__ not in {
        "OperationalError",
        "ProgrammingError",
    }:
        return None
    return BadInput(
        "NO_DATABASE",
        "Cơ sở dữ liệu chưa sẵn sàng.",
        place="LANTOA_DATA hoặc LANTOA_DATABASE_URL",
        remedy="Kiểm tra máy chủ cơ sở dữ liệu, rồi chạy: lantoa manage migrate.",
    )
