"""Figures told as plain Vietnamese sentences: each number a token that keeps its link to its source.

``measures`` says what a figure is and how each of its numbers is written, ``sentences`` composes the draft,
``tokens`` turns an edited draft back into words with sources and finds numbers that have none.
"""
