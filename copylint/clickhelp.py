"""Commands and options whose help pages speak the language of the user."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from copylint.ui import Ui


def option(
    ui: Ui, *names: str, key: str = "", choices: Sequence[str] = (), **attributes: Any
) -> click.Option:
    """An option with the help text ``option.<key>``; the key is the first name if left out."""
    key = key or names[0].lstrip("-").replace("-", "_")
    if choices:
        attributes["type"] = click.Choice(choices)
    return click.Option(names, help=ui(f"option.{key}"), **attributes)


class _Localised(click.Command):
    """A command whose help page speaks the language of ``ui``."""

    def __init__(self, *args: Any, ui: Ui, **kwargs: Any) -> None:
        self.ui = ui
        super().__init__(*args, **kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=self.ui("help.usage"))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = self.ui("help.help")
        return found

    def help_params(self, ctx: click.Context) -> Sequence[click.Parameter]:
        """The parameters that the help page lists."""
        return self.get_params(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (one for one in self.help_params(ctx) if isinstance(one, click.Option))
        records = (one.get_help_record(ctx) for one in options)
        with formatter.section(self.ui("help.options")):
            formatter.write_dl([record for record in records if record])


class Command(_Localised):
    """A command that does something itself."""


class Group(_Localised, click.Group):
    """A group; where it has a default command, that one runs when none is named."""

    def __init__(self, *args: Any, default: str | None = None, **kwargs: Any) -> None:
        self.default = default
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ours = {name for param in self.get_params(ctx) for name in param.opts}
        if self.default and args and args[0] not in ours and args[0] not in self.commands:
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        if self.default is None:
            return super().collect_usage_pieces(ctx)
        return [f"[{self.default}] [OPTIONS] PATH..."]

    def help_params(self, ctx: click.Context) -> Sequence[click.Parameter]:
        default = self.commands[self.default].params if self.default else []
        return [*default, *self.get_params(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section(self.ui("help.commands")):
            formatter.write_dl(
                [(name, str(command.help)) for name, command in sorted(self.commands.items())]
            )
