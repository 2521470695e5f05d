"""A dossier accepted before a newer law keeps the earlier one unless a person says the newer is more favourable."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from lantoa.commendation import facts, laws, operations
from lantoa.commendation.models import Dossier
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, Problem
from lantoa.rulebook import operations as rulebook
from tests.api.test_assessment import Api
from tests.cast import Cast
from tests.commendation.round import DAY, flag_dossier, title_dossier
from tests.rulebook.cover import covers

REASON = "Quy định mới về sáng kiến có lợi hơn cho người được đề nghị"


def chosen(cast: Cast, at: datetime, dossier: Dossier, law: str = "LAW2026", **more: Any) -> Dossier:
    fields: dict[str, Any] = {"reason": REASON, "actor": cast["emulation"], "day": DAY, "at": at}
    return operations.choose_law(dossier=dossier.pk, law=law, **(fields | more))


def codes(dossier: Dossier) -> set[str]:
    return {one.code for one in facts.verdict(dossier, DAY).findings}


@covers("LAW_CHANGED")
def test_the_earlier_law_is_kept_until_a_person_chooses_and_both_verdicts_stand_side_by_side(
    cast: Cast, at: datetime
) -> None:
    dossier = title_dossier(cast, at)
    assert "LAW_CHANGED" not in codes(dossier)
    earlier, newer = laws.choices(dossier, DAY)
    assert ((earlier.code, earlier.chosen), (newer.code, newer.chosen)) == (("", True), ("LAW2026", False))
    assert "LAW_CHANGED" in {one.code for one in newer.verdict.findings}
    dossier = chosen(cast, at, dossier)
    assert (dossier.judged_on, "LAW_CHANGED" in codes(dossier)) == (date(2026, 10, 1), True)
    last = Entry.objects.order_by("-seq")[0]
    assert (last.action, last.payload.content["reason"]) == ("commendation.dossier.law", REASON)
    dossier = chosen(cast, at, dossier, law="")
    assert (dossier.law_day, "LAW_CHANGED" in codes(dossier)) == (None, False)


def test_no_choice_for_a_dossier_accepted_under_the_newer_law(cast: Cast, at: datetime) -> None:
    dossier = title_dossier(cast, at, accepted_on=date(2026, 10, 1))
    assert laws.choices(dossier, DAY) == ()
    assert laws.choices(title_dossier(cast, at), date(2026, 9, 30)) == ()
    with pytest.raises(BadInput) as caught:
        chosen(cast, at, dossier)
    assert caught.value.fault.code == "NO_SUCH_LAW"


def test_it_asks_for_a_reason_an_open_dossier_and_the_appraiser(cast: Cast, at: datetime) -> None:
    dossier = title_dossier(cast, at)
    with pytest.raises(BadInput) as caught:
        chosen(cast, at, dossier, reason="  ")
    assert caught.value.fault.place == "lý do"
    for who in ("stranger", "commune_police", "council_office", "nobody"):
        with pytest.raises(Problem):
            chosen(cast, at, dossier, actor=cast[who])
    Dossier.objects.filter(pk=dossier.pk).update(state="verified")
    with pytest.raises(Conflict):
        chosen(cast, at, dossier)


def test_the_page_shows_both_and_keeps_the_reason(cast: Cast, at: datetime, client: Client) -> None:
    dossier = title_dossier(cast, at)
    address = f"/khen-thuong/ho-so/{dossier.pk}/luat/"
    client.force_login(cast.users["emulation"])
    assert address in client.get(f"/khen-thuong/ho-so/{dossier.pk}/").content.decode()
    page = client.get(address).content.decode()
    assert page.count('class="verdict"') == 2
    assert client.post(address, {"law": "LAW2026", "reason": ""}).status_code == 422
    assert client.post(address, {"law": "LAW2026", "reason": REASON}).status_code == 303
    assert REASON in client.get(f"/khen-thuong/ho-so/{dossier.pk}/").content.decode()
    client.force_login(cast.users["stranger"])
    assert client.get(address).status_code == 404


def test_the_api_answers_both_verdicts(cast: Cast, at: datetime) -> None:
    dossier = title_dossier(cast, at)
    mine, other = Api(cast, "emulation", at), Api(cast, "stranger", at)
    path = f"commendation/dossiers/{dossier.pk}"
    assert [one["law"] for one in mine("GET", f"{path}/laws").json()] == ["", "LAW2026"]
    assert mine("POST", f"{path}/law", {"law": "LAW2026", "reason": REASON}).status_code == 200
    assert [one["chosen"] for one in mine("GET", f"{path}/laws").json()] == [False, True]
    assert other("GET", f"{path}/laws").status_code == 404
    assert other("POST", f"{path}/law", {"reason": REASON}).status_code == 404


REGULATION = """local_pack: TT-BCA
title: Thông tư minh họa
unit: BCA
instruments:
  - {id: TT, number: 15/2026/TT-BCA, name: Thông tư minh họa, valid_from: 2025-01-01}
rules:
  - pack: dossiers
    overrides: H02
    instrument: TT
    clause: Điều 4
    valid_from: 2025-07-01
    set: {papers: [tờ trình, báo cáo thành tích, bản tự nhận xét]}
  - pack: authorities
    overrides: A08
    instrument: TT
    clause: Điều 9
    valid_from: 2025-07-01
    set: {decides: Giám đốc Công an tỉnh}
"""


def test_a_dossier_follows_the_rules_its_authority_holds_and_says_where_they_come_from(
    cast: Cast, at: datetime
) -> None:
    before = [one.title for one in title_dossier(cast, at).papers.all()]
    pack = rulebook.load(actor=cast["ministry"], text=REGULATION, file_name="tt.yaml", day=DAY, at=at)
    dossier = title_dossier(cast, at)
    assert [one.title for one in dossier.papers.all()] == [
        "tờ trình",
        "báo cáo thành tích",
        "bản tự nhận xét",
    ]
    finding = facts.authority_finding(dossier, DAY)
    assert "Giám đốc Công an tỉnh" in finding.detail
    assert finding.trace[-1] == (
        "giá trị đến từ ngành (Bộ Công an): Điều 9, 15/2026/TT-BCA, theo Luật TĐKT 2022, Điều 80 khoản 5"
    )
    rulebook.withdraw_local(actor=cast["ministry"], pack=pack.pk, reason="thử", day=DAY, at=at)
    assert [one.title for one in title_dossier(cast, at).papers.all()] == before
    assert "Giám đốc Công an tỉnh" not in facts.authority_finding(dossier, DAY).detail


CONDITION = """local_pack: TT-COT
title: Thông tư minh họa
unit: BCA
instruments:
  - {id: TT, number: 15/2026/TT-BCA, name: Thông tư minh họa, valid_from: 2025-01-01}
rules:
  - pack: eligibility
    overrides: E02
    instrument: TT
    clause: Điều 5
    valid_from: 2025-01-01
    add:
      - {code: REPORTS, say: Gửi đủ báo cáo, flag: {name: reports}, cure: Bổ sung xác nhận.}
"""


def test_a_condition_of_one_s_own_is_judged_beside_those_of_the_law(cast: Cast, at: datetime) -> None:
    with pytest.raises(BadInput) as caught:
        rulebook.load(actor=cast["ministry"], text=CONDITION, file_name="tt.yaml", day=DAY, at=at)
    assert "Điều 23" in caught.value.fault.message
    text = CONDITION.replace("E02", "E07")
    rulebook.load(actor=cast["ministry"], text=text, file_name="tt.yaml", day=DAY, at=at)
    found = {one.code: one for one in facts.verdict(flag_dossier(cast, at), DAY).findings}
    own = found["E07.BCA_REPORTS"]
    assert (own.met, "E07_LEADER" in found) == (None, True)
    assert own.trace[-1].startswith("giá trị đến từ ngành (Bộ Công an): Điều 5, 15/2026/TT-BCA")
