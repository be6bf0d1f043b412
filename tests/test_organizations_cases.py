"""Organizations found in sentences: names, types, kinds told from names."""

import pytest

from extractors.document import Document
from extractors.organizations import find_organizations
from extractors.places import find_places
from tests.support import cases


def found(said):
    document = Document.of(said)
    rows = find_organizations(document, find_places(document))
    return sorted({f"{'~' * row.generic}{row.text}|{row.org_type}" for row in rows})


@pytest.mark.parametrize(("said", "meant"), [pytest.param(*case, id=case[0][:40]) for case in cases("organizations")])
def test_organizations_are(said, meant):
    assert found(said) == sorted({part.strip() for part in meant.split(";")} - {"-"})
