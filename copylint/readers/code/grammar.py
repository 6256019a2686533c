"""The languages of program code: how each is parsed, and what its parse tree calls things.

The grammars are those of tree-sitter, which recover from errors: code that does not compile is
read as far as it can be told. What a node type means was read off the trees that they give.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from copylint.readers.code.escapes import (
    CSHARP,
    JAVA,
    JAVASCRIPT,
    KOTLIN,
    PYTHON,
    RUBY_DOUBLE,
    RUBY_SINGLE,
    Escapes,
)

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_INTERPOLATION: Final = frozenset({"interpolation"})
_TEMPLATE: Final = frozenset({"template_substitution"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """One programming language.

    Attributes:
        module: the package with the parser.
        function: what in it gives the parser.
        strings: node types of literals.
        escapes: those of an ordinary literal.
        interpolations: node types of expressions inside a literal.
        chains: node types of literals that stand side by side and are one string.
        plus: the operator that joins strings.
        docstrings: whether a literal that is a statement by itself is documentation.
        raw: the prefix of literals in which a backslash is one.
        raw_triple: whether literals between three quotes or more are such.
        braced: the prefix of literals in which braces are written twice.
        dollar: whether ``$name`` in a literal is an expression, which the parser does not tell.
        single: the escapes of literals between single quotes, where they are others.
    """

    module: str
    function: str
    strings: frozenset[str]
    escapes: Escapes
    interpolations: frozenset[str] = _INTERPOLATION
    chains: frozenset[str] = frozenset()
    plus: str = "+"
    docstrings: bool = False
    raw: str = ""
    raw_triple: bool = False
    braced: str = ""
    dollar: bool = False
    single: Escapes | None = None


_SCRIPT_STRINGS: Final = frozenset({"string", "template_string"})

_KOTLIN: Final = Grammar(
    "tree_sitter_kotlin",
    "language",
    frozenset({"string_literal", "multiline_string_literal"}),
    KOTLIN,
    raw_triple=True,
    dollar=True,
)
_JAVA: Final = Grammar("tree_sitter_java", "language", frozenset({"string_literal"}), JAVA)
_JAVASCRIPT: Final = Grammar(
    "tree_sitter_javascript", "language", _SCRIPT_STRINGS, JAVASCRIPT, _TEMPLATE, docstrings=True
)
_TYPESCRIPT: Final = Grammar(
    "tree_sitter_typescript",
    "language_typescript",
    _SCRIPT_STRINGS,
    JAVASCRIPT,
    _TEMPLATE,
    docstrings=True,
)
_TSX: Final = Grammar(
    "tree_sitter_typescript",
    "language_tsx",
    _SCRIPT_STRINGS,
    JAVASCRIPT,
    _TEMPLATE,
    docstrings=True,
)
_PYTHON: Final = Grammar(
    "tree_sitter_python",
    "language",
    frozenset({"string"}),
    PYTHON,
    chains=frozenset({"concatenated_string"}),
    docstrings=True,
    raw="r",
    braced="f",
)
RUBY: Final = Grammar(
    "tree_sitter_ruby",
    "language",
    frozenset({"string"}),
    RUBY_DOUBLE,
    chains=frozenset({"chained_string"}),
    single=RUBY_SINGLE,
)
_CSHARP: Final = Grammar(
    "tree_sitter_c_sharp",
    "language",
    frozenset({
        "string_literal", "verbatim_string_literal", "raw_string_literal",
        "interpolated_string_expression",
    }),
    CSHARP,
    raw="@",
    raw_triple=True,
    braced="$",
)  # fmt: skip
PHP: Final = Grammar(
    "tree_sitter_php",
    "language_php",
    frozenset({"string", "encapsed_string", "heredoc", "nowdoc"}),
    JAVASCRIPT,  # not asked: ``phpstring`` decodes
    plus=".",
)

GRAMMARS: Final = {
    ".kt": _KOTLIN, ".kts": _KOTLIN, ".java": _JAVA, ".js": _JAVASCRIPT, ".mjs": _JAVASCRIPT,
    ".cjs": _JAVASCRIPT, ".jsx": _JAVASCRIPT, ".ts": _TYPESCRIPT, ".mts": _TYPESCRIPT,
    ".cts": _TYPESCRIPT, ".tsx": _TSX, ".py": _PYTHON, ".rb": RUBY, ".cs": _CSHARP, ".php": PHP,
}  # fmt: skip
"""By suffix, lower case."""


def parse(text: str, grammar: Grammar) -> Node:
    """The root of the parse tree of ``text``; its offsets count bytes of UTF-8."""
    return _parser(grammar.module, grammar.function).parse(text.encode("utf-8")).root_node


@cache
def _parser(module: str, function: str) -> Parser:
    from tree_sitter import Language, Parser

    return Parser(Language(getattr(import_module(module), function)()))
