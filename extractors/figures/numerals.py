"""What number words mean: 一千零一十 is 1010, 三万五 is 35000, 2千零30万 is 20300000."""

from __future__ import annotations

from decimal import Decimal

Value = int | Decimal

DIGITS: dict[str, int] = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0,
    "○": 0,
    "两": 2,
    "俩": 2,
    "倆": 2,
    "貳": 2,
    "參": 3,
    "陸": 6,
}
PLACES: dict[str, int] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
GROUPS: dict[str, int] = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
ZEROS = frozenset("零〇○")


def arabic(word: str) -> Value:
    """1,234.5 and １２，３４５ as numbers."""
    if word.isdigit():
        return int(word)
    plain = "".join(char if char.isdigit() else "" if char in ",， " else "." for char in word)
    return Decimal(plain) if "." in plain else int(plain)


def split_groups(tokens: list[str]) -> tuple[list[str], int]:
    """The words without the 万, 亿 that multiply all of them, and what these come to: 一百五十万 is 一百五十 times 10000."""
    scale, end = 1, len(tokens)
    while end and tokens[end - 1] in GROUPS:
        end -= 1
        scale *= GROUPS[tokens[end]]
    if any(GROUPS.get(token, 0) >= GROUPS[tokens[end]] for token in tokens[:end]) if scale > 1 else False:
        return tokens, 1
    return tokens[:end], scale


def evaluate(tokens: list[str]) -> Value:
    """The number that these words make; the words are single characters or Arabic numbers.

    A last digit without 零 counts in tenths of the place before it (一万三 = 13000); digits side by side are read as
    written (二二三四 = 2234); 点 begins decimals.
    """
    if "点" in tokens:
        point = tokens.index("点")
        rest = tokens[point + 1 :]
        stop = next((i for i, token in enumerate(rest) if not (token in DIGITS or token.isdecimal())), len(rest))
        decimals = "".join(token if token not in DIGITS else str(DIGITS[token]) for token in rest[:stop])
        value: Value = evaluate(tokens[:point]) + Decimal(f"0.{decimals or 0}")
        for token in rest[stop:]:
            factor = GROUPS.get(token) or PLACES.get(token)
            if factor is None:
                break
            value *= factor
        return value
    total: Value = 0
    section: Value = 0
    digit: Value | None = None
    place, group, spelled = 0, 0, False
    for token in tokens:
        if token in DIGITS:
            spelled = spelled or token in ZEROS
            digit = DIGITS[token] if digit is None else digit * 10 + DIGITS[token]
        elif token in PLACES:
            section += PLACES[token] * (digit or 1)
            place, digit, spelled = PLACES[token], None, False
        elif token in GROUPS:
            section += digit or 0
            if section == 0 and total == 0:
                section = 1
            if section == 0 or 0 < group < GROUPS[token]:
                total = (total + section) * GROUPS[token]
            else:
                total += section * GROUPS[token]
            place = group = GROUPS[token]
            section, digit, spelled = 0, None, False
        else:
            spelled = spelled or token[0] in "0０" or len(token) > 1
            digit = arabic(token)
    if digit is not None:
        short = place >= 100 and not spelled and digit < 10
        section += digit * place // 10 if short else digit
    return total + section


def step(value: Value) -> Value:
    """The place of the last digit that is not zero: 10 for 160, 100 for 3200, 0.1 for 1.5."""
    if value == 0:
        return 1
    _, digits, exponent = Decimal(value).normalize().as_tuple()
    return Decimal(1).scaleb(int(exponent)) if digits else 1
