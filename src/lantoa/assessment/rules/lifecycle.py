"""The life of a score sheet: self-scored, scored by the cluster, explained, appraised, final, published."""

from __future__ import annotations

from lantoa.kernel.steps import Lifecycle, Step

SELF_SCORE, CLUSTER_SCORE = "assessment.sheet.self_score", "assessment.sheet.cluster_score"
EXPLAIN, APPRAISE = "assessment.sheet.explain", "assessment.sheet.appraise"
FINALISE, PUBLISH = "assessment.sheet.finalise", "assessment.sheet.publish"

SHEET = Lifecycle(
    "bảng chấm điểm",
    {
        "draft": "Chưa tự chấm",
        "self_scored": "Đơn vị đã tự chấm",
        "cluster_scored": "Cụm đã chấm",
        "explained": "Đơn vị đã giải trình",
        "appraised": "Đã phúc tra, thẩm định",
        "finalised": "Đã chốt điểm",
        "published": "Đã công bố",
    },
    (
        Step("self_score", "draft", "self_scored", SELF_SCORE, "Gửi điểm tự chấm"),
        Step("cluster_score", "self_scored", "cluster_scored", CLUSTER_SCORE, "Gửi điểm cụm chấm"),
        Step("send_back", "self_scored", "draft", CLUSTER_SCORE, "Trả lại để tự chấm lại", reason=True),
        Step("explain", "cluster_scored", "explained", EXPLAIN, "Gửi giải trình"),
        # A unit that lets its time pass must not hold up the cluster; the appraiser writes that down.
        Step(
            "appraise", "cluster_scored", "appraised", APPRAISE, "Thẩm định khi không giải trình", reason=True
        ),
        Step("appraise", "explained", "appraised", APPRAISE, "Gửi điểm thẩm định"),
        Step("finalise", "appraised", "finalised", FINALISE, "Chốt điểm"),
        # One late correction ranks everybody anew: possible until publication, never silently.
        Step("reopen", "finalised", "appraised", FINALISE, "Mở lại để sửa", reason=True),
        Step("publish", "finalised", "published", PUBLISH, "Công bố"),
    ),
)
