"""One module a command, each with a click command named `command`; heavy imports inside its body."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

USAGE = 2  # exit code: the user can mend it


@contextmanager
def refusals() -> Iterator[None]:
    """Errors that are the user's to mend, files that cannot be opened among them, become one clear line on stderr and exit code 2."""
    from pipeline.errors import REFUSALS

    try:
        yield
    except REFUSALS as error:
        click.echo(f"baobiao: {error}", err=True)
        sys.exit(USAGE)
    except OSError as error:
        if error.filename is None:  # no file of the user's: a closed pipe
            raise
        click.echo(f"baobiao: {error.filename}: {error.strerror}; give another file or folder, or mend it", err=True)
        sys.exit(USAGE)
