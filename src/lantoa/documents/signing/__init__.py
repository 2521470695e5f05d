"""Digital signatures on official PDFs: where they go, how they look, made with a token, and verified.

The order follows NĐ 30/2020 Annex I (marks in docs/reference/ky-so.md): the leader signs, the clerk writes number and
date, the organ seals. Every step is an incremental update, so that what was signed before stays verifiable.
"""
