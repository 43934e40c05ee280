"""An outcome on a terminal: verdict, counts, scores, the riskiest changes, then the rest while they are few."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from extractor.audit.steering import one_line
from extractor.diff.change import Change
from extractor.diff.outcome import Outcome
from extractor.diff.wording import reasons, sentence, tags, title, values

LISTED = 60  # changes listed after the riskiest ones; more are for a file or a page
STYLES = {
    "removed": "red",
    "added": "green",
    "changed": "yellow",
    "moved": "cyan",
    "split": "magenta",
    "merged": "magenta",
}
MARKS = {"broken": "bold red", "fixed": "bold green"}


def render(outcome: Outcome, console: Console) -> None:
    """Print the outcome."""
    for part in _parts(outcome):
        console.print(part)


def _parts(outcome: Outcome) -> Iterator[RenderableType]:
    old, new = outcome.question.old.name, outcome.question.new.name
    yield Text(one_line(f"{old} -> {new}"), style="dim")
    yield Text(one_line(outcome.verdict), style="bold red" if outcome.failures else "bold")
    yield from (Text(f"  {one_line(remark)}") for remark in outcome.remarks)
    for name, rows in outcome.tables:
        yield Text(f"\nby {name}" if name != "folded away" else "\nfolded away", style="bold")
        yield from (Text(f"  {number:6,}  {one_line(key)}") for key, number in rows)
    if outcome.moved:
        yield _scores(outcome)
    riskiest = list(outcome.review.riskiest)
    if riskiest:
        yield Text("\nriskiest first", style="bold")
        yield from _changes(riskiest)
    yield from _rest(outcome, {change.id for change in riskiest})
    if outcome.counts.open and outcome.question.accept:
        yield Text(f"\n{outcome.question.accept}")


def _rest(outcome: Outcome, told: set[str]) -> Iterator[RenderableType]:
    left = outcome.counts.changes - len(told)
    if left <= 0:
        return
    if left > LISTED:
        yield Text(f"\n{left:,} more: --out FILE.html or FILE.md shows them", style="dim")
        return
    yield Text("\nthe others", style="bold")
    yield from _changes([change for change in outcome.review.changes() if change.id not in told])


def _changes(changes: list[Change]) -> Iterator[Text]:
    for change in changes:
        line = Text("  ").append(title(change), style=STYLES.get(change.kind, ""))
        line.append(f"  {one_line(change.article)}  ", style="dim").append(change.id, style="dim")
        yield line
        line = Text("    ").append(values(change), style="bold")
        for tag in tags(change):
            line.append(f"  [{tag}]", style=MARKS.get(tag, "dim"))
        yield line
        if told := sentence(change):
            yield Text(f"    | {told}", style="italic")
        yield from (Text(f"    {one_line(reason)}", style="dim") for reason in reasons(change))


def _scores(outcome: Outcome) -> Table:
    table = Table("F1", "before", "after", "", "95 % interval", title=Text("\nscores that moved"), box=box.SIMPLE_HEAD)
    table.title_justify = "left"
    for each in outcome.moved:
        low, high = each.interval
        cells = (f"{each.before:.3f}", f"{each.after:.3f}", f"{each.difference:+.3f}", f"{low:+.3f} to {high:+.3f}")
        style = "bold red" if each.difference < 0 else "green"
        table.add_row(each.name, *cells, style=style)
    return table
