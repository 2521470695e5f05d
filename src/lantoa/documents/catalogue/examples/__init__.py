"""A worked paper for every entry of the catalogue but the certificate (``documents.examples_certificate``)."""

from __future__ import annotations

from collections.abc import Callable

from ... import examples as first
from ...tree import Paper
from . import awards, dossiers, movement, office, reports, scoring, voting

WORKED: dict[str, Callable[[], Paper]] = {
    "launch_plan": first.plan,
    "guidance_letter": movement.guidance_letter,
    "pledge": first.pledge,
    "registration": movement.registration,
    "cluster_rules": movement.cluster_rules,
    "criteria_table": scoring.criteria_table,
    "self_score": scoring.self_score,
    "cross_check": scoring.cross_check,
    "ranking_table": scoring.ranking_table,
    "half_year_report": reports.half_year_report,
    "year_report": reports.year_report,
    "cluster_minutes": first.minutes,
    "ballot_paper": voting.ballot_paper,
    "count_minutes": voting.count_minutes,
    "council_minutes": voting.council_minutes,
    "submission": first.submission,
    "summary_list": dossiers.summary_list,
    "achievement_collective": dossiers.achievement_collective,
    "achievement_person": dossiers.achievement_person,
    "achievement_sudden": dossiers.achievement_sudden,
    "achievement_theme": dossiers.achievement_theme,
    "opinion_slip": voting.opinion_slip,
    "violation_check": dossiers.violation_check,
    "violation_reply": dossiers.violation_reply,
    "award_decision": first.decision,
    "honours_book": awards.honours_book,
    "cancelling_decision": awards.cancelling_decision,
    "reissue_letter": awards.reissue_letter,
    "reissue_request": awards.reissue_request,
    "cluster_hand_over": office.cluster_hand_over,
    **reports.STATISTICS,
    "slip": office.slip,
    "praise_letter": awards.praise_letter,
    "prize_list": awards.prize_list,
    "receipt_list": awards.receipt_list,
    "hand_over": office.hand_over,
    "conference_programme": office.conference_programme,
    "mc_script": office.mc_script,
    "invitation": office.invitation,
    "guidance": movement.guidance,
    "cooperation": movement.cooperation,
}
