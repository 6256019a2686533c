"""The open elements of an HTML document, and what they hand down to the text in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from copylint.model import SegmentRole


@dataclass(frozen=True, slots=True)
class Element:
    """An open element.

    Everything but ``name`` and ``preheader`` holds for what stands inside as well, and is handed
    down when an element is opened.
    """

    name: str
    language: str | None = None
    role: SegmentRole = "text"
    in_link: bool = False
    in_pre: bool = False
    preheader: bool = False


class Stack:
    """Open elements, the innermost on top; an element without a name lies at the bottom."""

    def __init__(self, language: str | None, is_block: Callable[[str], bool]) -> None:
        self._elements = [Element("", language)]
        self._open: Counter[str] = Counter()
        self._is_block = is_block

    @property
    def top(self) -> Element:
        """The innermost open element."""
        return self._elements[-1]

    def push(
        self,
        name: str,
        *,
        language: str | None,
        role: SegmentRole | None,
        preheader: bool = False,
    ) -> None:
        """Open an element; what it does not say itself, it has from the one around it."""
        outer = self.top
        self._open[name] += 1
        self._elements.append(
            Element(
                name,
                language or outer.language,
                role or outer.role,
                outer.in_link or name == "a",
                outer.in_pre or name == "pre",
                preheader,
            )
        )

    def find(self, name: str) -> Element | None:
        """The element that an end tag closes; one of the text flow closes nothing outside it."""
        if not self._open[name]:
            return None
        inline = not self._is_block(name)
        for element in reversed(self._elements):
            if element.name == name:
                return element
            if inline and self._is_block(element.name):
                return None
        return None

    def close(self, element: Element) -> None:
        """Close ``element`` and all that is still open inside."""
        while self._elements[-1] is not element:
            self._pop()
        self._pop()

    def close_implied(self, names: Collection[str], fences: Collection[str]) -> None:
        """Close the innermost of ``names``, if it is not outside one of ``fences``."""
        if not any(self._open[name] for name in names):
            return
        for element in reversed(self._elements):
            if element.name in names:
                self.close(element)
                return
            if element.name in fences:
                return

    def _pop(self) -> None:
        self._open[self._elements.pop().name] -= 1
