"""copylint lints customer-facing copy in Danish, Norwegian (bokmål, nynorsk) and Swedish."""

__version__ = "0.1.0"
