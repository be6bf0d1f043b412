"""Text files: a strict ladder of encodings, then a named warning; never a silent replacement character."""

from __future__ import annotations

import re

from pipeline.reading.base import ReadError, ReadText

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_HAN = re.compile("[\u4e00-\u9fff]")
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
_ODD = bytes((*range(9), *range(14, 27), *range(28, 32), 127))  # control characters that no text has
_SAMPLE = 65536  # bytes looked at to tell kinds and encodings apart

# Lead bytes of the commonest characters: level 1 of GB 2312 (3,755 characters) and of Big5 (5,401). Chinese prose read in
# its own encoding stays within them, read in the other's it does not (MEASURED: Big5 decodes as GB18030 without an error).
_LEVEL_ONE = {"gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6)}
_PUNCTUATION = {"gb18030": (0xA1, 0xA9), "big5": (0xA1, 0xA3)}
_LEAST_COMMON = 0.7


def read_text(content: bytes) -> ReadText:
    """BOM, strict UTF-8, UTF-16 without BOM, GB18030 checked against Big5, charset-normalizer, replacement.

    The byte order mark is no character of the text. The last rung sets `partial` and warns. Raises ReadError for a file
    that is no text.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _replaced(content[len(bom) :], encoding)
    wide = utf16_without_bom(content)
    if wide:
        return _replaced(content, wide)
    if looks_binary(content):
        raise ReadError("binary", "binary data under a text file's name: check what the file really is")
    try:
        return ReadText(raw=content.decode("utf-8"), format="txt", encoding="utf-8")
    except UnicodeDecodeError:
        pass
    best = max(_LEVEL_ONE, key=lambda encoding: commonness(content, encoding))
    if commonness(content, best) > _LEAST_COMMON:
        try:
            return ReadText(raw=content.decode(best), format="txt", encoding=best)
        except UnicodeDecodeError:
            return _replaced(content, best)
    return _guessed(content)


def _guessed(content: bytes) -> ReadText:
    from charset_normalizer import from_bytes

    match = from_bytes(content).best()
    if match is not None and _HAN.search(str(match)):
        warning = f"encoding guessed: {match.encoding}; check the text"
        return ReadText(raw=str(match), format="txt", encoding=match.encoding, warnings=(warning,))
    return _replaced(content, "utf-8")


def looks_binary(content: bytes) -> bool:
    """Whether control characters that no text has make up more than two in a hundred bytes."""
    sample = content[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _ODD)) > len(sample) / 50


def utf16_without_bom(content: bytes) -> str:
    """utf-16-le or utf-16-be where the bytes decode so and give Chinese lines, else empty."""
    sample = content[:_SAMPLE]
    for encoding, newline in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if len(sample) % 2 == 0 and newline in sample:
            text = sample.decode(encoding, "replace")
            if len(_HAN.findall(text)) > len(text) / 2:
                return encoding
    return ""


def commonness(content: bytes, encoding: str) -> float:
    """Share of level-1 characters among all characters of two bytes, punctuation left out; 0 where there are none."""
    leads = [pair[0] for pair in _PAIR.findall(content[:_SAMPLE])]
    low, high = _PUNCTUATION[encoding]
    letters = [lead for lead in leads if not low <= lead <= high]
    low, high = _LEVEL_ONE[encoding]
    return sum(low <= lead <= high for lead in letters) / len(letters) if letters else 0.0


def _replaced(content: bytes, encoding: str) -> ReadText:
    try:
        return ReadText(raw=content.decode(encoding), format="txt", encoding=encoding)
    except UnicodeDecodeError as error:
        warning = f"bytes that are no {encoding}, the first at {error.start}, read as U+FFFD: ask for the file in UTF-8"
        raw = content.decode(encoding, "replace")
        return ReadText(raw=raw, format="txt", encoding=encoding, warnings=(warning,), partial=True)
