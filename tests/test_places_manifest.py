"""The user's manifest of places and years, and the command that looks a name up."""

import json

import pytest
from click.testing import CliRunner

from pipeline.commands.places import command
from pipeline.errors import TableError
from pipeline.manifest import read_manifest


@pytest.fixture
def manifest(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "manifest.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_place_and_year_of_each_file(manifest):
    found = read_manifest(manifest("file,region_code,year\r\n甲/a.txt,420115,2008\r\nb.txt,,2010\r\nc.txt,532522,\r\n"))
    region, year = found["甲/a.txt"]
    assert (region.code, region.name, region.level, region.basis, year) == (
        "420115", "湖北省武汉市江夏区", "county", "given", 2008,
    )  # fmt: skip
    assert found["b.txt"] == (None, 2010)
    assert found["c.txt"][0].name == "云南省红河哈尼族彝族自治州蒙自县"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_what_excel_saves_is_read(manifest, encoding):
    assert set(read_manifest(manifest("file,region_code,year\n甲\\年报.txt,420115,2008\n\n", encoding))) == {
        "甲/年报.txt"
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,code\na.txt,420115\n", r"manifest\.csv: the first line must name the columns file,region_code,year"),
        ("", "the first line must name the columns"),
        ("file,region_code,year\na.txt,4201,2008\n", r"manifest\.csv:2: region_code '4201' is no GB/T 2260 code"),
        ("file,region_code,year\na.txt,999999,\n", r":2: no division has or had the code '999999'"),
        ("file,region_code,year\na.txt,420115,08\n", r":2: year '08' is no year; write four digits"),
        ("file,region_code,year\na.txt,,2008\na.txt,,2009\n", r":3: a\.txt stands here twice"),
        ("file,region_code,year\n,420115,2008\n", ":2: no file"),
        ("file,region_code,year\na.txt,420115\n", ":2: 3 cells wanted"),
        ("file,region_code,year\na.txt,420115,2008,x\n", ":2: 3 cells wanted"),
    ],
)
def test_a_bad_line_is_refused_by_file_line_and_remedy(manifest, text, message):
    with pytest.raises(TableError, match=message):
        read_manifest(manifest(text))


def test_a_manifest_that_is_not_there(tmp_path):
    with pytest.raises(TableError, match="cannot be read"):
        read_manifest(tmp_path / "none.csv")


def test_names_are_looked_up():
    done = CliRunner().invoke(command, ["蒙自县", "江夏"])
    assert done.exit_code == 0
    assert done.output.splitlines() == [
        "532522\t云南省红河哈尼族彝族自治州蒙自县\tcounty\t1981-2010\t→ 532503 云南省红河哈尼族彝族自治州蒙自市",
        "420115\t湖北省武汉市江夏区\tcounty\t1995-",
    ]


def test_lookup_as_json():
    done = CliRunner().invoke(command, ["--json", "蒙自县"])
    assert json.loads(done.output)["until"] == 2010


def test_an_unknown_name_is_said():
    done = CliRunner().invoke(command, ["无此地县"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "无此地县: no division" in done.stderr
