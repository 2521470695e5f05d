"""The life of a dossier and of a decision, as tables."""

from __future__ import annotations

from lantoa.kernel.steps import Lifecycle, Step

OPEN, SUBMIT = "commendation.dossier.open", "commendation.dossier.submit"
VERIFY, RETURN = "commendation.dossier.verify", "commendation.dossier.return"
CONVENE, VOTE = "commendation.council.convene", "commendation.council.vote"
DRAFT, SIGN = "commendation.decision.draft", "commendation.decision.sign"
NUMBER, ISSUE = "commendation.decision.number", "commendation.decision.issue"
REVOKE, PRINT = "commendation.decision.revoke", "commendation.certificate.print"

DOSSIER = Lifecycle(
    "hồ sơ khen thưởng",
    {
        "draft": "Đang lập",
        "submitted": "Đã trình",
        "returned": "Trả lại để bổ sung",
        "verified": "Đã thẩm định",
        "voted": "Hội đồng đã thông qua",
        "decided": "Đã có quyết định",
        "refused": "Không khen thưởng",
    },
    (
        Step("submit", "draft", "submitted", SUBMIT, "Trình hồ sơ"),
        Step("submit", "returned", "submitted", SUBMIT, "Trình lại hồ sơ"),
        Step("verify", "submitted", "verified", VERIFY, "Thẩm định đạt"),
        Step("return", "submitted", "returned", RETURN, "Trả lại để bổ sung", reason=True),
        Step("refuse", "submitted", "refused", RETURN, "Không đề nghị khen thưởng", reason=True),
        Step("vote", "verified", "voted", CONVENE, "Kiểm phiếu, đủ phiếu"),
        Step("refuse", "verified", "refused", RETURN, "Không đề nghị khen thưởng", reason=True),
        # Awards without a compulsory ballot go from the verification straight to the decision.
        Step("decide", "verified", "decided", ISSUE, "Ban hành quyết định"),
        Step("decide", "voted", "decided", ISSUE, "Ban hành quyết định"),
    ),
)

DECISION = Lifecycle(
    "quyết định khen thưởng",
    {
        "draft": "Dự thảo",
        "signed": "Đã ký, chờ cấp số",
        "numbered": "Đã cấp số, chờ ban hành",
        "issued": "Đã ban hành",
        "revoked": "Đã hủy",
    },
    (
        Step("sign", "draft", "signed", SIGN, "Ký quyết định"),
        Step("number", "signed", "numbered", NUMBER, "Cấp số, ngày"),
        Step("issue", "numbered", "issued", ISSUE, "Ban hành"),
        Step("revoke", "issued", "revoked", REVOKE, "Hủy quyết định", reason=True),
    ),
)
