"""What tests of the classifier share."""

import pytest

from classifiers.lexicon import Words
from pipeline.bootstrap import Parts


@pytest.fixture(scope="session")
def words() -> Words:
    with Parts() as parts:
        return parts.words
