"""Scoring on pages: what each sees, what is typed and kept, and how a cluster votes."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantoa.assessment import operations, tables
from lantoa.assessment.models import Ballot, CriteriaSheet, Evaluation, Score
from lantoa.organisation.models import Cluster
from lantoa.registry.models import StoredFile
from tests.assessment.year import DAY, appraised, of, opened, person, published, self_scored
from tests.cast import CLUSTER, Cast


def page(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def typed(**more: str) -> dict[str, str]:
    return {
        "target-I.1": "10", "actual-I.1": "15", "points-I.2": "19,5", "passed-III.1": "dat",
        "bonus-IV": "1", "penalty-IV": "0", **more,
    }  # fmt: skip


def test_a_unit_types_its_points_and_sends_them(cast: Cast, at: datetime, client: Client) -> None:
    one = of(opened(cast, at), "CA.T1")
    client.force_login(cast.users["province"])
    assert f"/cham-diem/phieu/{one.pk}/" in page(client, f"/cham-diem/{one.sheet_id}/")
    assert client.post(f"/cham-diem/phieu/{one.pk}/", typed()).status_code == 303
    shown = page(client, f"/cham-diem/phieu/{one.pk}/")
    assert 'value="19,5"' in shown
    assert "40,50" in shown
    sent = client.post(f"/cham-diem/phieu/{one.pk}/buoc/", {"action": "self_score"})
    assert sent.status_code == 303
    assert Evaluation.objects.get(pk=one.pk).state == "self_scored"


def test_points_above_the_maximum_are_refused_where_they_are_and_nothing_typed_is_lost(
    cast: Cast, at: datetime, client: Client
) -> None:
    one = of(opened(cast, at), "CA.T1")
    client.force_login(cast.users["province"])
    answer = client.post(f"/cham-diem/phieu/{one.pk}/", typed(**{"points-I.2": "20,5"}))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Điểm 20,5 cao hơn điểm tối đa 20 của tiêu chí I.2." in text
    assert 'value="20,5"' in text
    assert 'name="actual-I.1" value="15"' in text
    assert Score.objects.count() == 0


def test_a_file_marked_secret_is_refused_with_a_reason(cast: Cast, at: datetime, client: Client) -> None:
    one = of(opened(cast, at), "CA.T1")
    client.force_login(cast.users["province"])
    client.post(f"/cham-diem/phieu/{one.pk}/", typed())
    url = f"/cham-diem/phieu/{one.pk}/minh-chung/"
    secret = SimpleUploadedFile("a.txt", "TỐI MẬT\nNội dung".encode())
    assert client.post(url, {"criterion": "I.2", "file": secret}).status_code == 403
    assert StoredFile.objects.count() == 0
    plain = SimpleUploadedFile("danh-sach.txt", "Danh sách".encode())
    assert client.post(url, {"criterion": "I.2", "file": plain}).status_code == 303
    row = Score.objects.get(evidence__isnull=False)
    assert client.get(f"/cham-diem/minh-chung/{row.pk}/").content == "Danh sách".encode()
    client.force_login(cast.users["stranger_commune"])
    assert client.get(f"/cham-diem/minh-chung/{row.pk}/").status_code == 404


def test_the_head_is_told_that_its_own_sheet_is_for_the_deputy(
    cast: Cast, at: datetime, client: Client
) -> None:
    sheet = self_scored(cast, at)
    client.force_login(cast.users["head"])
    own = page(client, f"/cham-diem/phieu/{of(sheet, 'CA.T1').pk}/")
    assert "Cụm phó hoặc đơn vị khác" in own
    assert "Lưu điểm" not in own
    other = page(client, f"/cham-diem/phieu/{of(sheet, 'CA.T2').pk}/")
    assert "Lưu điểm" in other
    assert "Trả lại để tự chấm lại" in other


def test_finalised_on_the_page_and_ranked_with_reasons(cast: Cast, at: datetime, client: Client) -> None:
    sheet = appraised(cast, at)
    client.force_login(cast.users["ministry"])
    assert client.post(f"/cham-diem/{sheet.pk}/chot/").status_code == 303
    shown = page(client, f"/cham-diem/{sheet.pk}/xep-hang/")
    assert "Công an tỉnh Một xếp trên Công an tỉnh Hai: tỷ lệ điểm 100 % so với 88,75 %." in shown
    client.force_login(cast.users["province"])
    assert "Chưa có xếp hạng" in page(client, f"/cham-diem/{sheet.pk}/xep-hang/")
    client.force_login(cast.users["ministry"])
    assert client.post(f"/cham-diem/{sheet.pk}/cong-bo/").status_code == 303
    minutes = client.get(f"/cham-diem/{sheet.pk}/bien-ban.docx")
    assert minutes.content[:2] == b"PK"


def test_a_sheet_not_ready_says_who_is_late(cast: Cast, at: datetime, client: Client) -> None:
    sheet = self_scored(cast, at)
    client.force_login(cast.users["ministry"])
    answer = client.post(f"/cham-diem/{sheet.pk}/chot/")
    assert answer.status_code == 409
    assert "Còn 2 đơn vị chưa đến bước này: Công an tỉnh Một" in answer.content.decode()


def test_a_cluster_votes_on_the_page(cast: Cast, at: datetime, client: Client) -> None:
    sheet = published(cast, at)
    client.force_login(cast.users["head"])
    assert client.post(f"/cham-diem/{sheet.pk}/bo-phieu/").status_code == 303
    ballot = Ballot.objects.get()
    url = f"/cham-diem/bo-phieu/{ballot.pk}/"
    assert "Phiếu trắng" in page(client, url)
    assert client.post(url, {"unit": "CA.T1", "choice": "CA.T1"}).status_code == 303
    again = client.post(url, {"unit": "CA.T1", "choice": "CA.T1"})
    assert again.status_code == 409
    assert "Đơn vị này đã bỏ phiếu." in again.content.decode()
    assert client.post(f"{url}dong/").status_code == 303
    assert "Được suy tôn" in page(client, url)
    late = client.post(url, {"unit": "CA.T2", "choice": "CA.T1"})
    assert late.status_code == 409
    assert "Cuộc bỏ phiếu đã đóng" in late.content.decode()
    assert client.get(f"{url}kiem-phieu.pdf").content[:4] == b"%PDF"


def test_two_tied_rounds_are_settled_on_the_page(cast: Cast, at: datetime, client: Client) -> None:
    sheet = published(cast, at)
    other = person("member2", "CLUSTER_MEMBER", cluster=CLUSTER, home="CA.T2")
    for _round in (1, 2):
        ballot = operations.open_ballot(actor=cast["head"], sheet=sheet, award="T_COTINH", day=DAY, at=at)
        for actor, unit in ((cast["head"], "CA.T1"), (other, "CA.T2")):
            operations.cast(actor=actor, ballot=ballot, unit=unit, choice=unit, day=DAY, at=at)
        operations.close_ballot(actor=cast["head"], ballot=ballot, day=DAY, at=at)
    client.force_login(cast.users["head"])
    assert "Cụm trưởng, Cụm phó quyết định" in page(client, f"/cham-diem/bo-phieu/{ballot.pk}/")
    answer = client.post(
        f"/cham-diem/bo-phieu/{ballot.pk}/quyet-dinh/", {"unit": "CA.T1", "reason": "Dẫn đầu về điểm."}
    )
    assert answer.status_code == 303


@pytest.mark.parametrize(("who", "status"), [("ministry_signer", 403), ("province", 404)])
def test_who_only_reads_a_sheet_is_given_no_form_to_reopen_it(
    cast: Cast, at: datetime, client: Client, who: str, status: int
) -> None:
    url = f"/cham-diem/{published(cast, at).pk}/"
    client.force_login(cast.users[who])
    page(client, url)
    assert client.post(f"{url}mo-lai/", {"reason": "Cần sửa."}).status_code == status
    page(client, f"{url}mo-lai/", status)


@pytest.mark.parametrize("who", ["stranger_commune", "stranger_head", "nobody", "council_office"])
def test_a_stranger_finds_no_page(cast: Cast, at: datetime, client: Client, who: str) -> None:
    sheet = published(cast, at)
    ballot = operations.open_ballot(actor=cast["head"], sheet=sheet, award="T_COTINH", day=DAY, at=at)
    client.force_login(cast.users[who])
    assert sheet.title not in page(client, "/cham-diem/")
    one = of(sheet, "CA.T1").pk
    for path in (
        f"{sheet.pk}/", f"{sheet.pk}/xep-hang/", f"{sheet.pk}/bien-ban.pdf", f"{sheet.pk}/mo-lai/",
        f"phieu/{one}/", f"bo-phieu/{ballot.pk}/", f"bo-phieu/{ballot.pk}/kiem-phieu.pdf",
    ):  # fmt: skip
        page(client, f"/cham-diem/{path}", 404)
    for path in (f"{sheet.pk}/chot/", f"{sheet.pk}/cong-bo/", f"{sheet.pk}/bo-phieu/", f"phieu/{one}/buoc/",
                 f"phieu/{one}/", f"bo-phieu/{ballot.pk}/", f"bo-phieu/{ballot.pk}/dong/"):  # fmt: skip
        assert client.post(f"/cham-diem/{path}", {"action": "explain", "text": "x"}).status_code == 404


def test_a_member_sees_its_own_line_only(cast: Cast, at: datetime, client: Client) -> None:
    sheet = self_scored(cast, at)
    client.force_login(cast.users["province"])
    text = page(client, f"/cham-diem/{sheet.pk}/")
    assert "Công an tỉnh Một" in text
    assert "Công an tỉnh Hai" not in text
    page(client, f"/cham-diem/phieu/{of(sheet, 'CA.T2').pk}/", 404)


def test_without_signing_in_there_is_nothing(cast: Cast, at: datetime, client: Client) -> None:
    sheet = published(cast, at)
    assert client.get(f"/cham-diem/{sheet.pk}/").status_code == 302


def test_a_passed_due_day_is_late_only_while_someone_has_not_scored_itself(
    cast: Cast, at: datetime, client: Client
) -> None:
    sheet = opened(cast, at, due=date(2026, 1, 15))
    client.force_login(cast.users["ministry"])
    assert "(chậm " in page(client, f"/cham-diem/{sheet.pk}/")
    Evaluation.objects.filter(sheet=sheet).update(state="self_scored")
    shown = page(client, f"/cham-diem/{sheet.pk}/")
    assert "15/01/2026" in shown
    assert "(chậm " not in shown


# Opening a sheet -------------------------------------------------------------------------------------

NEW = "/cham-diem/moi/"
LINES = "I | | Nhóm | Công tác | | \nI.1 | I | Định lượng | Mô hình mới | 10\nI.2 | I | Chấm thẳng | Chất lượng | 20,5"


def entry(**more: str) -> dict[str, str]:
    return {
        "cluster": CLUSTER, "year": "2026", "title": "Bảng năm 2026", "basis": "Quy chế 12/QC", "due": "15/12/2026",
        "formula": "leader_actual", "lines": LINES, **more,
    }  # fmt: skip


def seen(text: str) -> str:
    return text.split('name="seen" value="')[1].split('"')[0]


def test_pasted_criteria_are_seen_as_a_tree_and_then_opened(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["ministry"])
    assert f'href="{NEW}"' in page(client, "/cham-diem/")
    assert "Dẫn đầu là đơn vị có tỷ lệ vượt chỉ tiêu cao nhất" in page(client, NEW)
    shown = client.post(NEW, entry(preview="1"))
    text = shown.content.decode()
    assert shown.status_code == 200
    assert "Tổng điểm được giao tối đa <strong>30,5</strong>, 2 tiêu chí" in text
    assert '<option value="I">điểm nhóm I</option>' in text
    assert CriteriaSheet.objects.count() == 0
    answer = client.post(NEW, entry(open="1", seen=seen(text), rule_1="percent", rule_2="I"))
    assert answer.status_code == 303
    sheet = CriteriaSheet.objects.get()
    assert (sheet.formula, sheet.rules, sheet.due) == ("leader_actual", ["percent", "I"], date(2026, 12, 15))
    assert [str(one.max) for one in sheet.criteria.all()] == ["30.50", "10.00", "20.50"]
    assert sheet.evaluations.count() == 2
    again = client.post(NEW, entry(open="1", seen=seen(text)))
    assert again.status_code == 409
    assert "đã có bảng chấm điểm năm 2026" in again.content.decode()


def test_nothing_is_opened_unseen_or_changed_since(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["ministry"])
    unseen = client.post(NEW, entry(open="1"))
    assert "Xem lại cây tiêu chí" in unseen.content.decode()
    changed = client.post(
        NEW, entry(open="1", seen=seen(unseen.content.decode()), lines=LINES.replace("20,5", "25"))
    )
    assert "Xem lại cây tiêu chí" in changed.content.decode()
    assert CriteriaSheet.objects.count() == 0


def test_a_filled_template_lands_in_the_lines_with_its_faults(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["ministry"])
    template = client.get(f"{NEW}mau.xlsx").content
    assert template[:2] == b"PK"
    text = "Mã,Loại,Nội dung,Điểm tối đa\nA,Chấm thẳng,Chất lượng,20\nB,Chấm,Thời gian,mười\n"
    file = SimpleUploadedFile("tieu-chi.csv", text.encode())
    answer = client.post(NEW, entry(preview="1", lines="") | {"file": file})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Không có loại “Chấm”." in shown
    assert "dòng 2, cột Điểm tối đa" in shown
    assert "A |  | Chấm thẳng | Chất lượng | 20" in shown
    assert "mười" in shown
    assert "Bảng năm 2026" in shown
    secret = SimpleUploadedFile("a.csv", "TUYỆT MẬT,x".encode())
    refused = client.post(NEW, entry(preview="1") | {"file": secret})
    assert refused.status_code == 422
    assert "không phần nào của tệp được giữ lại" in refused.content.decode()
    assert "Công tác" in refused.content.decode()


def test_an_earlier_sheet_is_copied_and_changed(cast: Cast, at: datetime, client: Client) -> None:
    old = opened(cast, at, year=2025, title="Bảng năm trước")
    client.force_login(cast.users["ministry"])
    text = client.post(NEW, entry(preview="1", lines="", copy=str(old.pk))).content.decode()
    assert "Ký giao ước đúng hạn" in text
    assert "mỗi lần cộng 1, trừ 2; thấp nhất -5; ngoài tổng điểm" in text
    assert "<strong>40</strong>" in text


def test_a_wrong_field_keeps_all_that_was_typed(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["ministry"])
    text = client.post(NEW, entry(preview="1")).content.decode()
    for wrong, said in (
        ({"title": ""}, "Chưa nhập mục này."),
        ({"rule_1": "I", "rule_2": "I"}, "Một quy tắc được chọn hai lần."),
        ({"formula": ""}, "Đơn vị dẫn đầu một tiêu chí định lượng"),
    ):
        answer = client.post(NEW, entry(open="1", seen=seen(text)) | wrong)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert "Chất lượng | 20,5" in answer.content.decode()
    assert CriteriaSheet.objects.count() == 0


def test_a_cluster_of_another_year_is_refused(cast: Cast, client: Client) -> None:
    Cluster.objects.filter(key=CLUSTER).update(valid_to=date(2027, 1, 1))
    client.force_login(cast.users["ministry"])
    text = client.post(NEW, entry(preview="1")).content.decode()
    answer = client.post(NEW, entry(open="1", seen=seen(text), year="2027"))
    assert answer.status_code == 422
    assert "Cụm này không hoạt động trong năm 2027." in answer.content.decode()


@pytest.mark.parametrize("who", ["head", "province", "stranger", "nobody"])
def test_who_may_not_open_has_no_cluster(cast: Cast, client: Client, who: str) -> None:
    client.force_login(cast.users[who])
    assert f'href="{NEW}"' not in page(client, "/cham-diem/")
    assert "Không có cụm nào để mở bảng" in page(client, NEW)
    text = tables.read_lines(LINES).lines
    forged = hashlib.sha256(text.encode()).hexdigest()[:16]
    assert client.post(NEW, entry(open="1", seen=forged)).status_code == 422
    assert CriteriaSheet.objects.count() == 0
