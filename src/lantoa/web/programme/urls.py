from __future__ import annotations

from django.urls import path

from . import assigning, campaign_page, campaigns, directives, pledges, tasks

app_name = "programme"
urlpatterns = [
    path("", campaigns.index, name="index"),
    path("moi/", campaigns.plan, name="plan"),
    path("<int:pk>/", campaign_page.show, name="campaign"),
    path("<int:pk>/phat-dong/", campaigns.launch, name="launch"),
    path("<int:pk>/ket-thuc/", campaigns.close, name="close"),
    path("<int:pk>/giao-nhiem-vu/", assigning.assign, name="assign"),
    path("<int:pk>/ke-hoach/", campaign_page.paper, name="launch-plan"),
    path("van-ban/", directives.index, name="directives"),
    path("van-ban/moi/", directives.issue, name="issue"),
    path("van-ban/<int:pk>/", directives.show, name="directive"),
    path("van-ban/<int:pk>/ky/", directives.sign, name="sign"),
    path("van-ban/<int:pk>/cap-so/", directives.number, name="number"),
    path("van-ban/<int:pk>/tep/<str:form>/", directives.file, name="directive-file"),
    path("giao-uoc/", pledges.index, name="pledges"),
    path("giao-uoc/moi/", pledges.draft, name="draft-pledge"),
    path("giao-uoc/<int:pk>/", pledges.show, name="pledge"),
    path("giao-uoc/<int:pk>/mo-ky/", pledges.open_for_signing, name="open-pledge"),
    path("giao-uoc/<int:pk>/ky/", pledges.sign, name="sign-pledge"),
    path("giao-uoc/<int:pk>/tep/<str:form>/", pledges.file, name="pledge-file"),
    path("dang-ky/", pledges.registrations, name="registrations"),
    path("dang-ky/moi/", pledges.register, name="register"),
    path("nhiem-vu/", tasks.index, name="tasks"),
    path("nhiem-vu/<int:pk>/", tasks.show, name="task"),
    path("nhiem-vu/<int:pk>/xac-nhan/", tasks.accept, name="accept-task"),
    path("nhiem-vu/<int:pk>/tra-lai/", tasks.give_back, name="return-task"),
    path("nhiem-vu/<int:pk>/minh-chung/<int:file>/", tasks.evidence, name="evidence"),
]
