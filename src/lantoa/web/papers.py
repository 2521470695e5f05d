"""Văn bản lập từ dữ kiện: xem trước rồi tải DOCX, PDF; lời báo cáo sơ kết, tổng kết sửa được mà giữ nguồn của số."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.documents.catalogue.reports import Review, draft, known_numbers
from lantoa.documents.catalogue.table import BY_PAPER
from lantoa.documents.narrative.tokens import loose
from lantoa.documents.problems import problems
from lantoa.documents.render import file_name, render
from lantoa.documents.tree import Paper
from lantoa.exchange import operations, papers
from lantoa.exchange.models import ReportWords
from lantoa.exchange.operations.bulk import FORMS
from lantoa.exchange.report_words import changed, save_words
from lantoa.kernel.errors import Fault
from lantoa.registry.files import MEDIA_TYPES
from lantoa.reporting.papers import LONGEST, review
from lantoa.web.forms import Figure, TextBlock
from lantoa.web.kit import Request, attachment, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Action, Crumb
from lantoa.web.registry import drafting
from lantoa.web.states import said

app_name = "papers"


@dataclass(frozen=True, slots=True)
class Token:
    """A number the words may use, as it is typed and as it prints."""

    token: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class PaperPage:
    title: str
    summary: str
    html: str
    files: Sequence[Action]
    gaps: Sequence[Fault]
    form: forms.Form | None
    warnings: Sequence[Fault]
    tokens: Sequence[Token]
    changed: Sequence[Fault]
    saved: ReportWords | None
    crumbs: Sequence[Crumb]


class TextForm(forms.Form):
    text = TextBlock(
        label=gettext_lazy("Lời báo cáo"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy(
            "Mỗi dòng một đoạn; “I. …” là đề mục. Mã trong hai dấu ngoặc nhọn là con số có nguồn: giữ mã thì số luôn "
            "khớp số liệu. Để trống rồi xem lại để lấy lời soạn sẵn."
        ),
    )


@signed_in
def show(request: Request, code: str, key: str) -> HttpResponse:
    if code in papers.REVIEWS:
        return _review(
            request, code, papers.review_of(papers.Ask(key, request.actor, request.day), code), key
        )
    told = papers.paper(code, key, actor=request.actor, day=request.day)
    files = [
        Action(form.upper(), reverse("papers:file", args=[code, key, form]), "download")
        for form in ("docx", "pdf")
    ]
    if code != "slip":
        files += _to_sign(request, code, key)
    return page(request, "papers/show.html", _page(code, told, files=files))


def _to_sign(request: Request, code: str, key: str) -> list[Action]:
    if not drafting.may(request):
        return []
    return [Action(_("Đưa vào trình ký"), reverse("registry:enter", args=[code, key]), "signed")]


def _review(request: Request, code: str, of: Review, key: str) -> HttpResponse:
    """The words stay in the form until the file is taken; a button of the same form takes it."""
    saved = papers.words_of(request.actor, code, key)
    begun = saved.text if saved else draft(of)
    form = TextForm(request.POST or None, initial={"text": begun})
    text = form.cleaned_data["text"] if submitted(request, form) else saved.text if saved else ""
    told = review(of, text)
    with faults_on(request, form):
        if "luu" in request.POST and form.is_valid():
            save_words(
                actor=request.actor,
                code=code,
                key=key,
                text=text or draft(of),
                day=request.day,
                at=request.now,
            )
            return done(request, _("Đã lưu lời báo cáo; con số vẫn gắn với nguồn."), "papers:show", code, key)
    wanted = request.POST.get("tep", "")
    if wanted in ("docx", "pdf") and form.is_valid():
        return _file(told, wanted)
    known = known_numbers(of)
    names = [
        *(part.name for one in of.measures for part in one.parts),
        *(one.name for one in of.measures),
        of.title,
    ]
    return page(
        request,
        "papers/show.html",
        _page(
            code,
            told,
            files=_to_sign(request, code, key),
            form=form if text or not form.is_bound else TextForm(initial={"text": draft(of)}),
            changed=changed(saved, of) if saved else (),
            saved=saved,
            warnings=loose(text, names),
            tokens=[Token(f"{{{{so:{one}}}}}", number.text, number.source) for one, number in known.items()],
        ),
    )


def _page(
    code: str,
    told: Paper,
    *,
    files: Sequence[Action] = (),
    form: forms.Form | None = None,
    warnings: Sequence[Fault] = (),
    tokens: Sequence[Token] = (),
    changed: Sequence[Fault] = (),
    saved: ReportWords | None = None,
) -> PaperPage:
    return PaperPage(
        said(BY_PAPER[code].name),
        told.summary,
        render(told, "html"),
        files,
        problems(told),
        form,
        warnings,
        tokens,
        changed,
        saved,
        [Crumb(_("Văn bản lập từ dữ kiện"))],
    )


def _file(told: Paper, form: str) -> HttpResponse:
    content = render(told, form)
    assert isinstance(content, bytes)
    return attachment(content, file_name(told, form), MEDIA_TYPES[form])


@signed_in
def file(request: Request, code: str, key: str, form: str) -> HttpResponse:
    if form not in ("docx", "pdf"):
        raise papers.hidden()
    return _file(papers.paper(code, key, actor=request.actor, day=request.day), form)


class ManyForm(forms.Form):
    code = forms.ChoiceField(label=gettext_lazy("Loại văn bản"))
    keys = TextBlock(
        label=gettext_lazy("Khóa dữ kiện"),
        required=False,
        max_length=100_000,
        help_text=gettext_lazy("Mỗi dòng một khóa: phần cuối địa chỉ trang văn bản."),
    )
    year = Figure(
        label=gettext_lazy("Hoặc mọi quyết định khen thưởng đã ban hành trong năm"),
        required=False,
        whole=True,
        least=2000,
        most=2100,
    )
    form = forms.ChoiceField(label=gettext_lazy("Dạng tệp"))

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["code"].choices = [(code, said(BY_PAPER[code].name)) for code in papers.LIVE]  # type: ignore[attr-defined]
        self.fields["form"].choices = [(code, said(label)) for code, label in FORMS.items()]  # type: ignore[attr-defined]


@signed_in
def many(request: Request) -> HttpResponse:
    """Start a job that makes many papers; its page shows how far it is and offers the file."""
    form = ManyForm(request.POST or None, initial={"code": "award_decision", "form": "pdf"})
    with faults_on(request, form):
        if submitted(request, form):
            given = dict(form.cleaned_data)
            given["keys"] = given["keys"].splitlines()
            job = operations.make_many(actor=request.actor, day=request.day, at=request.now, **given)
            return done(request, _("Đã bắt đầu lập; tệp có ở trang việc nền."), "jobs:job", job.pk)
    crumbs = [Crumb(_("Văn bản lập từ dữ kiện")), Crumb(_("Lập hàng loạt"))]
    return page(request, "papers/many.html", {"form": form, "crumbs": crumbs})


urlpatterns = [
    path("hang-loat/", many, name="many"),
    path("<slug:code>/<str:key>/", show, name="show"),
    path("<slug:code>/<str:key>/tai.<str:form>", file, name="file"),
]
