"""Refusals: errors that the user can mend, whose message names the file and says what to do."""

from extractors.rules import RuleError


class UserError(Exception):
    """Base of every refusal; the command line prints the message and exits with 2."""


class InputError(UserError):
    """Nothing to read: a path that does not exist, a folder without reports."""


class StoreError(UserError):
    """An output folder that cannot be used."""


class EngineError(UserError):
    """An engine that is not installed or does not answer."""


class TableError(UserError):
    """A manifest, word list or decisions file that cannot be used."""


REFUSALS = (UserError, RuleError)
