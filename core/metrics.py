"""What a process counts and measures from its start on, as Prometheus reads it."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram

JOB_SECONDS = (0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300, 600, 900, 1800)
CALL_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """Counters and histograms of one process; their labels take few values, never an id."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._ended = Counter(
            "reelay_jobs_ended",
            "Jobs that ended here since the start",
            ["kind", "platform", "outcome"],
            registry=self.registry,
        )
        self._charged = Counter(
            "reelay_prompts_charged",
            "Turns that ended here and whose prompt went out: it may have cost credits",
            ["platform"],
            registry=self.registry,
        )
        self._job = _histogram(self.registry, "job", "From a request to its end", "kind")
        self._queue = _histogram(self.registry, "queue", "From a request to its begin", "kind")
        self._call = _histogram(
            self.registry,
            "backend",
            "From a call of the backend to its answer, of a prompt to the begin of its stream",
            "call",
            "outcome",
            buckets=CALL_SECONDS,
        )
        self._pace = _histogram(
            self.registry,
            "pace",
            "How long a message waited for its turn in its chat and on its platform",
            "platform",
            "use",
            buckets=CALL_SECONDS,
        )

    def begun(self, kind: str, waited: float) -> None:
        """A job began, so many seconds after it was asked for."""
        self._queue.labels(kind=kind).observe(waited)

    def ended(
        self, kind: str, platform: str, outcome: str, seconds: float, *, charged: bool
    ) -> None:
        """A job ended like this, so many seconds after it was asked for."""
        self._ended.labels(kind=kind, platform=platform, outcome=outcome).inc()
        self._job.labels(kind=kind).observe(seconds)
        if charged:
            self._charged.labels(platform=platform).inc()

    def called(self, call: str, outcome: str, seconds: float) -> None:
        """The backend answered a call: `ok`, or the kind of its error."""
        self._call.labels(call=call, outcome=outcome).observe(seconds)

    def errors(self) -> Mapping[str, int]:
        """How many of the backend's calls failed since the start, by the kind of their error."""
        found: Counts[str] = Counts()
        for sample in (s for metric in self._call.collect() for s in metric.samples):
            if sample.name.endswith("_count") and sample.labels["outcome"] != "ok":
                found[sample.labels["outcome"]] += int(sample.value)
        return found

    def paced(self, platform: str, use: str, seconds: float) -> None:
        """A message waited for its turn."""
        self._pace.labels(platform=platform, use=use).observe(seconds)


def _histogram(
    registry: CollectorRegistry,
    name: str,
    text: str,
    *labels: str,
    buckets: tuple[float, ...] = JOB_SECONDS,
) -> Histogram:
    return Histogram(f"reelay_{name}_seconds", text, labels, registry=registry, buckets=buckets)
