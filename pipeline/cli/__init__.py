"""`overreach …`: every step, and the tools to look at what they did."""

from pipeline.cli import explain, files, flow, looks, measure, reviews
from pipeline.cli.screen import app

__all__ = ["app", "explain", "files", "flow", "looks", "measure", "reviews"]
