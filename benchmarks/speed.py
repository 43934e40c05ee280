"""How fast the program is, beside the plain spaCy pipeline and other yardsticks, in one run: `make bench`.

    python -m benchmarks.speed [--articles 60] [--rounds 3] [--corpus 20000] [--out benchmarks/RESULTS.md]

Those that are compared take turns, round by round, over the same texts; a ratio is that of one round, and the table
shows its median, least and most. Ratios are of processor time, whole runs of the command too, for that is what a busy
machine distorts least, and of the clock where the number of processes is compared. Reading the texts, loading models
and the first article of each are left out, but for whole runs of the command, in which everything counts.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks import articles, runs, texts, yardsticks
from benchmarks.compared import Compared, Measured
from extractor.finders import dates, measures, quotes
from extractor.model.article import Article
from extractor.pipeline import Extractor
from extractor.reading import Reading
from extractor.triage import judge_page

LENGTHS = (4_000, 16_000, 64_000, 250_000, 1_000_000)  # characters
SAMPLE = 12  # articles for the slow ones


def worked(call: Callable[[], object]) -> float:
    """Processor time [s]."""
    began = time.process_time()
    call()
    return time.process_time() - began


def by_turns(found: Compared, ours: Callable[[], object], theirs: Callable[[], object], options: argparse.Namespace,
             again: int = 1) -> Compared:  # fmt: skip
    """Rounds of both; ours may be done `again` and again, where it is too short to be measured."""
    for _ in range(options.rounds):
        found.ours.append(worked(lambda: [ours() for _ in range(again)]) / again)
        found.theirs.append(worked(theirs))
    print(found.row(), flush=True)
    return found


def of_texts(
    extractor: Extractor, told: list[Article], options: argparse.Namespace
) -> tuple[list[Compared], list[str]]:
    """Whole articles: with a launch, and without launch vocabulary."""
    nlp = yardsticks.whole_model()
    plain_texts = [a.text for a in told]
    yardsticks.plain(nlp, plain_texts[:2])

    def records() -> None:
        for article in told:
            extractor.extract_article(article).to_json()

    launches = by_turns(
        Compared("articles with a launch", "plain spaCy, 1 process", goal="5"),
        records, lambda: yardsticks.plain(nlp, plain_texts), options,
    )  # fmt: skip
    yardsticks.afternoon(nlp, plain_texts[:1])
    afternoon = by_turns(Compared("articles with a launch", "afternoon pipeline"), records,
                         lambda: yardsticks.afternoon(nlp, plain_texts), options)  # fmt: skip
    calm = texts.Calm(extractor.knowledge)
    quiet = [Article(text=calm(a.text), source=a.source) for a in told]
    quiet = [a for a in quiet if not extractor.judged(a).keep]
    none = by_turns(
        Compared("the same without launch vocabulary", "plain spaCy, 1 process", goal="1,000"),
        lambda: [extractor.extract_article(a).to_json() for a in quiet],
        lambda: yardsticks.plain(nlp, [a.text for a in quiet]), options, again=20,
    )  # fmt: skip
    return [launches, afternoon, none], [rate(launches, told), rate(none, quiet)]


def rate(found: Compared, told: list[Article]) -> str:
    """Articles, words and megabytes a second, and hours of one core for a million articles."""
    seconds = median(found.ours)
    words, size = sum(len(a.text.split()) for a in told), sum(len(a.text.encode()) for a in told)
    hours = seconds / len(told) * 1e6 / 3600
    per = f"{len(told) / seconds:,.1f} | {words / seconds:,.0f} | {size / seconds / 1e6:,.3f} | {hours:,.2f}"
    return f"| {found.name}, {len(told)} of {words // len(told)} words | {per} |"


def of_parts(told: list[Article], options: argparse.Namespace) -> list[Compared]:
    """Measures, quotations and dates alone."""
    extractor = Extractor()
    some = told[:: max(1, len(told) // SAMPLE)][:SAMPLE]
    plain_texts = [a.text for a in some]
    textacy = yardsticks.quotes(yardsticks.whole_model())
    found = []
    for name, yardstick, finder, theirs in (
        ("measures", "quantulum3", measures.find, yardsticks.measures),
        ("quotations", "textacy, with its parse", quotes.find, textacy),
        ("dates", "dateparser.search", dates.find, yardsticks.dates),
    ):
        find, over = finder, theirs
        over(plain_texts[:1])

        def ours(find: Callable[..., object] = find) -> None:
            for article in some:
                list(find(Reading.of(article), extractor.knowledge))  # type: ignore[call-overload]

        ours()
        found.append(by_turns(Compared(name, yardstick), ours, lambda over=over: over(plain_texts), options))  # type: ignore[misc]
    return found


def of_pages(extractor: Extractor, options: argparse.Namespace) -> Compared:
    """Pages without launch vocabulary, judged or read."""
    calm = texts.Calm(extractor.knowledge)
    quiet = [page for page in map(calm, texts.pages()) if not judge_page(page, extractor.knowledge).keep]
    yardsticks.cut_out(["<html><body><article><p>" + "A mayor spoke. " * 50 + "</p></article></body></html>"])
    return by_turns(
        Compared(f"pages without launch vocabulary ({len(quiet)})", "trafilatura", goal="20"),
        lambda: [judge_page(page, extractor.knowledge) for page in quiet],
        lambda: yardsticks.cut_out(quiet), options,
    )  # fmt: skip


def of_lengths(extractor: Extractor, told: list[Article]) -> list[tuple[int, float]]:
    """Seconds for one article of each length."""
    found = []
    for length in LENGTHS:
        text = texts.long_text(told, length)
        found.append((length, worked(lambda text=text: extractor.extract(text, published="2025-10-22"))))  # type: ignore[misc]
        print(f"{length} characters: {found[-1][1]:.2f} s", flush=True)
    return found


def main() -> None:
    """Measure, print, write the results and draw them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--corpus", type=int, default=20_000)
    parser.add_argument("--out", type=Path, default=articles.ROOT / "benchmarks" / "RESULTS.md")
    options = parser.parse_args()
    from benchmarks import results

    extractor = Extractor()
    told = texts.launches(extractor, options.articles)
    print(f"{len(told)} articles with a launch, load {runs.load():.1f}", flush=True)
    measured = Measured(loads=[runs.load()])
    measured.compared, measured.rates = of_texts(extractor, told, options)
    measured.compared.append(of_pages(extractor, options))
    measured.compared += of_parts(told, options)
    measured.lengths = of_lengths(extractor, told)
    with tempfile.TemporaryDirectory() as name:
        measured.compared += runs.compare(Path(name), options.rounds)
        measured.corpora = runs.growing(Path(name), options.corpus, extractor.knowledge)
    measured.loads.append(runs.load())
    results.write(options.out, measured)


if __name__ == "__main__":
    main()
