# Slim and without root: the studio needs no ffmpeg, the bot no compiler.
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md requirements.lock ./
COPY bot bot
COPY adapters adapters
COPY core core
COPY studio studio
# What is installed is what was tested, by its hash; then the bot itself.
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
 && /venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim
# A font for Chinese, Japanese and Korean titles (the Latin one ships with the studio), and what
# shapes Arabic, Hebrew and Hindi; and espeak-ng, which the studio runs to read voice-overs aloud.
RUN apt-get update \
 && apt-get install -y --no-install-recommends fonts-wqy-microhei libfribidi0 espeak-ng \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 10001 reelay \
 && install -d -o reelay -g reelay /data
COPY --from=build /venv /venv
USER reelay
WORKDIR /home/reelay
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    REELAY_DATA_DIR=/data \
    REELAY_HTTP_PORT=8081
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8081/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
