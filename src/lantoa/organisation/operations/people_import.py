"""A table of people: looked at batch by batch under the rules of ``add_person``, written in batches, one entry."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any

from django.db import IntegrityError, transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import Conflict, Problem
from lantoa.kernel.vi.names import titled
from lantoa.kernel.vi.text import clean, search_key

from .. import hooks, people_keys
from ..models import Person, Posting, RankSpell, Unit
from ..rules.identity import alike, keyed, staff_code, whole_name
from ..rules.imports import Values
from .ground import placed, unit_of
from .importing import LABELS, Asked, Outcome, Progress, Rows, batches, quiet, remark_of
from .people import (
    allow,
    ask_about_namesakes,
    check_network,
    checked_gender,
    checked_post,
    checked_rank,
    code_taken,
    number_taken,
    same_name,
)

IMPORT = "organisation.person.import"


@dataclass(slots=True)
class _People:
    """Looks at rows and spools the good ones; a citizen number goes on as its keyed digest only."""

    actor: Actor
    at: datetime
    spool: IO[str]
    outcome: Outcome
    key: bytes
    keys: set[str] = field(default_factory=set)
    named: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)

    def take(self, rows: list[tuple[int, Values]]) -> None:
        names = {search_key(str(row["name"])) for _, row in rows}
        codes = {clean(str(row["code"])) for _, row in rows}
        known = set(Person.objects.filter(code__in=codes).order_by().values_list("code", flat=True))
        borne = set(Person.objects.filter(search__in=names).order_by().values_list("search", flat=True))
        for number, row in rows:
            try:
                self.spool.write(json.dumps(self._good(row, known, borne), ensure_ascii=False) + "\n")
                self.outcome.new += 1
            except Problem as problem:
                self.outcome.tell(remark_of(number, problem.fault, LABELS["people"]))

    def _good(self, row: Values, known: set[str], borne: set[str]) -> list[Any]:
        unit, day = str(row["unit"]), row["day"]
        assert isinstance(day, date)
        self.asked.once(("unit", unit), lambda: check_network(allow(self.actor, unit, self.at), self.at))
        code, name = staff_code(str(row["code"])), titled(whole_name(str(row["name"])))
        post, rank = checked_post(str(row["post"])), checked_rank(str(row["rank"] or ""))
        gender, digest = checked_gender(str(row["gender"] or "")), self._digest(row)
        if code in known:
            raise code_taken(code)
        self.asked.once(("day", unit, day), lambda: placed(unit_of(unit), day))
        if row["another"] != "yes":
            self._ask(name, day, borne)
        self.named.setdefault(search_key(name), []).append((name, code))
        if digest:
            self.keys.add(digest)
        return [code, name, rank, gender, digest, unit, post, day.isoformat()]

    def _digest(self, row: Values) -> str | None:
        number = str(row["citizen_number"] or "").strip()
        if not number:
            return None
        digest = keyed(number, self.key)
        if digest in self.keys or Person.objects.filter(citizen_key=digest).exists():
            raise number_taken()
        return digest

    def _ask(self, name: str, day: date, borne: set[str]) -> None:
        folded = search_key(name)
        if folded in borne:
            ask_about_namesakes(self.actor, name, day)
        earlier = [f"{one} (mã {code})" for one, code in self.named.get(folded, []) if alike(one, name)]
        if earlier:
            raise same_name(len(earlier), "; ".join(earlier[:5]))


def import_people(
    *,
    actor: Actor,
    rows: Rows,
    basis: str,
    digest: str,
    at: datetime,
    trial: bool,
    progress: Progress = quiet,
) -> Outcome:
    """Every person of ``rows`` or none; a ``trial`` only looks. ``digest``: the file's SHA-256 for the journal."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        work, done = _People(actor, at, spool, Outcome(), people_keys.key()), 0
        for batch in batches(rows):
            work.take(batch)
            done += len(batch)
            progress(done)
        if not trial:
            work.outcome.refuse()
            spool.seek(0)
            _write(actor, map(json.loads, spool), clean(basis)[:300], digest, at, work.outcome)
    return work.outcome


@transaction.atomic
def _write(
    actor: Actor, kept: Iterator[Any], basis: str, digest: str, at: datetime, outcome: Outcome
) -> None:
    try:
        with transaction.atomic():
            for batch in batches(kept):
                _write_batch(batch, basis)
    except IntegrityError:
        raise Conflict(
            "CHANGED_MEANWHILE",
            "Có người trong tệp vừa được người khác ghi.",
            place="tệp",
            remedy="Kiểm tra lại tệp rồi ghi.",
        ) from None
    journal.record(
        actor=actor, action=IMPORT, subject="organisation.people:import", at=at, basis=basis,
        after={"digest": digest, "new": outcome.new},
    )  # fmt: skip


def _write_batch(batch: list[Any], basis: str) -> None:
    units = dict(
        Unit.objects.filter(code__in={row[5] for row in batch}).order_by("code").values_list("code", "pk")
    )
    Person.objects.bulk_create(
        Person(code=code, name=name, rank=rank, gender=gender, citizen_key=key).keyed()
        for code, name, rank, gender, key, *_ in batch
    )
    codes = [row[0] for row in batch]
    made = dict(Person.objects.filter(code__in=codes).order_by("pk").values_list("code", "pk"))
    RankSpell.objects.bulk_create(
        RankSpell(person_id=made[code], rank=rank, valid_from=day, basis=basis)
        for code, _, rank, _, _, _, _, day in batch
        if rank
    )
    Posting.objects.bulk_create(
        Posting(person_id=made[code], unit_id=units[unit], post=post, valid_from=day, basis=basis)
        for code, _, _, _, _, unit, post, day in batch
    )
    hooks.people_written.tell(hooks.PeopleWritten(tuple(made.values())))
