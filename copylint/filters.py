"""Which findings of a file are shown: small functions, each from findings to findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from copylint.model import Finding, Severity, Span

Findings = tuple[Finding, ...]


def at_least(findings: Iterable[Finding], severity: Severity) -> Findings:
    """The findings that weigh ``severity`` or more."""
    return tuple(one for one in findings if one.severity >= severity)


def of_rules(findings: Iterable[Finding], rules: Collection[str]) -> Findings:
    """The findings of the rules named in ``rules``; of all rules where it is empty."""
    return tuple(one for one in findings if not rules or one.rule in rules)


def in_order(findings: Iterable[Finding]) -> Findings:
    """The findings as a reader meets them: by start, then heavier first, then longer first."""
    return tuple(sorted(findings, key=_reading_order))


def merge_same_rule(findings: Iterable[Finding]) -> Findings:
    """One finding for each fault: findings of one rule that share words become one.

    The more severe finding is kept, else the more specific; the id of the other goes to its
    ``also``, and what is kept grows over the words of both. What is missed (no quote) and what is
    written are never the same fault.
    """
    by_rule = sorted(findings, key=lambda one: (one.rule, one.quote is None))
    merged: list[Finding] = []
    for _, group in groupby(by_rule, key=lambda one: (one.rule, one.quote is None)):
        for cluster in _clusters(in_order(group)):
            merged.extend(_best_of(cluster))
    return in_order(merged)


def merge_same_words(findings: Iterable[Finding]) -> Findings:
    """One finding with both reasons where two rules mark exactly the same words.

    Findings of what is missing stay apart: they share an anchor, not a fault.
    """
    kept: dict[object, Finding] = {}
    for number, one in enumerate(in_order(findings)):
        place = number if one.quote is None else one.span
        first = kept.get(place)
        if first is None:
            kept[place] = one
        else:
            kept[place] = replace(
                _with_also(first, one),
                why=" ".join(filter(None, dict.fromkeys((first.why, one.why)))),
            )
    return in_order(kept.values())


def tidy(findings: Iterable[Finding]) -> Findings:
    """All that every report wants: nothing switched off, each fault of a rule once, in order."""
    return merge_same_rule(at_least(findings, Severity.INFO))


def _reading_order(one: Finding) -> tuple[int, int, int]:
    return one.span.start, -one.severity, -one.span.end


def _preference(one: Finding) -> tuple[int, int, int, int]:
    """More severe, more specific, longer; else the order of the lexicon."""
    return -one.severity, -one.weight, one.span.start - one.span.end, one.span.start


def _clusters(ordered: Findings) -> Iterator[list[Finding]]:
    """Runs of findings that overlap one another, so that only neighbours are compared."""
    cluster: list[Finding] = []
    end = -1
    for one in ordered:
        if cluster and one.span.start > end:
            yield cluster
            cluster = []
        cluster.append(one)
        end = max(end, one.span.end)
    if cluster:
        yield cluster


def _best_of(cluster: list[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for one in sorted(cluster, key=_preference):
        for number, better in enumerate(kept):
            if _nested(better.span, one.span) or (
                one.quote is not None and _share(better.span, one.span)
            ):
                kept[number] = _with_also(_grown(better, one), one)
                break
        else:
            kept.append(one)
    # What has grown may have reached another one.
    return kept if len(kept) == len(cluster) else _best_of(kept)


def _nested(one: Span, other: Span) -> bool:
    return one.covers(other) or other.covers(one)


def _share(one: Span, other: Span) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)


def _grown(kept: Finding, other: Finding) -> Finding:
    """``kept`` over the words of both, also where its message quotes them."""
    if kept.span.covers(other.span) or kept.quote is None or other.quote is None:
        return kept
    if other.span.covers(kept.span):
        span, quote = other.span, other.quote
    else:
        first, second = sorted((kept, other), key=lambda one: one.span)
        span = Span(first.span.start, second.span.end)
        shared = first.span.end - second.span.start
        quote = _chained(str(first.quote), str(second.quote), shared)
    message = kept.message.replace(" ".join(kept.quote.split()), " ".join(quote.split()))
    return replace(kept, span=span, quote=quote, message=message)


def _chained(first: str, second: str, shared: int) -> str:
    """The text of two quotes, of which the end of the first is the start of the second.

    ``shared`` is how many source characters they share; an entity or a tag among them makes the
    quotes share fewer.
    """
    for length in (shared, *range(min(len(first), len(second)), 0, -1)):
        if first[-length:] == second[:length]:
            return first + second[length:]
    return f"{first} {second}"


def _with_also(kept: Finding, dropped: Finding) -> Finding:
    ids = dict.fromkeys((*kept.also, dropped.id, *dropped.also))
    ids.pop(kept.id, None)
    return replace(kept, also=tuple(ids))
