"""Writes maturity.golden.json: Kaplan-Meier curves with Greenwood's band, by lifelines.

Run by hand: python src/core/golden/maturity.py (needs numpy, pandas, lifelines).
"""

import json
import math
import pathlib
import warnings

import lifelines
import numpy
import pandas
from lifelines import KaplanMeierFitter

warnings.filterwarnings("ignore")


def sequence(seed, count):
    values, state = [], seed
    for _ in range(count):
        state = state * 16807 % 2147483647
        values.append(state / 2147483647)
    return numpy.array(values)


def curve(name, durations, observed, entries=None, drawn=None):
    durations, observed = numpy.asarray(durations, float), numpy.asarray(observed, int)
    model = KaplanMeierFitter().fit(durations, observed, entry=entries)
    table = model.event_table
    band = model.confidence_interval_survival_function_
    times = [t for t in table.index if table.loc[t, "observed"] > 0]
    number = lambda v: float(v) if math.isfinite(v) else None
    kept = times if len(times) < 200 else times[:: len(times) // 50]
    case = {"name": name} | (
        {"drawn": drawn}
        if drawn
        else {"durations": durations.tolist(), "observed": observed.tolist(), "entries": None if entries is None else list(map(float, entries))}
    )
    return case | {
        "count": len(times),
        "curve": [
            [
                float(t),
                float(model.survival_function_at_times(t).iloc[0]),
                number(band.loc[t].iloc[0]),
                number(band.loc[t].iloc[1]),
                float(table.loc[t, "at_risk"]),
                float(table.loc[t, "observed"]),
            ]
            for t in kept
        ],
    }


rng = numpy.random.default_rng(4)
delays = rng.exponential(5, 120).round(2)
windows = rng.uniform(0, 20, 120).round(2)
heavy = numpy.abs(rng.standard_cauchy(80)).round(3)
reports = rng.exponential(5, 300).round(3)
bounds = rng.uniform(0, 30, 300).round(3)
seen = reports <= bounds
big = 20000
long_delays, long_windows = sequence(3, big) * 40, sequence(5, big) * 60

cases = [
    curve("one event", [3.0], [1]),
    curve("one open row", [3.0, 5.0], [1, 0]),
    curve("all on the same day", [2.0] * 9, [1] * 9),
    curve("ties of events and open rows", [1, 1, 2, 2, 2, 3, 4, 4, 5, 6], [1, 0, 1, 1, 0, 1, 0, 1, 1, 0]),
    curve("nothing open", delays, numpy.ones(120, int)),
    curve("cut off", numpy.minimum(delays, windows), (delays <= windows).astype(int)),
    curve("heavy tails", numpy.minimum(heavy, 9), (heavy <= 9).astype(int)),
    curve("nearly all open", numpy.full(50, 7.0) + numpy.arange(50) % 3, [1, 1] + [0] * 48),
    curve(
        "right truncation in reversed time", 100 - reports[seen], numpy.ones(int(seen.sum()), int), 100 - bounds[seen]
    ),
    curve("20,000 rows", numpy.minimum(long_delays, long_windows), (long_delays <= long_windows).astype(int), None, [3, 5, big, 40, 60]),
]

path = pathlib.Path(__file__).with_name("maturity.golden.json")
path.write_text(
    json.dumps(
        {
            "versions": {"lifelines": lifelines.__version__, "numpy": numpy.__version__, "pandas": pandas.__version__},
            "cases": cases,
        }
    )
    + "\n"
)
