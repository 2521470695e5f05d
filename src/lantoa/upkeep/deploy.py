"""What must hold before real data go in: ``lantoa check --deploy``."""

from __future__ import annotations

from django.conf import settings

from lantoa.access import provider
from lantoa.access import queries as access
from lantoa.kernel import clock
from lantoa.kernel.errors import Fault
from lantoa.organisation import people

from .keys import DEMO_PREFIX


def faults() -> list[Fault]:
    """Everything that is wrong, each with its mend; an empty list means it may go live."""
    key = settings.SECRET_KEY
    checks = [
        (settings.DEBUG, "DEBUG_ON", "Đang bật chế độ gỡ lỗi.", "LANTOA_DEBUG", "Đặt LANTOA_DEBUG=0."),
        (settings.DEMO, "DEMO_ON", "Đang ở chế độ minh họa.", "LANTOA_DEMO", "Bỏ biến LANTOA_DEMO."),
        (
            key.startswith(DEMO_PREFIX) or "kiem-thu" in key or len(key) < 50,
            "WEAK_KEY",
            "Khóa bí mật là khóa minh họa hoặc quá ngắn.",
            "LANTOA_SECRET_KEY",
            "Sinh khóa mới từ 50 ký tự ngẫu nhiên trở lên.",
        ),
        (
            not settings.HTTPS,
            "NO_HTTPS",
            "Cookie phiên đang gửi cả trên kết nối không mã hóa.",
            "LANTOA_HTTPS",
            "Đặt LANTOA_HTTPS=1 và phục vụ sau máy chủ có chứng thư.",
        ),
        (
            set(settings.ALLOWED_HOSTS) <= {"127.0.0.1", "localhost", "[::1]"}
            or "*" in settings.ALLOWED_HOSTS,
            "HOSTS",
            "Chưa khai tên miền phục vụ.",
            "LANTOA_HOSTS",
            "Ghi đúng tên miền của đơn vị, cách nhau bằng dấu phẩy.",
        ),
        (
            bool(settings.SINGLE_SIGN_ON["issuer"]) and not provider.offered(),
            "SSO_SETTINGS",
            "Đăng nhập một lần khai thiếu, hoặc nơi cấp không dùng HTTPS.",
            "LANTOA_OIDC_ISSUER",
            "Khai đủ LANTOA_OIDC_CLIENT_ID và địa chỉ https của nơi cấp, hoặc bỏ cả hai.",
        ),
        (
            bool(access.demo_users()),
            "DEMO_ACCOUNTS",
            "Còn tài khoản minh họa với mật khẩu ai cũng biết.",
            "người dùng",
            "Dùng cơ sở dữ liệu mới, hoặc khóa các tài khoản minh họa.",
        ),
    ]
    found = [Fault(code, message, place, remedy) for wrong, code, message, place, remedy in checks if wrong]
    return found + network_faults()


def network_faults() -> list[Fault]:
    """A deployment on the Internet that holds people of the police line; asked by ``lantoa check`` always."""
    held = people.police_people(clock.today()) if settings.NETWORK == "internet" else 0
    if not held:
        return []
    return [
        Fault(
            "POLICE_LINE",
            f"Bản cài trên Internet đang giữ {held} người của tuyến Công an.",
            "LANTOA_NETWORK",
            "Chuyển danh sách này sang bản cài trên mạng nội bộ, rồi xóa khỏi đây; nếu đây là mạng nội bộ, "
            "đặt LANTOA_NETWORK=internal.",
        )
    ]
