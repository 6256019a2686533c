"""Texts with branches: what a customer may read of them, each branch at least once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copylint.readers.mapped import Builder, Mapped


@dataclass(frozen=True, slots=True)
class Branches:
    """A place in a text where one of several things stands; the most general one comes first."""

    options: tuple[tuple[Piece, ...], ...]


Piece = Mapped | Branches


def readings(pieces: Sequence[Piece]) -> Iterator[Mapped]:
    """The text with the first branch everywhere, then once with each other branch.

    While one branch varies the others keep to their first, so that there are as many texts as
    branches and not as many as combinations.
    """
    return (_joined(one) for one in _flat(pieces))


def _flat(pieces: Sequence[Piece]) -> list[tuple[Mapped, ...]]:
    firsts: list[tuple[Mapped, ...]] = []
    others: list[tuple[int, tuple[Mapped, ...]]] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, Mapped):
            firsts.append((piece,))
            continue
        first, *rest = (one for option in piece.options for one in _flat(option))
        firsts.append(first)
        others += ((at, one) for one in rest)
    return [_chain(firsts), *(_chain([*firsts[:at], one, *firsts[at + 1 :]]) for at, one in others)]


def _chain(parts: Sequence[tuple[Mapped, ...]]) -> tuple[Mapped, ...]:
    return tuple(one for part in parts for one in part)


def _joined(parts: Sequence[Mapped]) -> Mapped:
    builder = Builder()
    for part in parts:
        builder.take(part, 0, len(part.text))
    return builder.build()
