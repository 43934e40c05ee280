"""An explanation on a terminal: the text with its mentions highlighted, then a table for each launch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from extractor.assembly.confidence import Weighed
from extractor.audit.steering import harmless, one_line
from extractor.audit.wording import show
from extractor.explain import Explanation, Launch, Slot, words_of
from extractor.explain.rivals import Rival
from extractor.model.mention import Kind, Mention
from extractor.model.record import Evidence, Found

STYLES: dict[Kind, str] = {
    "count": "bold black on bright_yellow",
    "measure": "bold black on bright_cyan",
    "weapon": "bold black on bright_red",
    "date": "bold black on bright_green",
    "place": "bold black on bright_magenta",
    "person": "bold white on blue",
    "body": "bold black on bright_blue",
    "quote": "italic",
    "cue": "underline",
}
"""A look for each kind of mention; quotes and cues lie over other mentions and so have no background."""


def render(explanation: Explanation, console: Console) -> None:
    """Print the explanation. Without colours the mentions are listed, since they cannot be highlighted."""
    for part in _parts(explanation, listed=console.color_system is None):
        console.print(part)


def _parts(explanation: Explanation, *, listed: bool) -> Iterator[RenderableType]:
    article = explanation.record.article
    yield Text(one_line(article.title or article.source), style="bold")
    yield Text(f"published {article.published or 'unknown'} ({article.published_from or 'nothing tells'})", style="dim")
    yield Text()
    yield highlighted(article.text, explanation.mentions)
    yield Text()
    yield legend(explanation.mentions)
    if listed:
        yield from (Text(f"{m.start:6}-{m.end:<6} {m.kind:8} {one_line(m.text)}") for m in explanation.mentions)
    for number, launch in enumerate(explanation.launches, start=1):
        yield Text()
        yield launch_table(launch, number)
    yield from _rest(explanation)


def _rest(explanation: Explanation) -> Iterator[RenderableType]:
    if not explanation.launches:
        yield Text("no launch", style="bold")
    if explanation.passed_over:
        yield Text("\ntold, but no launch of its own", style="bold")
        yield from (Text(f"  {one_line(words.text)}: {one_line(words.why)}") for words in explanation.passed_over)
    record = explanation.record
    if record.leaders:
        yield Text("\nleaders", style="bold")
        for leader in record.leaders:
            roles = ", ".join(show(role.value) for role in leader.roles)
            yield Text(f"  {one_line(leader.name)} [{leader.country or 'no country'}] {roles}".rstrip())
    if record.reactions:
        yield Text("\nreactions", style="bold")
        for reaction in record.reactions:
            yield Text(f"  {show(reaction.actor.value)}: {reaction.stance}: {_quoted(reaction.evidence)}")
    if record.warnings:
        yield Text("\nwarnings", style="bold")
        yield from (Text(f"  {warning.code}: {one_line(warning.message)}") for warning in record.warnings)


def highlighted(text: str, mentions: tuple[Mention, ...]) -> Text:
    """The text with every mention in the look of its kind; of overlapping ones the shorter is seen."""
    shown = Text(harmless(text))
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        shown.stylize(STYLES[mention.kind], mention.start, mention.end)
    return shown


def legend(mentions: tuple[Mention, ...]) -> Text:
    """Kinds with their look and number."""
    numbers = Counter(mention.kind for mention in mentions)
    parts = [(f" {kind} {numbers[kind]} ", style) for kind, style in STYLES.items() if numbers[kind]]
    return Text("  ").join(Text(words, style=style) for words, style in parts)


def launch_table(launch: Launch, number: int) -> Table:
    """Slot, value, who says so, the words, how sure and why; then rivals and what they lost by. No empty slots."""
    event = launch.event
    title = f"launch {number}: {event.kind}, {event.status}, {event.prominence}: {_quoted((event.trigger,))}"
    table = Table(
        "slot", "value", "said by", "words", "sure", title=Text(title), title_justify="left", box=box.SIMPLE_HEAD
    )
    table.add_row("event", "", "", "", f"{event.confidence:.2f}")
    for cells in _weighed_rows(launch.weighed):
        table.add_row(*cells)
    for slot in launch.slots:
        for cells in (*_found_rows(slot), *_rival_rows(slot)):
            table.add_row(*cells)
    return table


def _found_rows(slot: Slot) -> Iterator[tuple[Text, ...]]:
    for at, found in enumerate(slot.found):
        cells = (slot.name if at == 0 else "", show(found.value, slot.name), _who(found), _quoted(found.evidence))
        yield (*map(Text, cells), Text(f"{found.confidence:.2f}"))
        yield from _weighed_rows(slot.weighed[at])


def _weighed_rows(weighed: Weighed) -> Iterator[tuple[Text, ...]]:
    """What made a confidence higher or lower than others of its kind, in log odds."""
    facts = "; ".join(f"{fact} {weight:+.1f}" for fact, weight in weighed.facts if weight)
    if facts:
        yield tuple(Text(cell, style="dim") for cell in ("", f"confidence: {facts}", "", "", ""))


def _rival_rows(slot: Slot) -> Iterator[tuple[Text, ...]]:
    for at, rival in enumerate(slot.rivals):
        name = slot.name if at == 0 and not slot.found else ""
        yield tuple(Text(cell, style="dim") for cell in (name, *_rival_cells(rival), ""))


def _rival_cells(rival: Rival) -> tuple[str, str, str]:
    return f"lost: {one_line(rival.why)}", one_line(rival.attributed_to or ""), f'"{one_line(rival.text)}"'


def _who(found: Found[object]) -> str:
    return one_line(found.attributed_to or "the article")


def _quoted(evidence: tuple[Evidence, ...]) -> str:
    return f'"{one_line(words_of(evidence))}"'
