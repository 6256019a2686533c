"""Copy in program code: the string literals that are clearly Danish, Norwegian or Swedish prose.

``grammar`` parses, ``literals`` decodes, ``joins`` and ``jsx`` put together what is one text,
``context`` tells which places hold no copy, and ``prose`` which texts are copy.
"""

from copylint.readers.code.reader import read_code

__all__ = ["read_code"]
