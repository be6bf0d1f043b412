"""The command line: each command is a module of `pipeline.commands`, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = ("run", "explain", "places", "evaluate", "compare", "terms", "export", "report", "review", "decisions")


class Commands(click.Group):
    """A group whose commands are loaded one by one, so that help comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order in which a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The click command of that name, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"pipeline.commands.{cmd_name}").command
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="baobiao")
def main() -> None:
    """报表: reads the work reports of Chinese counties and writes tables that can be compared.

    读取各县的工作报告，写出可以横向比较的表格；每一行都指向原文的字符位置。
    """
