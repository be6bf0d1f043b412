"""The spaCy component: `nlp.add_pipe("baobiao")` marks figures, organizations and campaigns in `doc.spans`.

spaCy finds it by the entry point of the package (pyproject.toml), on any pipeline, also on `spacy.blank("zh")`. This module
is only imported by spaCy, which is why it may import spaCy at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.document import Document
from pipeline.cleaning import clean
from pipeline.extract import extract

if TYPE_CHECKING:
    from collections.abc import Iterable


class Baobiao:
    """Sets `doc.spans["figures"]`, `["organizations"]` and `["campaigns"]`.

    A span's label is the indicator's code (else the dimension, or why the figure is missing), the kind of organization, or
    the kind of campaign; `span._.baobiao` is the record, `doc._.baobiao` the whole extraction. Spans grow to the tokens that
    they touch; the record's text is what was written.
    """

    def __init__(self, rules: Path | None = None) -> None:
        self.rules = rules
        for owner in (Doc, Span):
            if not owner.has_extension("baobiao"):
                owner.set_extension("baobiao", default=None)

    def __call__(self, doc: Any) -> Any:
        """Mark one document."""
        document = clean(Document.of(doc.text), extra=self.rules)
        found = extract(document, rules=self.rules)
        doc._.baobiao = found
        figures = ((f, f.indicator or f.indicator_wide or f.missing or f.dimension) for f in found.figures)
        doc.spans["figures"] = list(_spans(doc, document, figures))
        doc.spans["organizations"] = list(_spans(doc, document, ((o, o.org_type) for o in found.organizations)))
        campaigns = ((c, c.kind or c.class_) for c in found.campaigns if c.class_ == "campaign")
        doc.spans["campaigns"] = list(_spans(doc, document, campaigns))
        return doc


def _spans(doc: Any, document: Document, records: Iterable[tuple[Any, str]]) -> Iterable[Any]:
    for record, label in records:
        start, end = document.raw_span(record.start, record.end)
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:  # a withheld figure that left no character has no tokens
            span._.baobiao = record
            yield span


def create(nlp: Language, name: str, rules: str | None) -> Baobiao:  # noqa: ARG001 - spaCy's signature
    """The component; `rules` is a folder of your own rule files."""
    return Baobiao(Path(rules) if rules else None)


Language.factory("baobiao", default_config={"rules": None}, assigns=["doc.spans"], func=create)
