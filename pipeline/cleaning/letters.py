"""Character classes that the steps share, and translations that keep one character for one."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from pathlib import Path

from extractors.rules import load_rows, one_of

HAN = "一-鿿㐀-䶿〇"
SIGNS = "，。；：、！？“”‘’（）《》〈〉【】「」『』〔〕…—"  # Chinese punctuation
STOP = "，。；：、！？,;:!?"  # what shows that a line is running text
NUMERAL = "一二三四五六七八九十百千万亿两几多余数半每各这那该某本此第哪另"  # before these a unit needs no figure
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f"
INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff\ufff0-\ufffb"
)
# Miscellaneous symbols, dingbats and emoji, without stars, ticks, check boxes, ♀♂ and the circled numbers ❶…➓.
GLYPHS = "\u2600-\u2604\u2607-\u2610\u2613-\u263f\u2641\u2643-\u2712\u2715\u2716\u2719-\u2775\u2794-\u27bf\U0001f300-\U0001faff"
# Scripts that no Chinese report spells a single letter in: Armenian to Lao, Myanmar to Mongolian's neighbours, Georgian.
STRAY = "\u0530-\u0eff\u1000-\u17ff\u1900-\u1cff"

_HALF: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    ord("﹪"): "%",
    ord("﹢"): "+",
    ord("﹣"): "-",
}
_PLAIN = str.maketrans("﹑﹐﹔﹕﹗﹖∶︰〝〞､｡･", "、，；：！？：：“”、。·")
_FULL = dict(zip(",;:?!()", "，；：？！（）", strict=True))


@cache
def parts(extra: Path | None = None) -> dict[str, str]:
    """The named parts that patterns in steps.toml may use as ⟨name⟩."""
    rows = load_rows("pipeline.cleaning", "after_figures.tsv", ("unit", "not_before"), extra)
    plain = one_of([row["unit"] for row in rows if not row["not_before"]])
    guarded = "|".join(f"{row['unit']}(?![{row['not_before']}])" for row in rows if row["not_before"])
    return {
        "han": HAN,
        "signs": SIGNS,
        "stop": STOP,
        "numeral": NUMERAL,
        "spaces": SPACES,
        "invisible": INVISIBLE,
        "glyphs": GLYPHS,
        "stray": STRAY,
        "unit": f"(?:{plain}|{guarded})",
    }


def half_width(match: re.Match[str]) -> str:
    """Full-width letters, digits and signs as their half-width forms."""
    return match.group().translate(_HALF)


def full_width(match: re.Match[str]) -> str:
    """A half-width punctuation mark as the Chinese one."""
    return _FULL[match.group()]


def quote(match: re.Match[str]) -> str:
    """Straight quotes as curly ones around the same words."""
    return f"“{match.group()[1:-1]}”"


def unify(match: re.Match[str]) -> str:
    """Radicals and compatibility forms (⼯, 來) as the ordinary character, where that is one character."""
    return "".join(new if len(new := unicodedata.normalize("NFKC", old)) == 1 else old for old in match.group())


def unescape(match: re.Match[str]) -> str:
    """The character that an HTML entity stands for, also where it was escaped twice (&amp;nbsp;); blanks become plain."""
    char = html.unescape(match.group().replace("amp;", ""))
    return " " if char.isspace() else char


def blanks(match: re.Match[str]) -> str:
    """As many ordinary blanks."""
    return " " * len(match.group())


def no_blank(match: re.Match[str]) -> str:
    """The match without its white space."""
    return "".join(match.group().split())


def plain_sign(match: re.Match[str]) -> str:
    """Rare forms of a punctuation mark as the common one."""
    return match.group().translate(_PLAIN)
