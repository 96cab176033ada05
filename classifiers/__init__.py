"""Text in, verdict out: no network, no database, no Airflow.

lexicon finds words and laws with their places; fields reads who, what and where from them; encoder scores;
verdict decides.
"""
