"""`overreach …`: every step, and the tools to look at what they did."""

from pipeline.cli import files, flow, looks
from pipeline.cli.screen import app

__all__ = ["app", "files", "flow", "looks"]
