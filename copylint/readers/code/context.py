"""Places in program code that hold no copy, and what a place is called.

Logs, assertions, the names of tests, exceptions, annotations, documentation and patterns are
written for programmers. Told by node types of the parse trees and by how the called function is
named, as its users name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from copylint.readers.code.grammar import Grammar

if TYPE_CHECKING:
    from tree_sitter import Node

_CALLS: Final = frozenset({
    "call_expression", "method_invocation", "call", "invocation_expression",
    "function_call_expression", "member_call_expression", "scoped_call_expression",
    "nullsafe_member_call_expression", "new_expression", "object_creation_expression",
})  # fmt: skip
_ARGUMENTS: Final = frozenset(
    {"value_arguments", "annotated_lambda", "argument_list", "arguments", "block", "do_block"}
)
_ANNOTATIONS: Final = frozenset({"annotation", "attribute_list", "decorator", "attribute_group"})
_THROWS: Final = frozenset(
    {"throw_statement", "throw_expression", "raise_statement", "jump_expression"}
)
_DOCUMENTED: Final = frozenset({"expression_statement"})

_RECEIVERS: Final = re.compile(
    r"(?:^|[^\w])(?:\w*(?<!dia)(?<!cata)(?<!\bb)log(?:g|s|ger|ging)?|console|timber|\w*tracer|sentry)"
    r"(?:\(.*\))?(?:\.|::|->|\?\.)\w+\W*$",
    re.IGNORECASE | re.DOTALL,
)
_ANYWHERE: Final = re.compile(
    r"(?:^|[^\w])(?:assert\w*|expect\w*|should\w*|verify|fail|log|log(?:debug|info|warn|error|warning"
    r"|information|critical|trace)|print(?:ln|_r)?|writeline|error_log|var_dump|nslog|raise"
    r"|regex|regexp|pattern\.compile|re\.\w+|preg_\w+|todo|(?:get|find|query)(?:all)?by\w+"
    r"|by\w*text|getlogger)\W*$",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(
    r"(?:puts|p|pp|warn|log|debug|require|check|error|describe|it|test|context|feature|scenario"
    r"|xit|fit|shared_examples|test\.\w+|it\.\w+|describe\.\w+|requireNotNull|checkNotNull"
    r"|new Error|Error|(?:new )?\w*(?:Exception|Error))\s*$"
)
_FOR_CUSTOMERS: Final = re.compile(r"Validation|UserMessage|UserFacing")
_MESSAGES: Final = frozenset({"message", "errormessage"})

_NAMED: Final = frozenset({
    "class_declaration", "class_definition", "class", "module", "object_declaration",
    "interface_declaration", "enum_declaration", "function_declaration", "function_definition",
    "method_declaration", "method_definition", "method", "singleton_method", "function",
    "variable_declarator", "property_declaration", "variable_declaration", "const_element",
    "property_element", "enum_entry", "enum_member_declaration",
    "keyword_argument", "argument", "value_argument", "named_argument", "pair",
    "array_element_initializer", "assignment", "assignment_expression", "element_value_pair",
    "attribute_argument", "jsx_attribute", "public_field_definition", "field_definition",
})  # fmt: skip
_STRING_KEY = re.compile(r"[\"']([\w.-]+)[\"']")
_LAST_WORD = re.compile(r"([^\W\d]\w*)\W*$")
_PARENTHESES = re.compile(r"\([^()]*\)$")
_NAME_LENGTH: Final = 60


def places(node: Node, grammar: Grammar) -> Sequence[Node]:
    """The children of ``node`` that may hold copy, in order."""
    if node.type in _CALLS:
        return _of_call(node)
    if node.type == "assert_statement":
        return ()
    if node.type in _ANNOTATIONS:
        return tuple(_messages(node))
    if node.type in _THROWS and not _FOR_CUSTOMERS.search(_head(node)):
        return () if _throws(node) else node.named_children
    if node.type in ("pair", "array_element_initializer") and node.named_child_count > 1:
        return node.named_children[1:]
    if grammar.docstrings and node.type in _DOCUMENTED and node.named_child_count == 1:
        only = node.named_children[0]
        return () if only.type in grammar.strings | grammar.chains else (only,)
    return node.named_children


def name_of(node: Node) -> str:
    """What the declaration, assignment or argument ``node`` names; empty for anything else."""
    if node.type not in _NAMED:
        return ""
    named = next(
        (
            found
            for field in ("name", "left", "key", "property")
            if (found := node.child_by_field_name(field)) is not None
        ),
        None,
    )
    if named is None:
        named = _first_of_two(node)
    if named is None:
        return ""
    if "string" in named.type and (whole := _STRING_KEY.fullmatch(_text(named))):
        return whole[1]
    word = _LAST_WORD.search(_text(named)[:_NAME_LENGTH])
    return word[1] if word else ""


def _first_of_two(node: Node) -> Node | None:
    """The name in a node whose grammar marks no field: an identifier before something else."""
    children = node.named_children
    if len(children) > 1 or (children and node.type == "variable_declaration"):
        first = children[0]
        if first.type == "modifiers" and len(children) > 1:
            first = children[1]
        if first.type in ("identifier", "property_identifier", "variable_declaration", "string"):
            return first
    return None


def _of_call(node: Node) -> Sequence[Node]:
    arguments = next((one for one in node.children if one.type in _ARGUMENTS), None)
    if arguments is None or not _is_for_programmers(node, arguments):
        return node.named_children
    return [one for one in node.named_children if one.end_byte <= arguments.start_byte]


def _is_for_programmers(node: Node, arguments: Node) -> bool:
    written = node.text or b""
    callee = written[: arguments.start_byte - node.start_byte].decode("utf-8", "replace").strip()
    if arguments.type == "annotated_lambda":  # of Kotlin: ``require(done) { "..." }``
        callee = _PARENTHESES.sub("", callee)
    if _FOR_CUSTOMERS.search(callee):
        return False
    return bool(_ALONE.fullmatch(callee) or _RECEIVERS.search(callee) or _ANYWHERE.search(callee))


def _throws(node: Node) -> bool:
    """Whether a jump is a throw: Kotlin has one node type for ``return`` and ``throw``."""
    return node.type != "jump_expression" or _head(node).startswith("throw")


def _messages(node: Node) -> Iterator[Node]:
    """The texts of an annotation that a form shows: ``@NotBlank(message = "...")``."""
    for child in node.named_children:
        first = child.named_children[0] if child.named_child_count > 1 else None
        if first is not None and _text(first).lower() in _MESSAGES:
            yield child
        else:
            yield from _messages(child)


def _head(node: Node) -> str:
    return _text(node).partition("(")[0]


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")
