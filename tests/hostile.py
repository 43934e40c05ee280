"""A folder of files as nobody should send them, each with what is to become of it."""

from __future__ import annotations

import ctypes
import gzip
import io
import os
import sys
import tarfile
import zipfile
from pathlib import Path

STORY = "North Korea fired two ballistic missiles from Sunan on Tuesday, South Korea's Joint Chiefs of Staff said.\n"
WRONG_CHARSET = "wrong-charset.html"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><rss><channel><item><title>&a9;</title><description>&a9;</description></item></channel></rss>"
)
DEEP = 100_000
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


def make(folder: Path) -> dict[str, tuple[str, str | None]]:
    """Write the files; status and reason of each by its path. Root reads everything: see `read_as_others_do`."""
    plain = {
        "empty.txt": (b"", "failed", "empty"),
        "nul.txt": (b"\0" * 5000, "failed", "binary"),
        "utf16.txt": (STORY.encode("utf-16"), "ok", None),
        "line.jsonl": (b'{"text": "' + b"missile " * 6_250_000 + b'"}', "failed", "too_large"),
        "nested.html": (b"<html><body>" + b"<div>" * 10_000 + STORY.encode(), "failed", "no_text"),
        "laughs.xml": (LAUGHS.encode(), "failed", "bad_xml"),
        "three.txt.gz": (b"\x1f\x8b\x08", "failed", "bad_archive"),
        "deep.json": (b"[" * DEEP + b"]" * DEEP, "failed", "bad_json"),
        "broken.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "failed", "bad_pdf"),
        "other.docx": (b"PK", "skipped", "unsupported"),
        ".hidden.txt": (STORY.encode(), "skipped", "hidden"),
        "seoul.txt": (KOREAN.encode(), "skipped", "language"),
        "half.jsonl": (b'{"text": "cut o', "failed", "bad_json"),
    }
    for name, (data, _, _) in plain.items():
        (folder / name).write_bytes(data)
    told = {
        f"{name}:1" if name.endswith(".jsonl") else name: (status, reason)
        for name, (_, status, reason) in plain.items()
    }
    for name in ODD_NAMES:
        (folder / name).write_text(f"{STORY}It was file {name.encode()!r}.\n", "utf-8")
    (folder / WRONG_CHARSET).write_bytes(page(charset="utf-8").encode("cp1252"))
    (folder / "script.html").write_text(page(title="<script>alert(1)</script>\x1b[31m"), "utf-8")
    with (folder / "huge.txt").open("wb") as file:
        for _ in range(200):
            file.write(b"word " * 200_000)
    os.mkfifo(folder / "pipe.txt")
    (folder / "unreadable.txt").write_text(STORY)
    (folder / "unreadable.txt").chmod(0)
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    for name, text in REPEATS.items():
        (folder / f"repeat-{name}.txt").write_text(text, "utf-8")
    (folder / "nothing.jsonl").write_bytes(b"\n\n")
    told |= _archives(folder)
    return told | {
        "huge.txt": ("failed", "too_large"),
        "nothing.jsonl": ("failed", "empty"),
        "nothing.zip": ("failed", "empty"),
        "pipe.txt": ("failed", "not_a_file"),
        "loop": ("skipped", "same_folder"),
        "self.txt": ("failed", "not_a_file"),
        "unreadable.txt": ("failed", "unreadable"),
    }


ODD_NAMES = (
    "line\nbreak.txt", "quote'\".txt", "emoji-\U0001f680.txt", "right-to-left-\u202etxt.exe.txt", "-dash.txt",
    "a b;c.txt",
)  # fmt: skip
REPEATS = {
    "atleast": "at least " * 100_000,
    "quotes": '"' * 100_000,
    "digits": "1,1" * 60_000,
    "missiles": "Seoul said North Korea fired two missiles, " * 200,
    "spaces": "missile " + " " * 200_000 + "x",
    "capitals": "Kim Jong Un " * 15_000,
}
KOREAN = (
    "\ud569\ub3d9\ucc38\ubaa8\ubcf8\ubd80\ub294 \ubd81\ud55c\uc774 \ubbf8\uc0ac\uc77c\uc744 "
    "\ubc1c\uc0ac\ud588\ub2e4\uace0 \ubc1d\ud614\ub2e4. " * 20
)


def page(charset: str = "utf-8", title: str = "A launch") -> str:
    """A page; what it says of its charset need not be so."""
    more = (
        "The caf\u00e9 by the harbour in S\u00e3o Paulo was open as usual, and its owner said that nobody spoke of it. "
        * 3
    )
    body = f"<article><p>{STORY}</p><p>{more}</p></article>"
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>{title}</title></head><body>{body}'


def _archives(folder: Path) -> dict[str, tuple[str, str | None]]:
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(12):
            archive.writestr(f"{number}.txt", b"\0" * 18_000_000)
    with zipfile.ZipFile(folder / "mixed.zip", "w") as archive:
        archive.writestr("in/good.txt", STORY + "It came in an archive.\n")
        archive.writestr("inner.zip", b"PK\x03\x04")
        archive.writestr("../escape.txt", STORY + "It tried to get out.\n")
    with zipfile.ZipFile(folder / "nothing.zip", "w"):
        pass
    with gzip.open(folder / "bomb.jsonl.gz", "wb") as file:
        for _ in range(30):
            file.write(b"\n" * 10_000_000)
    with tarfile.open(folder / "links.tar", "w") as tar:
        info = tarfile.TarInfo("passwd.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(info)
        data = (STORY + "It came in a tar.\n").encode()
        info = tarfile.TarInfo("good.txt")
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return {
        "bomb.zip": ("failed", "bomb"),
        "bomb.jsonl.gz": ("failed", "bomb"),
        "mixed.zip!/inner.zip": ("skipped", "unsupported"),
        "links.tar!/passwd.txt": ("failed", "not_a_file"),
    }


def read_as_others_do() -> None:
    """In a process about to begin: give up what lets root read every file (Linux, capabilities(7), prctl(2))."""
    if sys.platform == "linux":
        system = ctypes.CDLL(None)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            system.prctl(PR_CAPBSET_DROP, capability)
