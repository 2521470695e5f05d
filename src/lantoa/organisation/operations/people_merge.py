"""Two records of one person become one, and apart again: every row that points at the person follows."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, models, transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotFound

from .. import hooks, people
from ..models import Person, PersonMerge
from .people import allow

FOLLOWED_BY_HAND = frozenset(
    f"organisation.{column}" for column in ("PersonMerge.kept", "PersonMerge.gone", "Person.merged_into")
)
"""The record of the merger itself does not move."""


def columns() -> list[tuple[type[models.Model], str]]:
    """Every column, in every area, that points at a person: found by asking, so that none is forgotten."""
    found = []
    for relation in Person._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if f"{model._meta.label}.{name}" not in FOLLOWED_BY_HAND:
            found.append((model, name))
    return sorted(found, key=lambda pair: (pair[0]._meta.label, pair[1]))


@transaction.atomic
def merge_people(*, actor: Actor, kept: str, gone: str, day: date, reason: str, at: datetime) -> PersonMerge:
    """``gone`` is found to be ``kept``: posts, ranks, dossiers, honours and accounts follow; the record stays,
    hidden, and names where it went. ``Conflict`` when both have what only one may have."""
    keeper = people.open_row(kept, visible_to=actor, day=day, lock=True)
    leaver = people.open_row(gone, visible_to=actor, day=day, lock=True)
    if keeper.pk == leaver.pk:
        raise BadInput(
            "ONE_RECORD", "Hai mã là cùng một bản ghi.", place="mã bản ghi kia", remedy="Ghi mã khác."
        )
    for row in (keeper, leaver):
        allow(actor, people.seat_of(row, day).unit.code, at)
    if not reason.strip():
        raise BadInput(
            "NO_REASON", "Chưa ghi lý do gộp.", place="lý do", remedy="Ghi vì sao biết là một người."
        )
    if keeper.citizen_key and leaver.citizen_key:
        raise Conflict(
            "TWO_PERSONS",
            "Hai bản ghi mang hai số định danh cá nhân khác nhau, nên là hai người.",
            place=f"mã {kept}, mã {gone}",
            remedy="Nếu một số ghi sai, sửa số đó trước rồi gộp.",
        )
    moved = _moved(leaver, keeper)
    key, keeper.citizen_key = leaver.citizen_key, keeper.citizen_key or leaver.citizen_key
    leaver.citizen_key, leaver.merged_into = None, keeper
    leaver.save()
    keeper.save()
    if key:
        moved["citizen_key"] = {"value": [key]}
    merge = PersonMerge.objects.create(
        kept=keeper, gone=leaver, reason=reason.strip()[:300], moved=moved, merged_at=at
    )
    hooks.people_merged.tell(hooks.PeopleMerged(keeper.pk, leaver.pk, actor, at))
    journal.record(
        actor=actor, action="organisation.person.merge", subject=f"organisation.person:{keeper.pk}", at=at,
        reason=reason.strip(), after={"gone": leaver.pk, "rows": _counted(moved)},
    )  # fmt: skip
    return merge


def _moved(leaver: Person, keeper: Person) -> dict[str, dict[str, list[object]]]:
    moved: dict[str, dict[str, list[object]]] = {}
    for model, name in columns():
        rows = model._default_manager.filter(**{name: leaver})
        found = list(rows.order_by("pk").values_list("pk", flat=True))
        if not found:
            continue
        try:
            with transaction.atomic():
                rows.update(**{name: keeper})
        except IntegrityError:
            raise Conflict(
                "BOTH_HAVE",
                "Hai bản ghi cùng có một thứ chỉ một người được có một lần"
                f" ({model.__doc__ or model._meta.label}).",
                place=f"mã {keeper.code}, mã {leaver.code}",
                remedy="Xử lý chỗ trùng đó trước, rồi gộp lại.",
            ) from None
        moved.setdefault(model._meta.label, {})[name] = found
    return moved


def _counted(moved: dict[str, dict[str, list[object]]]) -> dict[str, int]:
    return {label: sum(map(len, names.values())) for label, names in moved.items() if label != "citizen_key"}


@transaction.atomic
def part_people(*, actor: Actor, merge: int, day: date, reason: str, at: datetime) -> Person:
    """Take a merger back: exactly the rows that followed return. What was added since stays with the kept one."""
    row = PersonMerge.objects.select_for_update(of=("self",)).select_related("kept", "gone")
    found = row.filter(pk=merge).first()
    if found is None:
        raise NotFound(
            "UNKNOWN_MERGE", "Không có lần gộp này.", place="lần gộp", remedy="Mở lại trang người."
        )
    people.open_row(found.kept.code, visible_to=actor, day=day)
    allow(actor, people.seat_of(found.kept, day).unit.code, at)
    if not reason.strip():
        raise BadInput("NO_REASON", "Chưa ghi lý do tách.", place="lý do", remedy="Ghi vì sao là hai người.")
    if found.parted_at is not None:
        raise Conflict(
            "PARTED", "Lần gộp này đã được tách lại.", place="lần gộp", remedy="Không cần tách nữa."
        )
    by_label = {model._meta.label: model for model, _ in columns()}
    for label, names in found.moved.items():
        for name, rows in names.items() if label in by_label else ():
            by_label[label]._default_manager.filter(pk__in=rows, **{name: found.kept}).update(
                **{name: found.gone}
            )
    _return_key(found)
    found.gone.merged_into = None
    found.gone.save()
    found.parted_at = at
    found.save(update_fields=["parted_at"])
    hooks.people_parted.tell(hooks.PeopleMerged(found.kept.pk, found.gone.pk, actor, at))
    journal.record(
        actor=actor, action="organisation.person.part", subject=f"organisation.person:{found.kept.pk}", at=at,
        reason=reason.strip(), after={"back": found.gone.pk, "rows": _counted(found.moved)},
    )  # fmt: skip
    return found.gone


def _return_key(found: PersonMerge) -> None:
    for key in found.moved.get("citizen_key", {}).get("value", []):
        if found.kept.citizen_key == key:
            found.kept.citizen_key = None
            found.kept.save(update_fields=["citizen_key"])
            found.gone.citizen_key = key
