"""What leaves the house: cases, persons, incidents and articles as files, for people, tools and other monitors.

Choose (`choice`), make rows (`rows`, or `schemes` by a vocabulary of `config/vocabularies`), write (`writing`,
`parquet`, `geojson`, `ftm`); `tables` is what a terminal shows.
"""

from pipeline.exports.rows import verdict_json
from pipeline.exports.tables import case_table, coverage_row, law_text

__all__ = ["case_table", "coverage_row", "law_text", "verdict_json"]
