"""Telemetry by the standard OTEL_… variables: what is exported, where to, and by default nothing.

The SDK reads the variables of its own parts (endpoints, headers, batches, samplers); here it is
decided which signals are exported at all.
"""

import os
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import (
    ConsoleMetricExporter,
    MetricReader,
    PeriodicExportingMetricReader,
)
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator

from api.telemetry import ObservedTelemetry, Telemetry
from api.trace import current_trace_id

__all__ = ["TelemetryMisconfigured", "exporting", "observed"]

EXPORTERS = frozenset({"otlp", "console", "none"})
PROTOCOL = "http/protobuf"
SCOPE = "throughline"


class TelemetryMisconfigured(Exception):  # noqa: N818 - named by what happened
    """An OTEL_… variable asks for what this API does not do; the message names it."""


class RequestIds(RandomIdGenerator):
    """A trace that begins here bears the id which the log and the client are given."""

    def generate_trace_id(self) -> int:
        return int(current_trace_id(), 16)


def exporting() -> Telemetry:
    """The telemetry that OTEL_… variables ask for; raises TelemetryMisconfigured."""
    if os.environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return Telemetry()
    spans, metrics = _exporters("TRACES"), _exporters("METRICS")
    if not spans and not metrics:
        return Telemetry()
    return observed(
        [_span_processor(name) for name in spans], [_metric_reader(name) for name in metrics]
    )


def observed(
    span_processors: Sequence[SpanProcessor], metric_readers: Sequence[MetricReader]
) -> ObservedTelemetry:
    """Telemetry that goes to these; a provider of its own, the process's global one stays unset."""
    resource = _resource()
    spans = TracerProvider(resource=resource, id_generator=RequestIds(), shutdown_on_exit=False)
    for processor in span_processors:
        spans.add_span_processor(processor)
    metrics = MeterProvider(metric_readers, resource, shutdown_on_exit=False)

    def close() -> None:
        spans.shutdown()
        metrics.shutdown()

    return ObservedTelemetry(spans.get_tracer(SCOPE), metrics.get_meter(SCOPE), close)


def _exporters(signal: str) -> list[str]:
    """The exporters named for a signal; an OTLP endpoint alone asks for `otlp`."""
    variable = f"OTEL_{signal}_EXPORTER"
    named = os.environ.get(variable, "").strip()
    if not named:
        named = "otlp" if _endpoint_is_set(signal) else "none"
    names = [name.strip() for name in named.split(",")]
    for name in names:
        if name not in EXPORTERS:
            raise TelemetryMisconfigured(f"{variable} may name otlp, console or none, not {name!r}")
    if "otlp" in names:
        _refuse_other_protocols(signal)
    return [name for name in names if name != "none"]


def _endpoint_is_set(signal: str) -> bool:
    names = ("OTEL_EXPORTER_OTLP_ENDPOINT", f"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT")
    return any(os.environ.get(name) for name in names)


def _refuse_other_protocols(signal: str) -> None:
    for variable in (f"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"):
        protocol = os.environ.get(variable, "").strip()
        if protocol and protocol != PROTOCOL:
            raise TelemetryMisconfigured(f"{variable} may be {PROTOCOL}, not {protocol!r}")


def _span_processor(exporter: str) -> SpanProcessor:
    return BatchSpanProcessor(OTLPSpanExporter() if exporter == "otlp" else ConsoleSpanExporter())


def _metric_reader(exporter: str) -> MetricReader:
    return PeriodicExportingMetricReader(
        OTLPMetricExporter() if exporter == "otlp" else ConsoleMetricExporter()
    )


def _resource() -> Resource:
    """What the process is, as OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say or by default."""
    ours = {"service.name": "throughline", "service.version": _version()}
    stated = OTELResourceDetector().detect().attributes
    return Resource.create({name: value for name, value in ours.items() if name not in stated})


def _version() -> str:
    try:
        return version("throughline")
    except PackageNotFoundError:
        return "uninstalled"
