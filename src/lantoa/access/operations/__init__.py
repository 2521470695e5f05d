"""Accounts, grants, tokens, and signing in with a throttle."""

from __future__ import annotations

from lantoa.kernel.actors import SYSTEM

from .grants import give_role
from .signing_in import TRIES, sign_in
from .tokens import issue_token, token_digest, user_of_token
from .users import create_user

__all__ = [
    "SYSTEM",
    "TRIES",
    "create_user",
    "give_role",
    "issue_token",
    "sign_in",
    "token_digest",
    "user_of_token",
]
