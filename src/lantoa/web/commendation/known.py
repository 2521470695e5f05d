"""Dữ kiện của người, tập thể được đề nghị: biểu mẫu ↔ các mục của ``commendation.rules.cases``.

What is left at "chưa rõ" is left out, so that the rules ask a person instead of guessing.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.access import queries as access
from lantoa.commendation import operations, queries, streaks
from lantoa.commendation.models import Dossier
from lantoa.commendation.rules import lifecycle
from lantoa.commendation.rules.cases import COUNTS
from lantoa.commendation.rules.eligibility import PENDING
from lantoa.kernel.errors import Conflict
from lantoa.rulebook import packs
from lantoa.rulebook.rules.predicates import GRADE_NAMES, GRADES, MERIT_NAMES, SCOPE_NAMES, SCOPES
from lantoa.web.forms import Figure, TextBlock
from lantoa.web.kit import Request, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb

from .common import crumbs_of, heading_of

UNKNOWN = ("", gettext_lazy("Chưa rõ"))
YES_NO = (UNKNOWN, ("yes", gettext_lazy("Có")), ("no", gettext_lazy("Không")))
TITLES = ("T_LDTT", "T_CSTT", "T_CSTDCS", "T_CSTDT")
LOOK_BACK = {"T_CSTDT": 3, "T_CSTDTQ": 2}
"""How many years the title's streak asks about; others look at their own year."""
LABELS = {
    "members": gettext_lazy("Số thành viên tập thể"),
    "completed": gettext_lazy("Số người hoàn thành nhiệm vụ trở lên"),
    "ldtt": gettext_lazy("Số Lao động tiên tiến, Chiến sĩ tiên tiến"),
    "cstdcs": gettext_lazy("Số Chiến sĩ thi đua cơ sở"),
    "disciplined_canh_cao_or_above": gettext_lazy("Số người bị kỷ luật từ cảnh cáo trở lên"),
}


def _grade(label: str) -> forms.ChoiceField:
    names = [(code, GRADE_NAMES[code].capitalize()) for code in GRADES]
    return forms.ChoiceField(label=label, choices=[UNKNOWN, *names], required=False)


def _yes_no(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, required=False)


def build(of: Dossier, data: Any = None) -> forms.Form:
    """The form of one dossier with what is kept as its initial values."""
    fields: dict[str, forms.Field] = {
        "pending_known": _yes_no(
            _("Đang có việc xem xét, xác minh (kỷ luật, điều tra, thanh tra, khiếu nại, báo chí)")
        ),
        "pending": forms.MultipleChoiceField(
            label=_("Việc đang xem xét"),
            choices=[(code, name.capitalize()) for code, name in PENDING.items()],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
    }
    fields |= _collective() if of.collective else _individual(of)
    fields["merit"] = TextBlock(label=_("Tóm tắt thành tích"), required=False, max_length=4000)
    form_class = type("KnownForm", (forms.Form,), fields)
    form: forms.Form = form_class(data, initial=initial(of))
    return form


def years_of(of: Dossier) -> range:
    return range(of.year - LOOK_BACK.get(of.award, 1) + 1, of.year + 1)


def _individual(of: Dossier) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    for year in years_of(of):
        fields[f"grade_{year}"] = _grade(_("Xếp loại năm %(year)s") % {"year": year})
        fields[f"titles_known_{year}"] = _yes_no(
            _("Năm %(year)s đã có quyết định danh hiệu") % {"year": year}
        )
        fields[f"titles_{year}"] = forms.MultipleChoiceField(
            label=_("Danh hiệu năm %(year)s") % {"year": year},
            choices=[(code, gettext_lazy(packs.award(code).name)) for code in TITLES],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        fields[f"disciplined_{year}"] = forms.ChoiceField(
            label=_("Kỷ luật năm %(year)s") % {"year": year},
            choices=[UNKNOWN, ("none", _("Không bị kỷ luật"))],
            required=False,
        )
    fields["spirit"] = _yes_no(_("Có tinh thần tự lực, đoàn kết, tích cực tham gia phong trào"))
    fields["merit_known"] = _yes_no(_("Có sáng kiến, đề tài hoặc mưu trí, sáng tạo được công nhận"))
    kinds = [("", "–"), *((code, name.capitalize()) for code, name in MERIT_NAMES.items())]
    fields["merit_kind"] = forms.ChoiceField(label=_("Loại"), choices=kinds, required=False)
    scopes = [("", "–"), *((code, SCOPE_NAMES[code].capitalize()) for code in SCOPES)]
    fields["merit_scope"] = forms.ChoiceField(label=_("Phạm vi công nhận"), choices=scopes, required=False)
    fields["merit_applied"] = _yes_no(_("Đã áp dụng, được nghiệm thu"))
    fields["merit_used"] = _yes_no(_("Đã dùng để xét lần nào chưa"))
    if of.award == "T_CSTDT":
        fields["selected"] = _yes_no(_("Được lựa chọn trong số người đủ tiêu chuẩn"))
    return fields


def _collective() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {"grade": _grade(_("Xếp loại tập thể"))}
    for code in COUNTS:
        fields[code] = Figure(label=LABELS[code], whole=True, least=0, required=False)
    fields["cluster_rank"] = Figure(label=_("Hạng trong cụm, khối"), whole=True, least=1, required=False)
    fields["chosen_by_ballot"] = _yes_no(_("Được cụm, khối suy tôn bằng phiếu"))
    fields["targets_exceeded"] = _yes_no(_("Hoàn thành vượt mức các chỉ tiêu thi đua"))
    return fields


def _said(own: dict[str, Any], key: str) -> str:
    return "" if key not in own else "yes" if own[key] else "no"


def initial(of: Dossier) -> dict[str, Any]:
    """Kept facts as the controls show them."""
    kept = of.facts
    found: dict[str, Any] = {
        "merit": of.merit,
        "pending": kept.get("pending") or [],
        "pending_known": _said(kept, "pending"),
    }
    if of.collective:
        own = kept.get("collective") or {}
        flags = {key: _said(own, key) for key in ("chosen_by_ballot", "targets_exceeded")}
        return found | {key: own[key] for key in (*COUNTS, "grade", "cluster_rank") if key in own} | flags
    for year in years_of(of):
        own = (kept.get("years") or {}).get(str(year), {})
        found |= {
            f"grade_{year}": own.get("grade") or "",
            f"titles_known_{year}": _said(own, "titles"),
            f"titles_{year}": own.get("titles") or [],
            f"disciplined_{year}": "none" if "disciplined" in own and not own["disciplined"] else "",
        }
    last = (kept.get("years") or {}).get(str(of.year), {})
    merit = (last.get("initiatives") or [{}])[0]
    return found | {
        "spirit": _said(last, "spirit"),
        "selected": _said(kept, "selected"),
        "merit_known": _said(last, "initiatives"),
        "merit_kind": merit.get("kind") or "",
        "merit_scope": merit.get("scope") or "",
        "merit_applied": _said(merit, "applied") or _said(merit, "accepted"),
        "merit_used": _said(merit, "used_for"),
    }


def known(of: Dossier, values: dict[str, Any]) -> dict[str, Any]:
    """The facts to keep: what the form asks replaces what was there, the rest stays (a disciplinary term, further
    initiatives entered by file)."""
    kept = dict(of.facts)
    _put(kept, "pending", values["pending_known"], values["pending"] or [])
    if of.collective:
        own = {key: values[key] for key in (*COUNTS, "cluster_rank") if values[key] is not None}
        if values["grade"]:
            own["grade"] = values["grade"]
        for key in ("chosen_by_ballot", "targets_exceeded"):
            _put(own, key, values[key], True, no=False)
        return kept | {"collective": own}
    years = dict(kept.get("years") or {})
    for year in years_of(of):
        own = dict(years.get(str(year), {}))
        _put(own, "grade", "yes" if values[f"grade_{year}"] else "", values[f"grade_{year}"])
        _put(own, "titles", values[f"titles_known_{year}"], values[f"titles_{year}"])
        if values[f"disciplined_{year}"]:
            own["disciplined"] = None
        elif not own.get("disciplined"):
            own.pop("disciplined", None)
        years[str(year)] = own
    last = years[str(of.year)]
    _put(last, "spirit", values["spirit"], True, no=False)
    _put(last, "initiatives", values["merit_known"], [_merit(values), *(last.get("initiatives") or [])[1:]])
    if "selected" in values:
        _put(kept, "selected", values["selected"], True, no=False)
    return kept | {"years": years}


def _put(own: dict[str, Any], key: str, said: str, yes: Any, *, no: Any = ()) -> None:
    """Yes: the value; no: known to be none; not known: the key is left out."""
    own.pop(key, None)
    if said:
        own[key] = yes if said == "yes" else (list(no) if no == () else no)


def _merit(values: dict[str, Any]) -> dict[str, Any]:
    merit: dict[str, Any] = {}
    for key in ("kind", "scope"):
        if values[f"merit_{key}"]:
            merit[key] = values[f"merit_{key}"]
    measure = "accepted" if values["merit_kind"] == "research" else "applied"
    _put(merit, measure, values["merit_applied"], True, no=False)
    if values["merit_used"] == "no":
        merit["used_for"] = None
    return merit


@signed_in
def facts(request: Request, pk: int) -> HttpResponse:
    of = queries.dossier(pk, visible_to=request.actor, day=request.day)
    access.allow(request.actor, lifecycle.SUBMIT, of.unit.code, request.day)
    if of.state not in ("draft", "returned"):
        raise Conflict(
            "DOSSIER_SUBMITTED",
            _("Hồ sơ đang ở bước “%(state)s” nên không sửa được.")
            % {"state": lifecycle.DOSSIER.states[of.state]},
            place=_("hồ sơ khen thưởng"),
            remedy=_("Đề nghị cấp thẩm định trả lại hồ sơ rồi bổ sung."),
        )
    form = build(of, request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            values = form.cleaned_data
            operations.set_facts(
                actor=request.actor,
                dossier=pk,
                facts_known=known(of, values),
                merit=values["merit"],
                day=request.day,
                at=request.now,
            )
            return done(request, _("Đã ghi dữ kiện của hồ sơ."), "commendation:dossier", pk)
    heading = heading_of(of, request.day)
    crumbs = crumbs_of(Crumb(heading, f"/khen-thuong/ho-so/{pk}/"), Crumb(_("Dữ kiện")))
    return page(
        request,
        "commendation/known.html",
        {
            "form": form, "crumbs": crumbs, "dossier": of, "heading": heading,
            "streak": streaks.of_dossier(of),
        },
    )  # fmt: skip
