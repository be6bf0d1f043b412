"""Reports by the thousand from a seeded generator, and broken files of ten kinds: for the tests of batches and the bench."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

COUNTIES = ["泰和县", "湄潭县", "隆回县", "集安市", "泗洪县", "敖汉旗", "西吉县", "临泉县", "沂水县", "和平县"]
OPENINGS = [
    "{year}年，在市委、市政府的正确领导下，{county}坚持以党的建设为统领，各项工作取得了新的进展。",
    "今年以来，{county}紧紧围绕中心工作，狠抓基层、打牢基础，全县基层党组织建设水平不断提高。",
]
SENTENCES = [
    "全县现有党（工）委{a}个，党支部{b}个，党员{c}名，其中农村党员{d}名。",
    "县委组织部选派第一书记{a}名，组建驻村工作队{e}支，协调帮扶资金{x}万元。",
    "举办各类培训班{e}期，培训党员干部{c}余人次，培训农民{d}多人次。",
    "完成地区生产总值{y}亿元，增长{p}%；一般公共预算收入{x}万元，增长{q}%。",
    "新建村级活动场所{e}处，改扩建{a}处，硬化村组道路{z}公里，安装路灯{b}盏。",
    "深入开展“{name}”活动，{f}家县直单位与{e}个村结成帮扶对子，为群众办实事{b}件。",
    "粮食总产量达到{z}万吨，农村居民人均可支配收入{c}元，同比增长{p}%。",
    "发展新党员{a}名，其中女党员{f}名，35岁以下{e}名，少数民族党员{f}名。",
    "建立健全各项制度{e}项，有力地促进了机关作风的转变和工作效率的提高。",
    "通过一系列措施，群众的满意度达到{p}个百分点以上，党群干群关系更加密切。",
    "存在的主要问题是：个别支部组织生活不够经常，部分党员年龄偏大、文化程度偏低。",
]
NAMES = ["红旗引领", "双联双促", "先锋示范", "一村一策", "结对共建", "三级联动", "亮身份作表率"]


def report(number: int, *, characters: int = 1500) -> str:
    """The report of that number: always the same, no two alike."""
    dice = random.Random(number)
    year, county = dice.randint(2003, 2023), dice.choice(COUNTIES)
    parts = [
        f"{county}{year}年工作总结\n\n",
        dice.choice(OPENINGS).format(year=year, county=county),
        "\n一、主要做法\n",
    ]
    length = sum(map(len, parts))
    while length < characters:
        sentence = dice.choice(SENTENCES).format(
            a=dice.randint(11, 60), b=dice.randint(100, 990), c=dice.randint(2000, 90000), d=dice.randint(1000, 9000),
            e=dice.randint(3, 40), f=dice.randint(2, 9), x=round(dice.uniform(50, 9000), 1), y=round(dice.uniform(30, 900), 2),
            z=round(dice.uniform(5, 90), 1), p=round(dice.uniform(1, 15), 1), q=round(dice.uniform(1, 15), 1),
            name=dice.choice(NAMES),
        )  # fmt: skip
        parts.append(sentence + ("\n" if dice.random() < 0.2 else ""))
        length += len(sentence)
        if dice.random() < 0.03:
            parts.append(
                f"\n（{dice.choice('一二三四五')}）{dice.choice(['抓班子带队伍', '抓产业促增收', '抓服务聚民心'])}。\n"
            )
    return "".join(parts) + f"\n二、下步打算\n{year + 1}年，计划培训党员{dice.randint(100, 900)}人次。\n"


def _archive(entries: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


BROKEN: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "blank.txt": lambda: b" \r\n\t" * 50,
    "binary.txt": lambda: bytes(range(256)) * 64,
    "cut.pdf": lambda: b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Ty",
    "header-only.pdf": lambda: b"%PDF-1.7\n",
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
    "cut.docx": lambda: _archive({"word/document.xml": b"<w:document/>" * 900})[:300],
    "other.docx": lambda: _archive({"xl/workbook.xml": b"<workbook/>"}),
    "bomb.docx": lambda: _archive({f"word/{i}.xml": bytes(80 * 2**20) for i in range(4)}),
    "script.html": lambda: b"<!DOCTYPE html><html><body><script>var n = 12;</script></body></html>",
}


def write_batch(folder: Path, reports: int, broken_of_each: int = 0) -> None:
    """Write that many reports, and each broken kind as often, all with different bytes where the kind allows it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(reports):
        (folder / f"{number:05d}.txt").write_text(report(number), encoding="utf-8")
    for name, make in BROKEN.items():
        for copy in range(broken_of_each):
            (folder / f"broken-{copy}-{name}").write_bytes(make())
