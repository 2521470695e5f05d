"""Write the index: what a row says now, a source from the start, or nothing more of what is gone.

Called inside the operations of all areas (through ``sources.follow``): these journal, the index does not, because
it can always be made again from what they kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction

from lantoa.organisation.bulk import insert

from .models import Entry, EntrySight, Gram, Mention, Word
from .rules.entries import DETAIL, LINK, TITLE, Findable
from .rules.words import grams
from .sources import SOURCES

BATCH = 2000
COLUMNS = (
    "kind", "ref", "title", "detail", "link", "keys", "code", "public", "valid_from", "valid_to", "prior", "sort",
    "tie", "digest", "until",
)  # fmt: skip
"""Of an entry, in the order in which ``_write`` gives them."""
Progress = Callable[[str, int], None]
"""Told (kind, entries written so far) after each batch."""


def refresh(*, kind: str, keys: Iterable[Any]) -> int:
    """Index again what ``keys`` of a source say now; returns how many entries changed. Runs in the caller's
    transaction, so that what is found is never ahead of, or behind, what was saved."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return 0
    fresh = {one.ref: one for one in SOURCES[kind].rows(wanted)}
    refs = {str(key) for key in wanted} | set(fresh)
    with transaction.atomic():
        kept = dict(Entry.objects.filter(kind=kind, ref__in=refs).values_list("ref", "digest"))
        changed = [one for one in fresh.values() if kept.get(one.ref) != one.digest]
        stale = [ref for ref in kept if ref not in fresh] + [one.ref for one in changed if one.ref in kept]
        if stale:
            _forget(kind, stale)
        if changed:
            _write(changed)
    return len(changed) + len(stale)


def refresh_all(*, kind: str, keys: Iterable[Any]) -> int:
    """``refresh`` of however many keys, a batch at a time: what is held at once does not grow with their number."""
    rest, changed = iter(list(keys)), 0
    while batch := list(islice(rest, BATCH)):
        changed += refresh(kind=kind, keys=batch)
    return changed


def rebuild(*, kinds: Sequence[str] = (), progress: Progress = lambda kind, count: None) -> dict[str, int]:
    """Each source from the start, one transaction per kind; returns entries written by kind."""
    return {kind: rebuild_kind(kind=kind, progress=progress) for kind in kinds or list(SOURCES)}


@transaction.atomic
def rebuild_kind(*, kind: str, progress: Progress = lambda kind, count: None) -> int:
    _forget(kind, None)
    rows, written = iter(SOURCES[kind].rows(None)), 0
    while batch := list(islice(rows, BATCH)):
        _write(batch)
        written += len(batch)
        progress(kind, written)
    return written


@transaction.atomic
def forget_unknown() -> int:
    """Drop entries of kinds that no source brings any more, and words that nothing mentions."""
    gone = list(Entry.objects.exclude(kind__in=SOURCES).order_by().values_list("kind", flat=True).distinct())
    for kind in gone:
        _forget(kind, None)
    return Word.objects.filter(mentions=None).delete()[0] + len(gone)


def _forget(kind: str, refs: list[str] | None) -> None:
    entries = Entry.objects.filter(kind=kind)
    if refs is not None:
        entries = entries.filter(ref__in=refs)
    for model in (Mention, EntrySight):
        rows = model.objects.filter(entry__in=entries.order_by())
        rows._raw_delete(rows.db)
    entries._raw_delete(entries.db)


def _write(found: Sequence[Findable]) -> None:
    """Rows of three tables, straight to the database: model objects would cost more than the index itself."""
    date_of = connection.ops.adapt_datefield_value
    insert(
        Entry,
        COLUMNS,
        [
            (
                one.kind, one.ref, one.title[:TITLE], one.detail[:DETAIL], one.link[:LINK], one.keys,
                one.code.lower(), one.public, date_of(one.valid_from), date_of(one.valid_to), one.prior, one.sort,
                one.tie, one.digest, date_of(one.until),
            )
            for one in found
        ],
    )  # fmt: skip
    keys = _entry_ids(found)
    insert(
        EntrySight,
        ("entry_id", "mode", "action", "place"),
        [
            (keys[one.kind, one.ref], sight.mode.value, sight.action, sight.place)
            for one in found
            for sight in dict.fromkeys(one.sights)
        ],
    )
    mentioned = [one.mentions() for one in found]
    ids = _word_ids(sorted({word for words in mentioned for word in words}))
    insert(
        Mention,
        ("entry_id", "word_id", "named"),
        [
            (keys[one.kind, one.ref], ids[word], named)
            for one, words in zip(found, mentioned, strict=True)
            for word, named in words.items()
        ],
    )


def _entry_ids(found: Sequence[Findable]) -> dict[tuple[str, str], int]:
    ids: dict[tuple[str, str], int] = {}
    for kind in {one.kind for one in found}:
        refs = [one.ref for one in found if one.kind == kind]
        rows = Entry.objects.filter(kind=kind, ref__in=refs).order_by()
        ids |= {(kind, ref): pk for ref, pk in rows.values_list("ref", "pk")}
    return ids


def _word_ids(words: list[str]) -> dict[str, int]:
    """Ids of the words, new ones added in alphabetical order: two writers never wait for each other crosswise."""
    known: dict[str, int] = {}
    for start in range(0, len(words), BATCH):
        part = words[start : start + BATCH]
        known |= dict(Word.objects.filter(text__in=part).values_list("text", "pk"))
    new = [word for word in words if word not in known]
    if not new:
        return known
    Word.objects.bulk_create([Word(text=word) for word in new], batch_size=BATCH, ignore_conflicts=True)
    made: dict[str, int] = {}
    for start in range(0, len(new), BATCH):
        part = new[start : start + BATCH]
        made |= dict(Word.objects.filter(text__in=part).values_list("text", "pk"))
    spelt = set(Gram.objects.filter(word__in=made.values()).values_list("word", flat=True))
    Gram.objects.bulk_create(
        [Gram(text=gram, word_id=pk) for word, pk in made.items() if pk not in spelt for gram in grams(word)],
        batch_size=BATCH * 4,
    )
    return known | made
