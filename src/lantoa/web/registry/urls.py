from __future__ import annotations

from django.urls import path

from . import arrivals, books, drafting, paper, queue, records, series

app_name = "registry"
urlpatterns = [
    path("", queue.index, name="index"),
    path("soan/", drafting.new, name="new"),
    path("dua-vao/<slug:code>/<str:key>/", drafting.enter, name="enter"),
    path("<int:pk>/", paper.show, name="paper"),
    path("<int:pk>/sua/", drafting.revise, name="revise"),
    path("<int:pk>/so-sanh/", drafting.compare, name="compare"),
    path("<int:pk>/buoc/<slug:action>/", paper.step, name="step"),
    path("<int:pk>/y-kien/<int:opinion>/", paper.answer, name="answer"),
    path("<int:pk>/tep.<str:form>", paper.file, name="file"),
    path("y-kien/<int:opinion>/rut/", paper.withdraw_question, name="withdraw-question"),
    path("di/", books.outgoing, name="outgoing"),
    path("di/in/", books.print_outgoing, name="outgoing-print"),
    path("den/", books.incoming, name="incoming"),
    path("den/in/", books.print_incoming, name="incoming-print"),
    path("den/moi/", arrivals.new, name="arrive"),
    path("den/<int:pk>/", arrivals.show, name="arrived"),
    path("den/<int:pk>/chuyen/", arrivals.forward, name="forward"),
    path("den/<int:pk>/xong/<int:handling>/", arrivals.finish, name="finish"),
    path("den/<int:pk>/ho-so/", arrivals.keep, name="keep"),
    path("den/<int:pk>/tep/", arrivals.file, name="arrived-file"),
    path("day-so/", series.index, name="series"),
    path("day-so/giao/", series.give, name="give-series"),
    path("day-so/viet-tat/", series.abbreviate, name="abbreviate"),
    path("day-so/ma-qr/", series.check_page, name="check-page"),
    path("ho-so/", records.index, name="records"),
    path("ho-so/moi/", records.new, name="new-record"),
    path("ho-so/giao-nop/", records.hand_over, name="hand-over"),
    path("ho-so/giao-nop/<int:pk>/", records.handed_over, name="handed-over"),
    path("ho-so/giao-nop/<int:pk>/bien-ban.<str:form>", records.handed_over_file, name="handed-over-file"),
    path("ho-so/<int:pk>/", records.show, name="record"),
    path("ho-so/<int:pk>/ket-thuc/", records.close, name="close-record"),
    path("ho-so/<int:pk>/muc-luc.<str:form>", records.file, name="record-file"),
]
