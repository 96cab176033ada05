"""`overreach …`: every step, and the tools to look at what they did."""

from pipeline.cli import cases, explain, files, flow, law_watch, looks, measure, reviews, searching, trace
from pipeline.cli.screen import app

__all__ = [
    "app",
    "cases",
    "explain",
    "files",
    "flow",
    "law_watch",
    "looks",
    "measure",
    "reviews",
    "searching",
    "trace",
]
