"""Text files: a strict ladder of encodings, then a named warning; never a silent replacement character."""

from __future__ import annotations

import re

from pipeline.reading.base import ReadError, ReadText

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HAN = re.compile("[\u4e00-\u9fff]")
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装"
)


def read_text(content: bytes) -> ReadText:
    """BOM, strict UTF-8, UTF-16 without BOM, GB18030 with a check against Big5, charset-normalizer, replacement.

    The last rung sets `partial` and warns. Raises ReadError for a file that is no text.
    """
    if looks_binary(content):
        raise ReadError("binary", "no text but binary data under a text file's name: check the file")
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _decoded(content, encoding, strict=False)
    try:
        return ReadText(raw=content.decode("utf-8"), format="txt", encoding="utf-8")
    except UnicodeDecodeError:
        pass
    wide = _utf16_without_bom(content)
    if wide:
        return _decoded(content, wide, strict=False)
    best = max(("gb18030", "big5"), key=lambda encoding: _likeness(content, encoding))
    if _likeness(content, best) > 0:
        return ReadText(raw=content.decode(best), format="txt", encoding=best)
    from charset_normalizer import from_bytes

    match = from_bytes(content).best()
    if match is not None and _HAN.search(str(match)):
        warning = f"encoding guessed: {match.encoding}"
        return ReadText(raw=str(match), format="txt", encoding=match.encoding, warnings=(warning,))
    return _decoded(
        content,
        "utf-8"
        if _share(content.decode("utf-8", "replace")) > _share(content.decode("gb18030", "replace"))
        else "gb18030",
        strict=False,
    )


def looks_binary(content: bytes) -> bool:
    """Whether control characters that no text has make up much of the file."""
    sample = content[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or _utf16_without_bom(sample):
        return False
    odd = sum(sample.count(bytes([byte])) for byte in (*range(9), *range(14, 27), *range(28, 32), 127))
    return odd > len(sample) / 50


def _utf16_without_bom(content: bytes) -> str:
    """utf-16-le or utf-16-be where every other byte of the line ends and blanks is zero, else empty."""
    sample = content[: 65536 // 2 * 2]
    for encoding, newline in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if len(sample) % 2 == 0 and newline in sample:
            try:
                text = sample.decode(encoding)
            except UnicodeDecodeError:
                continue
            if _share(text) > 0.5:
                return encoding
    return ""


def _share(text: str) -> float:
    """Share of the hundreds of commonest Han characters among all Han characters, times the share of Han: near 0 for a wrong encoding."""
    han = _HAN.findall(text)
    return sum(char in _COMMON for char in han) / len(han) if han else 0.0


def _likeness(content: bytes, encoding: str) -> float:
    """How much the bytes read in this encoding look like Chinese prose, 0 where they do not decode."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    return _share(text) + (0.3 if encoding == "big5" and _traditional(text) else 0.0)


def _traditional(text: str) -> bool:
    return sum(text.count(char) for char in "的黨務國會為個員農業") * 50 > len(text)


def _decoded(content: bytes, encoding: str, *, strict: bool) -> ReadText:
    try:
        return ReadText(raw=content.decode(encoding), format="txt", encoding=encoding)
    except UnicodeDecodeError as error:
        if strict:
            raise
        warning = f"bytes that are no {encoding} from byte {error.start} on were replaced by U+FFFD: ask for the file in UTF-8"
        return ReadText(
            raw=content.decode(encoding, "replace"), format="txt", encoding=encoding, warnings=(warning,), partial=True
        )
