"""langdetect, asked about what the words leave undecided."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

_PROBABILITY: Final = 0.95
_PROFILES: Final = ("da", "no", "sv", "en", "de", "nl", "fi", "fr", "es")


@lru_cache(maxsize=1 << 10)
def ask_langdetect(text: str) -> str | None:
    """The code that langdetect is sure of ("no" for both Norwegians), else None. Deterministic."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(text)
    try:
        best = detector.get_probabilities()
    except LangDetectException:
        return None
    if not best or best[0].prob < _PROBABILITY:
        return None
    return str(best[0].lang)


@cache
def _factory():  # type: ignore[no-untyped-def]
    from pathlib import Path

    from langdetect import DetectorFactory
    from langdetect.detector_factory import PROFILES_DIRECTORY

    DetectorFactory.seed = 0
    factory = DetectorFactory()
    factory.load_json_profile(
        [(Path(PROFILES_DIRECTORY) / code).read_text("utf-8") for code in _PROFILES]
    )
    return factory
