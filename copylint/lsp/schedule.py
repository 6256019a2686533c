"""When documents are linted: in one thread beside the server's own, the newest version only."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

from copylint.lsp.documents import Document, Documents
from copylint.lsp.linter import Outcome

PAUSE: Final = 0.15
"""Seconds without a keystroke after which a changed document is linted."""

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    """The linting of one version of a document under one state of the settings."""

    version: int
    generation: int
    outcome: asyncio.Future[Outcome | None]


class Schedule:
    """Gives each version of a document to the linter at most once; must be used from the loop."""

    def __init__(
        self,
        documents: Documents,
        lint: Callable[[Document], Outcome],
        publish: Callable[[Outcome], None],
    ) -> None:
        """``lint`` runs in the thread, ``publish`` in the loop."""
        self._documents = documents
        self._lint = lint
        self._publish = publish
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="copylint")
        self._jobs: dict[str, _Job] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._generation = 0

    async def outcome(self, uri: str) -> Outcome | None:
        """What is to be said of the newest version of a document; None where it was closed or
        changed meanwhile."""
        document = self._documents.get(uri)
        if document is None:
            return None
        job = self._jobs.get(uri)
        if job is None or (job.version, job.generation) != (document.version, self._generation):
            future = asyncio.ensure_future(self.in_thread(lambda: self._work(document)))
            job = self._jobs[uri] = _Job(document.version, self._generation, future)
        # A request that is cancelled leaves the work to the next one that asks.
        return await asyncio.shield(job.outcome)

    def publish_soon(self, uri: str, pause: float = 0.0) -> None:
        """Lints a document after ``pause`` seconds, unless it is scheduled anew, and publishes."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        self._waiting[uri] = asyncio.ensure_future(self._publish_later(uri, pause))

    def forget(self, uri: str) -> None:
        """Drops what is known and planned of a document that was closed."""
        self._jobs.pop(uri, None)
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()

    async def settings_changed(self, reload: Callable[[], None]) -> None:
        """Runs ``reload`` between two documents; what was found before counts no longer."""
        self._generation += 1
        await self.in_thread(reload)

    async def in_thread(self, work: Callable[[], _T]) -> _T:
        """What ``work`` gives, when its turn comes in the thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def stop(self) -> None:
        """Lets the thread end after what it is doing."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _publish_later(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        try:
            outcome = await self.outcome(uri)
            if outcome is not None and outcome.document is self._documents.get(uri):
                self._publish(outcome)
        except Exception:  # nobody waits for this task
            _log.exception("publishing %s", uri)

    def _work(self, document: Document) -> Outcome | None:
        if document is not self._documents.get(document.uri):
            return None
        try:
            return self._lint(document)
        except Exception:  # one document must not stop the others
            _log.exception("linting %s", document.uri)
            return None
