"""Accounts, grants, tokens, and signing in with a throttle."""

from __future__ import annotations

from lantoa.kernel.actors import SYSTEM

from .delegations import delegate, revoke_delegation
from .ends import end_all, end_delegation, expire_proposal, warn_of_end
from .grants import end_role, extend_role, give_role
from .proposals import approve, propose, refuse, withdraw
from .signing_in import TRIES, sign_in
from .tokens import issue_token, token_digest, user_of_token
from .users import create_user, edit_user, reopen_user, stop_user

__all__ = [
    "SYSTEM",
    "TRIES",
    "approve",
    "create_user",
    "delegate",
    "edit_user",
    "end_all",
    "end_delegation",
    "end_role",
    "expire_proposal",
    "extend_role",
    "give_role",
    "issue_token",
    "propose",
    "refuse",
    "reopen_user",
    "revoke_delegation",
    "sign_in",
    "stop_user",
    "token_digest",
    "user_of_token",
    "warn_of_end",
    "withdraw",
]
