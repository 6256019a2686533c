"""Lexicons: everything that a linguist writes, from notation to matches.

Only this package opens the folder ``lexicons``. Importing it loads no spaCy.
"""

from copylint.lexicon.catalogue import LanguageLexicon, Lexicons, load_lexicons
from copylint.lexicon.language_data import LanguageData, language_data
from copylint.lexicon.rule import Kind, Rule, read_rule, rule_names

__all__ = [
    "Kind",
    "LanguageData",
    "LanguageLexicon",
    "Lexicons",
    "Rule",
    "language_data",
    "load_lexicons",
    "read_rule",
    "rule_names",
]
