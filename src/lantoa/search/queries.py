"""Find: what the words may mean, then what mentions them, seen by this actor, best first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from lantoa.access import queries as access
from lantoa.access.rules.roles import VIEW
from lantoa.kernel.actors import Actor
from lantoa.organisation import queries as organisation

from .guessing import Meant, meanings, wider
from .models import Entry, EntrySight, Mention
from .rules.entries import Level, Mode
from .rules.marks import Stretch, stretches
from .rules.words import asked, folded
from .sources import in_order

CODED = re.compile(r"\w[.:/-]\w|^\w+$")
"""What may be a code: CA.15, 12/QĐ-BCA, V05."""
OVERVIEW = 5
"""Rows of each kind on the first page of a search."""
COUNTED = 1000
"""Ranked entries that are counted as they are read; beyond it the database counts."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``title`` is cut into stretches so that a page can mark the words without writing HTML."""

    kind: str
    ref: str
    title: str
    stretches: tuple[Stretch, ...]
    detail: str
    link: str
    level: Level
    current: bool
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    label: str
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything found for a question, grouped by kind; ``corrected`` is what was searched for instead when the
    words as typed found nothing."""

    text: str
    groups: tuple[Group, ...]
    total: int
    corrected: str = ""


def current_q(day: date) -> Q:
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gt=day))


def seen_q(actor: Actor, day: date) -> Q:
    """Entries this actor may see: filtered where they are looked for, never afterwards."""
    granted = {action for grant in actor.grants if grant.valid.covers(day) for action in grant.actions & VIEW}
    if not granted:
        return Q(public=True)
    open_by = Q(pk__in=[])
    reaches: dict[access.Reach, list[str]] = {}
    for action in sorted(granted):
        reaches.setdefault(access.reach(actor, action, day), []).append(action)
    for reach, actions in reaches.items():
        here = Q(action__in=actions)
        open_by |= here & Q(mode=Mode.AT) & reach.units_q("place")
        open_by |= here & Q(mode=Mode.CLUSTER) & reach.clusters_q("place")
    open_by |= _held_q(actor, day) | _line_q(actor, day)
    return Q(public=True) | Exists(EntrySight.objects.filter(open_by, entry=OuterRef("pk")))


def _held_q(actor: Actor, day: date) -> Q:
    """Through grants on units alone."""
    found = Q(pk__in=[])
    for grant in actor.grants:
        if grant.unit is not None and grant.valid.covers(day) and (actions := sorted(grant.actions & VIEW)):
            reach = access.reach_of_grant(grant, day)
            found |= Q(mode=Mode.HELD, action__in=actions) & reach.units_q("place")
    return found


def _line_q(actor: Actor, day: date) -> Q:
    """What comes down the line to the units an actor holds a grant on, and what their clusters share."""
    now = organisation.standing(day)
    read = [grant for grant in actor.grants if grant.valid.covers(day) and grant.actions & VIEW]
    keys = frozenset(grant.cluster for grant in read if grant.cluster)
    own = {grant.unit for grant in actor.grants if grant.unit and grant.valid.covers(day)}
    reached = frozenset[str]().union(*(access.reach_of_grant(grant, day).units for grant in read))
    issued = frozenset[str]().union(*(access.reach_of_grant(grant, day).clusters for grant in read))
    start = own or {unit for key in keys for unit in now.members_of.get(key, ())}
    above = sorted({one for unit in start for one in now.graph.lineage(unit)})
    joined = keys | issued
    joined = joined.union(*(now.clusters_of.get(unit, frozenset()) for unit in reached | own))
    return Q(mode=Mode.DOWN, place__in=above) | Q(mode=Mode.JOINED, place__in=sorted(joined))


def _mentioning(meant: Sequence[Meant]) -> QuerySet[Entry]:
    """Entries with a mention of each word: the rarest word leads, the others are looked up in what it found."""
    ids = [pk for one in meant for pk in one.ids]
    uses = dict(
        Mention.objects.filter(word__in=ids).order_by().values_list("word").annotate(Count("pk"))
        if len(meant) > 1
        else ()
    )
    ranked = sorted(meant, key=lambda one: (sum(uses.get(pk, 0) for pk in one.ids), one.text))
    rows = Entry.objects.filter(pk__in=Mention.objects.filter(word__in=ranked[0].ids).values("entry"))
    for one in ranked[1:]:
        rows = rows.filter(Exists(Mention.objects.filter(entry=OuterRef("pk"), word__in=one.ids)))
    return rows


def _levelled(
    rows: QuerySet[Entry], meant: Sequence[Meant], guessed: bool, code: str, day: date
) -> QuerySet[Entry]:
    key = " ".join(one.text for one in meant)
    named = ~Q(pk=None)
    for one in meant:
        named &= Exists(Mention.objects.filter(entry=OuterRef("pk"), word__in=one.ids, named=True))
    level = Case(
        When(code=code, then=Value(Level.EXACT.value)),
        When(keys__contains=f"|{key}|", then=Value(Level.EXACT.value)),
        When(keys__contains=f" {key}|", then=Value(Level.PREFIX.value)),
        When(keys__contains=f"|{key}", then=Value(Level.PREFIX.value)),
        When(keys__contains=f" {key}", then=Value(Level.PHRASE.value)),
        When(named, then=Value(Level.LIKE.value if guessed else Level.TITLE.value)),
        default=Value(Level.LIKE.value if guessed else Level.TEXT.value),
        output_field=IntegerField(),
    )
    current = Case(When(current_q(day), then=Value(True)), default=Value(False), output_field=BooleanField())
    return rows.annotate(level=level, current=current).order_by("level", "-current", "prior", "sort", "tie")


def _narrowed(actor: Actor, day: date, kind: str, state: str) -> Q:
    wanted = seen_q(actor, day)
    if kind:
        wanted &= Q(kind=kind)
    if state == "current":
        wanted &= current_q(day)
    if state == "ended":
        wanted &= ~current_q(day)
    return wanted


@dataclass(frozen=True, slots=True)
class Found:
    """Entries that answer, ranked, not yet read. ``whole`` and ``starts`` are the words to mark."""

    rows: QuerySet[Entry]
    whole: frozenset[str]
    starts: frozenset[str]
    corrected: str

    def counts(self) -> dict[str, int]:
        return dict(self.rows.order_by().values_list("kind").annotate(Count("pk")))


def find(*, visible_to: Actor, text: str, day: date, kind: str = "", state: str = "") -> Found:
    """Ranked: exact name or code, beginning of a name, words in a row, words of the name, words of the text, and
    last what a mistyped word may have meant; current before ended; then by kind of unit and Vietnamese order."""
    words = asked(text)
    code = text.strip().lower()
    wanted = _narrowed(visible_to, day, kind, state)
    meant = meanings(words)
    found = _found(meant, len(words), code, wanted, day)
    if not found.rows.exists():
        for again in wider(meant):
            other = _found(again, len(words), code, wanted, day)
            if other.rows.exists():
                return other
    return found


def _found(meant: Sequence[Meant], typed: int, code: str, wanted: Q, day: date) -> Found:
    """Entries that mention every word, or bear the code. A word of which nothing is known finds nothing."""
    lost = not meant or any(not one.ids for one in meant)
    guessed = len(meant) < typed or any(one.guessed for one in meant)
    rows = Entry.objects.none() if lost else _mentioning(meant)
    if lost or CODED.search(code):
        rows = Entry.objects.filter(Q(pk__in=rows.values("pk")) | Q(code=code)) if code else rows
    known = [] if lost else meant
    ranked = _levelled(rows.filter(wanted), known, guessed, code, day)
    whole = frozenset(text for one in known for text in one.texts)
    starts = frozenset(one.text for one in known if one.prefix)
    guess = " ".join(one.texts[0] if one.guessed else one.text for one in known) if guessed else ""
    return Found(ranked, whole, starts, guess)


def hits(rows: Sequence[Entry], found: Found) -> tuple[Hit, ...]:
    return tuple(
        Hit(
            kind=row.kind,
            ref=row.ref,
            title=row.title,
            stretches=tuple(stretches(row.title, found.whole, found.starts)),
            detail=row.detail,
            link=row.link,
            level=Level(row.level),
            current=bool(row.current),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows
    )


def answer(*, visible_to: Actor, text: str, day: date, state: str = "") -> Answer:
    """The first page of a search: the best few of each kind, the kind of the best hit first. One ranking, then the
    rows that are shown; only a search that finds more than ``COUNTED`` is counted by the database."""
    if not asked(text):
        return Answer(text, (), 0)
    found = find(visible_to=visible_to, text=text, day=day, state=state)
    ranked = list(found.rows.values_list("pk", "kind")[:COUNTED])
    counts = Counter(kind for _, kind in ranked)
    best: dict[str, list[int]] = {}
    for pk, kind in ranked:
        best.setdefault(kind, []).append(pk)
    if len(ranked) == COUNTED:
        counts = Counter(found.counts())
        for kind in [kind for kind in counts if len(best.get(kind, [])) < min(OVERVIEW, counts[kind])]:
            best[kind] = list(found.rows.filter(kind=kind).values_list("pk", flat=True)[:OVERVIEW])
    shown = {pk for pks in best.values() for pk in pks[:OVERVIEW]}
    rows = {row.pk: row for row in found.rows.filter(pk__in=shown)}
    labels = {source.kind: source.label for source in in_order()}
    order = list(best) if len(ranked) < COUNTED else sorted(best, key=lambda kind: rows[best[kind][0]].level)
    groups = tuple(
        Group(
            kind,
            labels.get(kind, kind),
            counts[kind],
            hits([rows[pk] for pk in best[kind][:OVERVIEW]], found),
        )
        for kind in order
    )
    return Answer(text, groups, sum(counts.values()), found.corrected)


def suggestions(*, visible_to: Actor, text: str, day: date, limit: int = 8) -> tuple[Hit, ...]:
    """The best few whatever their kind, while somebody types; nothing before two letters."""
    if len(folded(text)) < 2:
        return ()
    found = find(visible_to=visible_to, text=text, day=day)
    return hits(list(found.rows[:limit]), found)


def page_of(
    *,
    visible_to: Actor,
    text: str,
    day: date,
    kind: str = "",
    state: str = "",
    offset: int = 0,
    limit: int = 20,
) -> tuple[Hit, ...]:
    """One page of the ranking, of one kind or of all."""
    if not asked(text):
        return ()
    found = find(visible_to=visible_to, text=text, day=day, kind=kind, state=state)
    return hits(list(found.rows[offset : offset + limit]), found)
