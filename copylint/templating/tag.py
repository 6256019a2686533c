"""What a template tag is, and what stands for it in a masked text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from copylint.model import PlaceholderRole

BLOCK_FILLER: Final = "\ue000"
"""Stands in a masked text for each character of a block tag: words on its two sides are two."""

PLACEHOLDER_FILLER: Final = "\ue001"
"""Stands in a masked text for each character of a placeholder."""

SEAM_FILLER: Final = "\ue002"
"""Stands for each character of a conditional tag and of a branch that is not read: what stands on
its two sides is written without anything between ("bestilling{% if n > 1 %}ene{% endif %}")."""

VANISHED: Final = BLOCK_FILLER + SEAM_FILLER
"""The fillers of what leaves nothing in the text."""

Step = Literal["open", "turn", "close"]
Flow = Literal["", "condition", "loop", "switch"]


@dataclass(frozen=True, slots=True)
class Control:
    """What a tag does to the flow of its template.

    Attributes:
        step: whether it opens a stretch, begins another branch of it, or closes it.
        family: the syntax; tags of different ones do not pair.
        name: what an opening and a closing tag must share.
        flow: of an opening tag: what decides whether and how often the stretch is written. A
            ``switch`` writes nothing before its first branch, and "" has no branches.
        condition: of an opening tag, as written, without ``not`` and the like.
        negated: whether the stretch is written where ``condition`` does not hold.
    """

    step: Step
    family: str
    name: str = ""
    flow: Flow = ""
    condition: str = ""
    negated: bool = False


Kind = Literal["placeholder", "block", "include"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A template tag, in offsets of the text it was found in.

    A ``placeholder`` leaves something in the text that the customer reads; a ``block`` (control
    flow, comment, layout) leaves nothing. An ``include`` is either, by what stands beside it.
    """

    start: int
    end: int
    kind: Kind
    identifier: str = ""
    role: PlaceholderRole = "other"
    fallback: str | None = None
    """What stands there where the variable is empty; None where the tag does not say."""
    controls: tuple[Control, ...] = ()
