"""What reaches the encoder."""

import pytest

from classifiers.verdict import passes_gate, tells_of_law
from tests.classifiers.test_expression import WORDS


@pytest.mark.parametrize(
    ("text", "of_law", "passes"),
    [
        ("Nigeria's Senate passed an amendment to the Cybercrimes Act 2015.", True, True),
        ("The bill was passed by the Senate on Monday.", False, False),
        ("A court in Lagos charged the blogger over a Facebook post.", False, True),
        ("The rains came early this year.", False, False),
    ],
)
def test_news_of_a_law_of_the_register_passes(text: str, of_law: bool, passes: bool) -> None:
    findings = WORDS.find("News", text, "en")
    assert (tells_of_law(findings), passes_gate(findings)) == (of_law, passes)
