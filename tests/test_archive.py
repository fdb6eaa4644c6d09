"""An archive has the same bytes everywhere, and unpacks into its folder and nowhere else."""

import io
import zipfile
from pathlib import Path

import pytest

from report.archive import pack, unpack
from report.errors import ReportError

FILES = {"b/[slug].md": b"two", "a.txt": b"one", "b/c/.npmrc": b""}


def test_what_is_packed_comes_out_again(tmp_path: Path) -> None:
    """Every file lies where it lay, with its bytes."""
    (tmp_path / "x.zip").write_bytes(pack(FILES))

    unpack(tmp_path / "x.zip", tmp_path / "out", below="")

    found = {p.relative_to(tmp_path / "out").as_posix(): p for p in (tmp_path / "out").rglob("*")}
    assert {path: f.read_bytes() for path, f in found.items() if f.is_file()} == FILES


def test_only_what_lies_below_a_path_is_unpacked(tmp_path: Path) -> None:
    """The path itself is left out of the names."""
    (tmp_path / "x.zip").write_bytes(pack(FILES))

    unpack(tmp_path / "x.zip", tmp_path / "out", below="b/")

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["[slug].md", "c"]


def test_order_and_time_leave_no_trace() -> None:
    """Sorted by name, dated by no clock, compressed by nobody's zlib."""
    packed = pack(FILES)

    assert packed == pack(dict(reversed(FILES.items())))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == sorted(FILES)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {entry.create_system for entry in archive.infolist()} == {3}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}


@pytest.mark.parametrize(
    "path", ["../x", "/x", "a/../../x", "a//b", "a\\b", "C:x", "a/..", "", ".", "a\n", "é", "a b"]
)
def test_a_path_that_leads_elsewhere_is_neither_packed_nor_unpacked(
    tmp_path: Path, path: str
) -> None:
    """Nothing is written outside the folder, whoever made the archive."""
    with pytest.raises(ReportError, match="cannot be a path"):
        pack({path: b""})
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(path or "/"), b"harm")

    with pytest.raises(ReportError, match="cannot be a path"):
        unpack(tmp_path / "x.zip", tmp_path / "out" / "deep", below="")
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["x.zip"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", pack(FILES)[:-30], b"<html>"])
def test_a_broken_archive_is_told(tmp_path: Path, content: bytes) -> None:
    """In words, with the name of the archive."""
    (tmp_path / "x.zip").write_bytes(content)

    with pytest.raises(ReportError, match="cannot be unpacked"):
        unpack(tmp_path / "x.zip", tmp_path / "out", below="")


@pytest.mark.parametrize("kind", ["compressed", "of another size than it says"])
def test_an_archive_that_grows_is_refused(tmp_path: Path, kind: str) -> None:
    """A small archive cannot fill a disk; nothing of it is written."""
    if kind == "compressed":
        with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a", b"0" * 1_000_000)
    else:
        content = bytearray(pack({"a": b"x"}))
        at = content.index(b"PK\x01\x02")  # the entry in the directory; its size is 24 bytes on
        content[at + 24 : at + 28] = b"\xff\xff\xff\xfe"
        (tmp_path / "x.zip").write_bytes(bytes(content))

    with pytest.raises(ReportError, match="is compressed"):
        unpack(tmp_path / "x.zip", tmp_path / "out", below="")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["x.zip"]
