"""As many articles as asked for, made from the corpus: each is one of its articles with a sentence of its own."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus" / "articles"


def make(folder: Path, number: int) -> None:
    """Write `number` articles, named so that their order is that of their making; sidecars go with them."""
    folder.mkdir(parents=True)
    sources = sorted(path for path in CORPUS.iterdir() if not path.name.endswith(".meta.json"))
    for at, source in enumerate(islice(cycle(sources), number)):
        own = f"This is the edition numbered {at} of the harbour's paper.".encode()
        data = source.read_bytes()  # some are in Windows-1252
        is_page = source.suffix == ".html"
        data = data.replace(b"</p>", b" " + own + b"</p>", 1) if is_page else data.rstrip() + b"\n\n" + own + b"\n"
        name = f"{at:05}-{source.name}"
        (folder / name).write_bytes(data)
        sidecar = source.with_name(f"{source.stem}.meta.json")
        if sidecar.exists():
            (folder / f"{Path(name).stem}.meta.json").write_bytes(sidecar.read_bytes())
