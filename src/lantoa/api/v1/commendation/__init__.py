"""Dossiers, councils and decisions in the API."""

from ninja import Router

from . import councils, decisions, dossiers

router = Router()
for part in (dossiers, councils, decisions):
    router.add_router("", part.router)
