from __future__ import annotations

from django.urls import path

from . import boards, councils, decisions, dossiers, known, laws, steps

app_name = "commendation"
urlpatterns = [
    path("", dossiers.index, name="index"),
    path("ho-so/moi/", steps.create, name="new"),
    path("ho-so/<int:pk>/", dossiers.dossier, name="dossier"),
    path("ho-so/<int:pk>/du-kien/", known.facts, name="known"),
    path("ho-so/<int:pk>/thanh-phan/<int:order>/", steps.hand_in, name="hand-in"),
    path("ho-so/<int:pk>/tep/<int:order>/", steps.paper_file, name="paper-file"),
    path("ho-so/<int:pk>/trinh/", steps.submit, name="submit"),
    path("ho-so/<int:pk>/tham-dinh/", steps.verify, name="verify"),
    path("ho-so/<int:pk>/tra-lai/", steps.turn_away, {"action": "return"}, name="return"),
    path("ho-so/<int:pk>/khong-de-nghi/", steps.turn_away, {"action": "refuse"}, name="refuse"),
    path("ho-so/<int:pk>/luat/", laws.law, name="law"),
    path("ho-so/<int:pk>/xet-lai/", steps.recheck, name="recheck"),
    path("ho-so/<int:pk>/bo-phieu/", councils.open_vote, name="open-vote"),
    path("ho-so/<int:pk>/quyet-dinh/", decisions.draft, name="draft"),
    path("ho-so/<int:pk>/to-trinh.<str:form>", steps.submission, name="submission"),
    path("hoi-dong/", boards.index, name="boards"),
    path("hoi-dong/moi/", boards.create, name="convene"),
    path("hoi-dong/<int:pk>/", boards.board, name="board"),
    path("bo-phieu/<int:pk>/", councils.ballot, name="ballot"),
    path("bo-phieu/<int:pk>/van-ban/", councils.written, name="written"),
    path("bo-phieu/<int:pk>/kiem-phieu/", councils.close, name="close"),
    path("bo-phieu/<int:pk>/bien-ban.<str:form>", councils.minutes, name="minutes"),
    path("quyet-dinh/", decisions.index, name="decisions"),
    path("quyet-dinh/<int:pk>/", decisions.decision, name="decision"),
    path("quyet-dinh/<int:pk>/ky/", decisions.sign, name="sign"),
    path("quyet-dinh/<int:pk>/cap-so/", decisions.number, name="number"),
    path("quyet-dinh/<int:pk>/ban-hanh/", decisions.issue, name="issue"),
    path("quyet-dinh/<int:pk>/huy/", decisions.revoke, name="revoke"),
    path("quyet-dinh/<int:pk>/giay-chung-nhan/", decisions.certificates, name="certificates"),
    path("quyet-dinh/<int:pk>/giay-chung-nhan.docx", decisions.certificates_docx, name="certificates-docx"),
    path("quyet-dinh/<int:pk>/tai.<str:form>", decisions.download, name="download"),
]
