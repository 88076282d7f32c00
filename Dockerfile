# The very steps that a clone takes: what `make` is tested to do is what the image runs.
FROM python:3.13

WORKDIR /throughline
COPY . .
RUN make install

# Only for the secret, and for the embedded database where no other is named.
RUN install --directory --owner=nobody --group=nogroup --mode=0700 /data
ENV DATA_DIR=/data HOST=0.0.0.0
VOLUME /data

USER nobody
EXPOSE 8000
HEALTHCHECK --interval=10s --start-period=60s CMD [".venv/bin/python", "-c", \
    "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/ready')"]
CMD [".venv/bin/throughline", "serve"]
