"""A trigger: the words of a sentence that tell of a launch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.assembly.scope import Factuality
from extractor.model.mention import Weapon

Form = Literal["verb", "noun", "back"]
Action = Literal["launch", "test", "attack"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words that tell of a launch. `form` "back" points to a launch told elsewhere."""

    start: int
    end: int
    form: Form
    action: Action
    weapon: Weapon | None
    plural: bool
    factuality: Factuality
