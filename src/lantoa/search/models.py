"""The index: entries, the words they mention, and the letters those words are made of. Nothing in it is a source."""

from __future__ import annotations

from django.db import models

from .rules.entries import Mode


class Entry(models.Model):
    """One thing that can be found. Columns as in ``rules.entries.Findable``."""

    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=80)
    title = models.CharField(max_length=400)
    detail = models.CharField(max_length=400, blank=True)
    link = models.CharField(max_length=300)
    keys = models.TextField()
    code = models.CharField(max_length=80, blank=True, db_index=True)
    public = models.BooleanField(default=False)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    prior = models.PositiveSmallIntegerField(default=0)
    sort = models.CharField(max_length=96)
    tie = models.CharField(max_length=16)
    digest = models.CharField(max_length=32)
    until = models.DateField(null=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_search_entry", fields=["kind", "ref"])]

    def __str__(self) -> str:
        return self.title


class EntrySight(models.Model):
    """One way to see an entry that is not public."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="sights")
    mode = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Mode])
    action = models.CharField(max_length=80)
    place = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.mode} {self.place}"


class Word(models.Model):
    """A word that some entry mentions, folded."""

    text = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.text


class Gram(models.Model):
    """Three letters in a row of a word: where candidates for a mistyped one come from."""

    text = models.CharField(max_length=3)
    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="grams", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["text", "word"], name="search_gram_words")]

    def __str__(self) -> str:
        return self.text


class Mention(models.Model):
    """An entry has a word; ``named`` when in its title or another name."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="mentions")
    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    named = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_search_mention", fields=["word", "entry"])]

    def __str__(self) -> str:
        return f"{self.word_id} {self.entry_id}"
