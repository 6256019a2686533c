"""The language server: ``copylint lsp``. Only this package imports pygls and tomlkit.

The server keeps the open documents (``documents``), lints them as the command line does
(``linter``), newest version first (``schedule``), and answers with what the protocol knows:
diagnostics, hovers, code actions, completions.
"""
