# One image for every part: Airflow's services and the overreach command.
FROM python:3.11-slim-bookworm

RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends curl dumb-init \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 50000 --create-home --home-dir /home/overreach overreach

WORKDIR /opt/overreach
COPY requirements/production.lock requirements/
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements/production.lock

COPY pyproject.toml README.md LICENSE ./
COPY pipeline pipeline
COPY classifiers classifiers
COPY config config
COPY dags dags
RUN pip install --no-cache-dir --no-deps --no-build-isolation -e . \
    && mkdir -p /var/lib/overreach /opt/airflow/logs \
    && chown -R overreach /var/lib/overreach /opt/airflow

USER overreach
ENV AIRFLOW_HOME=/opt/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/overreach/dags \
    AIRFLOW__CORE__LOAD_EXAMPLES=False \
    OVERREACH_STATE_DIR=/var/lib/overreach \
    OVERREACH_OUT_DIR=/var/lib/overreach/out \
    PYTHONUNBUFFERED=1
ENTRYPOINT ["dumb-init", "--"]
CMD ["airflow", "version"]
