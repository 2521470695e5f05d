"""Dossier, council and decision on pages, as each role walks them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lantoa.commendation import operations
from lantoa.commendation.models import Council, CouncilBallot, Decision, Dossier
from lantoa.registry.models import StoredFile
from tests.cast import Cast
from tests.commendation.round import (
    DAY,
    GOOD_YEAR,
    confirm,
    council,
    drafted,
    flag_dossier,
    issued,
    person,
    submitted,
    title_dossier,
    verified,
    voted,
)
from tests.web.test_assessment import page

HO_SO = "/khen-thuong/ho-so"


def test_a_dossier_from_the_first_form_to_the_public_page(cast: Cast, at: datetime, client: Client) -> None:
    dossier = title_dossier(cast, at)
    url = f"{HO_SO}/{dossier.pk}/"
    client.force_login(cast.users["emulation"])
    assert "còn thiếu" in page(client, url)
    refused = client.post(f"{url}trinh/")
    assert refused.status_code == 422
    assert "Còn thiếu báo cáo thành tích cá nhân" in refused.content.decode()
    file = SimpleUploadedFile("bao-cao.txt", "Báo cáo thành tích".encode())
    assert client.post(f"{url}thanh-phan/2/", {"file": file}).status_code == 303
    assert client.post(f"{url}thanh-phan/4/").status_code == 303
    assert client.get(f"{url}tep/2/").content == "Báo cáo thành tích".encode()
    assert client.post(f"{url}trinh/").status_code == 303
    assert client.post(f"{url}tham-dinh/").status_code == 303
    board = council(cast, at)
    assert client.post(f"{url}bo-phieu/", {"council": str(board.pk)}).status_code == 303
    ballot = CouncilBallot.objects.get()
    vote = f"/khen-thuong/bo-phieu/{ballot.pk}/"
    client.force_login(cast.users["council_member"])
    assert "Phiếu của bạn" in page(client, vote)
    client.force_login(cast.users["emulation"])
    too_many = client.post(f"{vote}kiem-phieu/", {"present": "21", "yes_present": "20"})
    assert too_many.status_code == 422
    assert "nhiều hơn 20 thành viên" in too_many.content.decode()
    assert client.post(f"{vote}kiem-phieu/", {"present": "20", "yes_present": "17"}).status_code == 303
    assert "Đến trang xác nhận" in page(client, vote)
    signing = {"signer": "Đặng Văn Ký", "symbol": "QĐ-CAT", "place": "Một", "published": "on"}
    waits = client.post(f"{url}quyet-dinh/", signing)
    assert waits.status_code == 409
    assert "ngưỡng phiếu còn chờ xác nhận" in waits.content.decode()
    confirm(cast, "V03", "CA.T1", at)
    assert client.post(f"{url}quyet-dinh/", signing).status_code == 303
    decision = Decision.objects.get()
    paper = f"/khen-thuong/quyet-dinh/{decision.pk}/"
    assert "Ký quyết định" not in page(client, paper)
    client.force_login(cast.users["signer"])
    assert client.post(f"{paper}ky/").status_code == 303
    client.force_login(cast.users["clerk"])
    assert "Văn thư cấp số" in page(client, paper)
    bad = client.post(f"{paper}cap-so/", {"number": "mười", "issued_on": "20/12/2025"})
    assert bad.status_code == 422
    assert client.post(f"{paper}cap-so/", {"number": "15", "issued_on": "20/12/2025"}).status_code == 303
    assert client.post(f"{paper}ban-hanh/").status_code == 303
    shown = page(client, paper)
    assert "Quyết định số 15/QĐ-CAT" in shown
    assert client.get(f"{paper}tai.pdf").content[:4] == b"%PDF"
    assert client.get(f"{paper}tai.docx").content[:2] == b"PK"
    client.logout()
    assert "Nguyễn Thị Ngọc Ánh" in page(client, f"/tra-cuu/{decision.public_code}/")


def test_a_number_already_used_is_said_beside_its_field(cast: Cast, at: datetime, client: Client) -> None:
    issued(cast, title_dossier(cast, at), at)
    second = drafted(cast, title_dossier(cast, at, person=person("P2", "Lê Thị Bình")), at)
    operations.sign(actor=cast["signer"], decision=second, day=DAY, at=at)
    client.force_login(cast.users["clerk"])
    answer = client.post(
        f"/khen-thuong/quyet-dinh/{second.pk}/cap-so/", {"number": "15", "issued_on": "21/12/2025"}
    )
    assert answer.status_code == 409
    assert "Số 15/QĐ-CAT đã cấp cho văn bản khác trong năm 2025." in answer.content.decode()


def test_open_conditions_are_answered_on_the_page_and_kept(cast: Cast, at: datetime, client: Client) -> None:
    year = {key: value for key, value in GOOD_YEAR.items() if key != "titles"}
    dossier = submitted(cast, title_dossier(cast, at, {"pending": [], "years": {"2025": year}}), at)
    client.force_login(cast.users["emulation"])
    url = f"{HO_SO}/{dossier.pk}/"
    assert 'name="opinion-E02_BASE_TITLE"' in page(client, url)
    assert client.post(f"{url}tham-dinh/", {"opinion-E02_BASE_TITLE": ""}).status_code == 422
    answer = client.post(f"{url}tham-dinh/", {"opinion-E02_BASE_TITLE": "Quyết định 12/QĐ-CAT."})
    assert answer.status_code == 303
    assert "Quyết định 12/QĐ-CAT." in page(client, url)


def test_a_law_nobody_has_confirmed_is_not_appraised_by_opinion(
    cast: Cast, at: datetime, client: Client
) -> None:
    dossier = submitted(cast, title_dossier(cast, at, accepted_on=date(2026, 10, 1)), at)
    client.force_login(cast.users["emulation"])
    shown = page(client, f"{HO_SO}/{dossier.pk}/")
    assert f"{HO_SO}/{dossier.pk}/tham-dinh/" not in shown
    assert "/can-cu/LAW_CHANGED/" in shown
    assert shown.count("thuộc phạm vi Luật 06/2026/QH16") == 1
    assert "Nộp: báo cáo thành tích cá nhân (Mẫu 05)" in shown


def test_a_failing_condition_stands_first_and_a_return_says_why(
    cast: Cast, at: datetime, client: Client
) -> None:
    bad = {"pending": [], "years": {"2025": GOOD_YEAR | {"grade": "HTT"}}}
    dossier = submitted(cast, title_dossier(cast, at, bad), at)
    client.force_login(cast.users["emulation"])
    url = f"{HO_SO}/{dossier.pk}/"
    assert client.post(f"{url}tham-dinh/").status_code == 409
    assert client.post(f"{url}tra-lai/", {"reason": ""}).status_code == 422
    assert client.post(f"{url}tra-lai/", {"reason": "Chưa hoàn thành xuất sắc."}).status_code == 303
    assert "Chưa hoàn thành xuất sắc." in page(client, url)


def test_a_secret_file_is_refused_at_the_checklist(cast: Cast, at: datetime, client: Client) -> None:
    dossier = title_dossier(cast, at)
    client.force_login(cast.users["emulation"])
    file = SimpleUploadedFile("b.txt", "MẬT\nDanh sách".encode())
    answer = client.post(f"{HO_SO}/{dossier.pk}/thanh-phan/2/", {"file": file})
    assert answer.status_code == 403
    assert StoredFile.objects.count() == 0


def test_the_minutes_and_the_submission_can_be_taken_away(cast: Cast, at: datetime, client: Client) -> None:
    dossier = voted(cast, title_dossier(cast, at), at)
    client.force_login(cast.users["emulation"])
    ballot = CouncilBallot.objects.get()
    for path, head in (
        (f"bo-phieu/{ballot.pk}/bien-ban.docx", b"PK"),
        (f"bo-phieu/{ballot.pk}/bien-ban.pdf", b"%P"),
        (f"ho-so/{dossier.pk}/to-trinh.docx", b"PK"),
        (f"ho-so/{dossier.pk}/to-trinh.pdf", b"%P"),
    ):
        assert client.get(f"/khen-thuong/{path}").content[:2] == head


def test_a_new_dossier_keeps_titles_and_forms_apart(cast: Cast, at: datetime, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    text = page(client, f"{HO_SO}/moi/")
    assert '<optgroup label="Danh hiệu thi đua">' in text
    entry = {"unit": "CA.T1", "award": "T_COTINH", "person": "P9", "authority": "BCA", "year": "2026"}
    assert client.post(f"{HO_SO}/moi/", entry).status_code == 422
    assert client.post(f"{HO_SO}/moi/", entry | {"person": ""}).status_code == 303
    assert Dossier.objects.get().award == "T_COTINH"


@pytest.mark.parametrize("who", ["stranger", "stranger_head", "stranger_commune", "nobody", "council_office"])
def test_a_stranger_finds_no_page(cast: Cast, at: datetime, client: Client, who: str) -> None:
    decision = issued(cast, flag_dossier(cast, at), at)
    dossier = Dossier.objects.get()
    ballot = CouncilBallot.objects.get()
    client.force_login(cast.users[who])
    assert "Công an tỉnh Một" not in page(client, "/khen-thuong/")
    assert "Cờ thi đua" not in page(client, "/khen-thuong/quyet-dinh/")
    pages = [
        f"ho-so/{dossier.pk}/", f"ho-so/{dossier.pk}/to-trinh.pdf", f"ho-so/{dossier.pk}/tep/2/",
        f"ho-so/{dossier.pk}/quyet-dinh/", f"bo-phieu/{ballot.pk}/", f"bo-phieu/{ballot.pk}/bien-ban.pdf",
        f"quyet-dinh/{decision.pk}/", f"quyet-dinh/{decision.pk}/tai.pdf",
    ]  # fmt: skip
    for path in pages:
        page(client, f"/khen-thuong/{path}", 404)
    acts = [
        f"ho-so/{dossier.pk}/thanh-phan/2/", f"ho-so/{dossier.pk}/trinh/", f"ho-so/{dossier.pk}/tham-dinh/",
        f"ho-so/{dossier.pk}/tra-lai/", f"ho-so/{dossier.pk}/khong-de-nghi/", f"ho-so/{dossier.pk}/bo-phieu/",
        f"bo-phieu/{ballot.pk}/van-ban/", f"bo-phieu/{ballot.pk}/kiem-phieu/", f"quyet-dinh/{decision.pk}/ky/",
        f"quyet-dinh/{decision.pk}/cap-so/", f"quyet-dinh/{decision.pk}/ban-hanh/", f"quyet-dinh/{decision.pk}/huy/",
    ]  # fmt: skip
    for path in acts:
        assert client.post(f"/khen-thuong/{path}").status_code == 404


def test_the_unit_named_in_a_decision_sees_it_and_not_a_stranger_s_buttons(
    cast: Cast, at: datetime, client: Client
) -> None:
    decision = issued(cast, flag_dossier(cast, at), at)
    client.force_login(cast.users["province"])
    text = page(client, f"/khen-thuong/quyet-dinh/{decision.pk}/")
    assert "Hủy quyết định" not in text
    client.force_login(cast.users["ministry_signer"])
    assert "Hủy quyết định" in page(client, f"/khen-thuong/quyet-dinh/{decision.pk}/")


def test_a_list_costs_the_same_for_one_and_three(cast: Cast, at: datetime, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    counts = []
    verified(cast, title_dossier(cast, at), at)
    for _round in range(2):
        client.get("/khen-thuong/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/khen-thuong/")
        counts.append(len(seen))
        title_dossier(cast, at)
        flag_dossier(cast, at)
    assert counts[0] == counts[1]


def test_facts_typed_on_the_page_judge_the_conditions(cast: Cast, at: datetime, client: Client) -> None:
    dossier = title_dossier(cast, at, {})
    client.force_login(cast.users["emulation"])
    url = f"{HO_SO}/{dossier.pk}/"
    assert "Cần người xem xét" in page(client, url)
    entry = {
        "pending_known": "no",
        "grade_2025": "HTXS",
        "titles_known_2025": "yes",
        "titles_2025": ["T_CSTT"],
        "disciplined_2025": "none",
        "merit": "Nhân rộng hai mô hình.",
    }
    assert client.post(f"{url}du-kien/", entry).status_code == 303
    dossier.refresh_from_db()
    assert dossier.facts == {
        "pending": [],
        "years": {"2025": {"grade": "HTXS", "titles": ["T_CSTT"], "disciplined": None}},
    }
    assert "Đủ điều kiện" in page(client, url)
    shown = page(client, f"{url}du-kien/")
    assert 'value="HTXS" selected' in shown
    assert "Nhân rộng hai mô hình." in shown


def test_a_collective_s_facts_and_an_impossible_count(cast: Cast, at: datetime, client: Client) -> None:
    dossier = title_dossier(cast, at, {}, award="T_TTLDXS", person=None, authority="BCA")
    client.force_login(cast.users["emulation"])
    url = f"{HO_SO}/{dossier.pk}/du-kien/"
    entry = {
        "pending_known": "no",
        "grade": "HTXS",
        "members": "20",
        "completed": "21",
        "ldtt": "15",
        "cstdcs": "1",
    }
    refused = client.post(url, entry)
    assert refused.status_code == 422
    assert "21 người ở mục" in refused.content.decode()
    assert 'value="21"' in refused.content.decode()
    assert client.post(url, entry | {"completed": "20", "targets_exceeded": "yes"}).status_code == 303
    dossier.refresh_from_db()
    assert dossier.facts["collective"] == {
        "members": 20, "completed": 20, "ldtt": 15, "cstdcs": 1, "grade": "HTXS", "targets_exceeded": True,
    }  # fmt: skip


def test_facts_are_closed_once_submitted_and_to_strangers(cast: Cast, at: datetime, client: Client) -> None:
    dossier = submitted(cast, title_dossier(cast, at), at)
    client.force_login(cast.users["emulation"])
    page(client, f"{HO_SO}/{dossier.pk}/du-kien/", 409)
    client.force_login(cast.users["stranger"])
    page(client, f"{HO_SO}/{dossier.pk}/du-kien/", 404)


@pytest.mark.parametrize(("form", "who"), [("du-kien", "signer"), ("quyet-dinh", "clerk")])
def test_who_only_reads_a_dossier_is_given_no_form(
    cast: Cast, at: datetime, client: Client, form: str, who: str
) -> None:
    """The door says at once what sending the form would say, before anything is typed."""
    url = f"{HO_SO}/{title_dossier(cast, at).pk}/"
    client.force_login(cast.users[who])
    page(client, url)
    assert client.post(f"{url}{form}/", {"signer": "Đặng Văn Ký"}).status_code == 403
    assert "<textarea" not in page(client, f"{url}{form}/", 403)


def test_a_return_and_a_refusal_are_told_apart_in_the_timeline(
    cast: Cast, at: datetime, client: Client
) -> None:
    dossier = submitted(cast, title_dossier(cast, at), at)
    client.force_login(cast.users["emulation"])
    url = f"{HO_SO}/{dossier.pk}/"
    client.post(f"{url}tra-lai/", {"reason": "Thiếu biên bản họp."})
    shown = page(client, url)
    timeline = shown[shown.index("Diễn biến") :]
    assert "Trả lại để bổ sung" in timeline
    assert "Không đề nghị khen thưởng" not in timeline
    client.post(f"{url}trinh/")
    client.post(f"{url}khong-de-nghi/", {"reason": "Bị kỷ luật trong năm."})
    shown = page(client, url)
    timeline = shown[shown.index("Diễn biến") :]
    assert timeline.index("Trả lại để bổ sung") < timeline.index("Không đề nghị khen thưởng")
    assert "Bị kỷ luật trong năm." in timeline


# Councils --------------------------------------------------------------------------------------------

BOARDS = "/khen-thuong/hoi-dong"


def rows(*members: tuple[str, str, str], total: int = 9) -> dict[str, str]:
    """The form's rows: (name, role, user)."""
    sent = {"m-TOTAL_FORMS": str(total), "m-INITIAL_FORMS": str(total)}
    for number, (name, role, user) in enumerate(members):
        sent |= {f"m-{number}-name": name, f"m-{number}-role": role, f"m-{number}-user": user}
    return sent


def test_a_council_is_convened_on_the_page_and_shown(cast: Cast, at: datetime, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    text = page(client, f"{BOARDS}/moi/?cap=CA.T1")
    assert '<option value="CA.T1" selected>' in text
    assert "Công an xã Đồng Ấm" in text
    assert "CA.T2" not in text
    entry = {"body": "CA.T1", "name": "Hội đồng Công an tỉnh", "basis": "Quyết định 20/QĐ-CAT"} | rows(
        ("Đặng Văn Ký", "CHAIR", ""), ("Bùi Quang Ự", "SECRETARY", "Council_Member"), ("Lê A", "", "")
    )
    answer = client.post(f"{BOARDS}/moi/", entry)
    assert answer.status_code == 303
    shown = page(client, answer["Location"])
    assert "Quyết định 20/QĐ-CAT" in shown
    assert shown.index("Đặng Văn Ký") < shown.index("Bùi Quang Ự") < shown.index("Lê A")
    assert shown.count("trên phần mềm") == 1
    assert "Hội đồng Công an tỉnh" in page(client, f"{BOARDS}/")
    client.force_login(cast.users["stranger"])
    page(client, answer["Location"], 404)
    assert "Hội đồng Công an tỉnh" not in page(client, f"{BOARDS}/")


def test_a_wrong_row_is_named_and_nothing_typed_is_lost(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    entry = {"body": "CA.T1", "name": "Hội đồng"} | rows(("Đặng Văn Ký", "CHAIR", ""), ("", "MEMBER", "x1"))
    refused = client.post(f"{BOARDS}/moi/", entry)
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "Thành viên 2: Họ và tên: Chưa ghi họ tên của thành viên này." in text
    assert 'value="Đặng Văn Ký"' in text
    unknown = client.post(f"{BOARDS}/moi/", entry | rows(("Lê A", "CHAIR", ""), ("Lê B", "", "x1")))
    assert unknown.status_code == 422
    assert "Không có người dùng “x1”." in unknown.content.decode()
    chairs = client.post(f"{BOARDS}/moi/", entry | rows(("Lê A", "CHAIR", ""), ("Lê B", "CHAIR", "")))
    assert "Hội đồng có hai Chủ tịch." in chairs.content.decode()
    same = rows(("Lê A", "", "council_member"), ("Lê B", "", "council_member"))
    assert "có ở hai dòng" in client.post(f"{BOARDS}/moi/", entry | same).content.decode()
    assert Council.objects.count() == 0


def test_more_rows_without_a_script(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    entry = {"body": "CA.T1", "name": "", "more": "1"} | rows(("Lê A", "CHAIR", ""))
    answer = client.post(f"{BOARDS}/moi/", entry)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="m-13-name"' in text
    assert 'value="Lê A"' in text
    assert Council.objects.count() == 0


def test_a_new_council_replaces_the_old_unless_it_is_voting(cast: Cast, at: datetime, client: Client) -> None:
    dossier = verified(cast, title_dossier(cast, at), at)
    old = council(cast, at)
    client.force_login(cast.users["emulation"])
    entry = {"body": "CA.T1", "name": "Hội đồng mới", "replaces": "on"} | rows(("Lê A", "CHAIR", ""))
    (ballot,) = operations.open_vote(actor=cast["emulation"], council=old, dossiers=[dossier], day=DAY, at=at)
    refused = client.post(f"{BOARDS}/moi/", entry)
    assert refused.status_code == 409
    assert "còn cuộc bỏ phiếu chưa kiểm" in refused.content.decode()
    operations.record_count(
        actor=cast["emulation"], ballot=ballot, present=20, yes_present=17, day=DAY, at=at
    )
    assert client.post(f"{BOARDS}/moi/", entry).status_code == 303
    assert "Đã thay thế" in page(client, f"{BOARDS}/{old.pk}/")
    assert [one.name for one in Council.objects.filter(dissolved_at=None)] == ["Hội đồng mới"]


def test_a_dossier_without_a_council_leads_to_the_form(cast: Cast, at: datetime, client: Client) -> None:
    dossier = verified(cast, title_dossier(cast, at), at)
    client.force_login(cast.users["emulation"])
    assert f"{BOARDS}/moi/?cap=CA.T1" in page(client, f"{HO_SO}/{dossier.pk}/")
    council(cast, at)
    assert f"{BOARDS}/moi/?cap=CA.T1" not in page(client, f"{HO_SO}/{dossier.pk}/")


@pytest.mark.parametrize("who", ["clerk", "stranger", "nobody"])
def test_who_may_not_convene_has_no_bodies(cast: Cast, client: Client, who: str) -> None:
    client.force_login(cast.users[who])
    assert "Không có đơn vị nào để lập Hội đồng" in page(client, f"{BOARDS}/moi/")
    entry = {"body": "CA.T1", "name": "Hội đồng"} | rows(("Lê A", "CHAIR", ""))
    assert client.post(f"{BOARDS}/moi/", entry).status_code == 422
    assert Council.objects.count() == 0
