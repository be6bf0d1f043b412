"""Cleaning by named steps that keep every character's source."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from pipeline.cleaning.steps import Step, load_steps, needed

__all__ = ["Step", "clean", "load_steps"]

ROUNDS = 12  # no text met so far needed more than three; a bound against made-up ones


def clean(document: Document, *, extra: Path | None = None) -> Document:
    """The document after every cleaning step, repeated until nothing changes: cleaning clean text changes nothing.

    `document.removals` notes each change under the name of its step. `extra` is a folder of the user's own steps.toml
    and after_figures.tsv.
    """
    steps = load_steps(extra)
    alphabet = set(needed(extra).findall(document.text))
    for _ in range(ROUNDS):
        before = document
        letters = "".join(alphabet)
        for step in steps:
            document = step.apply(document, letters)
        if document.text == before.text:
            break
        written = "".join(removal.after for removal in document.removals[len(before.removals) :])
        alphabet = {letter for letter in alphabet.union(needed(extra).findall(written)) if letter in document.text}
    return document
