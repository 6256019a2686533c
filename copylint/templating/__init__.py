"""Template languages: their placeholders, block tags and branches, found in raw text.

*Delimited* syntaxes (``{{ x }}``, ``{% %}``, ``%{x}``, ``*|X|*``) cannot be mistaken for prose and
may hold characters that mean something to a markup parser; ``mask`` hides them from it. *Bare* ones
(``%s``, ``:name``, ``[NAVN]``, ``!user``) are told from prose by their identifier and by what
stands around them. ``variants`` gives a text once for each branch of its conditionals.
"""

from copylint.templating.branches import variants
from copylint.templating.scan import mask, placeholders, tags
from copylint.templating.tag import (
    BLOCK_FILLER,
    PLACEHOLDER_FILLER,
    SEAM_FILLER,
    VANISHED,
    Control,
    Tag,
)

__all__ = [
    "BLOCK_FILLER",
    "PLACEHOLDER_FILLER",
    "SEAM_FILLER",
    "VANISHED",
    "Control",
    "Tag",
    "mask",
    "placeholders",
    "tags",
    "variants",
]
