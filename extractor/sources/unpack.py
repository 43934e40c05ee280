"""Packed streams and archives: gzip and Zstandard undone, ZIP and tar walked, bombs left alone.

Nothing is unpacked to disk, and of no member more is held than one article may have. What is packed out of all
proportion is a bomb: it costs its archive, from there on. An archive in an archive is not opened.
"""

from __future__ import annotations

import gzip
import io
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, Literal, cast

import zstandard

from extractor.errors import SourceError
from extractor.sources.names import why

FREE_BYTES = 50_000_000  # unpacked before anything counts as a bomb: more than twice the largest article
MAX_RATIO = 250  # unpacked to packed; news packs 3 to 60 times, a run of one byte in gzip 1,000 times and more
ZSTD_WINDOW_BYTES = 2**27  # of memory that a frame may ask for: what `zstd --long` writes, no more
ZSTD_CHUNK_BYTES = 1024  # packed bytes taken at a time: not more than 32 MB can come out of them
PEEKED_BYTES = 4096  # enough to see a doctype behind comments, or the brace of an object

Packing = Literal["gzip", "zstd"]
ArchiveKind = Literal["zip", "tar"]
Member = tuple[str, "BinaryIO | SourceError"]

_MAGIC: dict[Packing, bytes] = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
_BROKEN = (
    EOFError, OSError, zlib.error, zipfile.BadZipFile, tarfile.TarError, zstandard.ZstdError, NotImplementedError,
    RuntimeError, ValueError, OverflowError,
)  # fmt: skip


class Unpacked(io.RawIOBase):
    """What comes out of a packed stream; reading raises SourceError `bad_archive` or `bomb`.

    `packed` tells how many bytes went in so far.
    """

    def __init__(self, stream: IO[bytes], packed: Callable[[], int], source: str) -> None:
        self._stream = stream
        self._packed = packed
        self._source = source
        self._seen = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes given so far."""
        return self._seen

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer`; 0 at the end."""
        with refusals(self._source):
            data = self._stream.read(len(buffer))
        self._seen += len(data)
        if self._seen > FREE_BYTES and self._seen > MAX_RATIO * max(1, self._packed()):
            detail = f"{self._seen:,} bytes came out of {self._packed():,}; the rest is not unpacked"
            raise SourceError(self._source, "bomb", detail)
        buffer[: len(data)] = data
        return len(data)


class _Zstd:
    """Frames of Zstandard one after the other; unlike the library's own reader it tells where the last breaks off."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._frame: Any = None
        self._rest = b""
        self._out = io.BytesIO()

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        while not (given := self._out.read(size)):
            data = self._rest or self._stream.read(ZSTD_CHUNK_BYTES)
            if not data:
                if self._frame is not None:
                    raise EOFError("it ends before the end of a frame")
                return b""
            if self._frame is None:
                self._frame = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_BYTES).decompressobj()
            self._out, self._rest = io.BytesIO(self._frame.decompress(data)), b""
            if self._frame.eof:
                self._frame, self._rest = None, self._frame.unused_data
        return given


class _Remembering:
    """A stream that knows the last block it gave."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.last = b""

    def read(self, size: int) -> bytes:
        """As the stream does."""
        data = self._stream.read(size)
        self.last = (self.last + data)[-tarfile.BLOCKSIZE :]
        return data


@contextmanager
def refusals(source: str) -> Iterator[None]:
    """What breaks an unpacker, as SourceError `bad_archive`."""
    try:
        yield
    except _BROKEN as error:
        raise SourceError(source, "bad_archive", why(error) or type(error).__name__) from error


def unpacked(stream: BinaryIO, packing: Packing | None, source: str) -> BinaryIO:
    """The stream without its packing, which the name told or else the first bytes tell."""
    head = peeked(stream)
    found = next((name for name, magic in _MAGIC.items() if head.startswith(magic)), None)
    if packing is not None and found != packing:
        raise SourceError(source, "bad_archive", f"named as {packing}, but does not begin as {packing} does")
    if found == "gzip":
        return _guarded(cast("IO[bytes]", gzip.GzipFile(fileobj=stream)), stream.tell, source)
    if found == "zstd":
        return _guarded(cast("IO[bytes]", _Zstd(stream)), stream.tell, source)
    return stream


def peeked(stream: BinaryIO) -> bytes:
    """The first bytes, which stay to be read."""
    peek = getattr(stream, "peek", None)
    if peek is not None:
        return bytes(peek(PEEKED_BYTES))
    start = stream.tell()
    head = stream.read(PEEKED_BYTES)
    stream.seek(start)
    return head


def members(stream: BinaryIO, kind: ArchiveKind, source: str) -> Iterator[Member]:
    """Name and stream of each file in an archive, to be read before the next is asked for; names are as packed.

    Raises SourceError `bad_archive` and `bomb`, which end the archive; what is wrong with a member is in its place.
    """
    with refusals(source):
        yield from (_zip_members if kind == "zip" else _tar_members)(stream, source)


def _guarded(stream: IO[bytes], packed: Callable[[], int], source: str) -> BinaryIO:
    return io.BufferedReader(Unpacked(stream, packed, source), buffer_size=65536)


def _zip_members(stream: BinaryIO, source: str) -> Iterator[Member]:
    """Members of a ZIP may share their packed bytes, so it is the sum of what comes out that tells a bomb."""
    packed, total = stream.seek(0, io.SEEK_END), 0
    with zipfile.ZipFile(stream) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            try:
                member = archive.open(info)
            except _BROKEN as error:
                yield info.filename, SourceError(source, "bad_archive", why(error))
                continue
            with member:
                yield info.filename, _guarded(member, lambda: packed, source)
                total += member.tell()
            if total > FREE_BYTES and total > MAX_RATIO * packed:
                raise SourceError(source, "bomb", f"{total:,} bytes came out of {packed:,}; the rest is not unpacked")


def _tar_members(stream: BinaryIO, source: str) -> Iterator[Member]:
    """A tar is read from front to back, so that it may be packed itself; links and devices are named, not followed."""
    remembering = _Remembering(stream)
    with tarfile.open(fileobj=cast("IO[bytes]", remembering), mode="r|") as archive:
        for info in archive:
            if info.isdir():
                continue
            member = archive.extractfile(info) if info.isreg() else None
            if member is None:
                yield info.name, SourceError(source, "not_a_file", "a link or a device in an archive")
            else:
                # what a tar is packed with is guarded where it is unpacked
                yield info.name, _guarded(member, lambda: sys.maxsize, source)
    if remembering.last.strip(b"\0"):
        raise SourceError(source, "bad_archive", "it breaks off: the blocks that end a tar are not there")
