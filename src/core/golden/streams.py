"""Golden values for core/streams from river. Run by hand:

    python src/core/golden/streams.py            (needs river 0.26.1 and SciPy)
    python src/core/golden/streams.py --older    (needs river 0.21.2; adds the alarms of its ADWIN, whose search left out buckets)

writes streams.golden.json beside itself. Streams are drawn as in streams.data.ts, to the same bits.
"""

import json
import math
import sys
from pathlib import Path

import river
from river import drift

FILE = Path(__file__).with_name("streams.golden.json")


def sequence(seed):
    state = seed
    while True:
        state = (state * 1664525 + 1013904223) % 2**32
        yield state / 2**32


CHANCES = {
    "steady": lambda i: 0.2,
    "sudden": lambda i: 0.1 if i < 1500 else 0.4,
    "gradual": lambda i: 0.1 if i < 1000 else 0.1 + 0.4 * ((i - 1000) / 1000) if i < 2000 else 0.5,
    "improving": lambda i: 0.5 if i < 1500 else 0.1,
    "recurring": lambda i: 0.1 if i % 1000 < 500 else 0.4,
    "rare": lambda i: 0.004 if i < 10000 else 0.03,
    "never": lambda i: 0,
    "always": lambda i: 1,
}


def bell(draw):
    total = -6
    for _ in range(12):
        total += next(draw)
    return total


VALUES = {
    "calm": lambda i, draw: bell(draw),
    "step": lambda i, draw: bell(draw) + (0 if i < 1500 else 1.5),
    "fall": lambda i, draw: bell(draw) - (0 if i < 1500 else 2.5),
    "slope": lambda i, draw: bell(draw) + (0 if i < 1000 else (i - 1000) * 0.002),
    "heavy": lambda i, draw: (1 if i < 1500 else 3) / (1.0001 - next(draw)),
    "far": lambda i, draw: 1000000 + bell(draw) * 20 + (0 if i < 1500 else 25),
    "wider": lambda i, draw: bell(draw) * (1 if i < 1500 else 4),
    "coarse": lambda i, draw: math.floor(next(draw) * (4 if i < 1500 else 6)),
    "constant": lambda i, draw: 3.7,
}


def stream_of(name, count, seed):
    draw = sequence(seed)
    if name in CHANCES:
        return [1 if next(draw) < CHANCES[name](i) else 0 for i in range(count)]
    return [VALUES[name](i, draw) for i in range(count)]


class Draws:
    """Takes the place of random.Random in KSWIN: a partial shuffle of places that is carried on from draw to draw."""

    def __init__(self, seed):
        self.draw = sequence(seed)
        self.places = None

    def sample(self, population, size):
        if self.places is None:
            self.places = list(population)
        places = self.places
        for k in range(size):
            other = k + math.floor(next(self.draw) * (len(places) - k))
            places[k], places[other] = places[other], places[k]
        return places[:size]


class Kswin(drift.KSWIN):
    """KSWIN whose draws go on after a drift, in place of being started afresh by the seed."""

    def __init__(self, draws, **params):
        self.draws = draws
        super().__init__(**params)

    def _reset(self):
        super()._reset()
        self._rng = self.draws


class Cusum:
    """A plain tabular CUSUM; there is none in river."""

    warning_detected = False

    def __init__(self, mean=None, deviation=None, warm_start=100, slack=0.5, threshold=5, mode="both"):
        self.given = mean is not None
        self.mean, self.deviation = mean, deviation
        self.warm_start, self.slack, self.threshold, self.mode = warm_start, slack, threshold, mode
        self.start()

    def start(self):
        self.learnt, self.rise, self.fall, self.drift_detected = [], 0.0, 0.0, False

    def update(self, x):
        if self.drift_detected:
            self.start()
        if not self.given and len(self.learnt) < self.warm_start:
            self.learnt.append(x)
            if len(self.learnt) == self.warm_start:
                n = len(self.learnt)
                self.mean = math.fsum(self.learnt) / n
                self.deviation = math.sqrt(math.fsum((v - self.mean) ** 2 for v in self.learnt) / (n - 1))
            return
        gap = x - self.mean
        if self.deviation > 0:
            z = gap / self.deviation
        else:
            z = 0 if gap == 0 else math.copysign(2 * self.threshold + self.slack, gap)
        self.rise = max(0.0, self.rise + z - self.slack)
        self.fall = max(0.0, self.fall - z - self.slack)
        self.drift_detected = (self.mode != "down" and self.rise > self.threshold) or (
            self.mode != "up" and self.fall > self.threshold
        )


def run_length(slack, threshold, shift, cells=800):
    """Average run length of the upper half of the chart on normal values: Brook and Evans' Markov chain of `cells` states."""
    import numpy
    from scipy.stats import norm

    width = 2 * threshold / (2 * cells - 1)
    middle = numpy.arange(cells) * width
    target = middle[None, :] - middle[:, None] + slack
    inside = norm.cdf(target + width / 2, loc=shift) - norm.cdf(target - width / 2, loc=shift)
    inside[:, 0] = norm.cdf(width / 2 - middle + slack, loc=shift)
    lengths = numpy.linalg.solve(numpy.eye(cells) - inside, numpy.ones(cells))
    return float(lengths[0])


def adwin_state(one):
    return [one.width, one.total, one.variance]


def hddm_a_state(one):
    return [one._z.n, one._z.get(), one._x_min.n, one._x_min.get(), one._x_max.n, one._x_max.get()]


def hddm_w_state(one):
    return [one._total.ewma, one._total.ibc, one._s1_incr.ewma, one._s2_incr.ewma]


def ddm_state(one):
    best = [one._p_min, one._s_min] if one._p_min is not None else [None, None]
    return [one._p.n, one._p.get(), *best]


def eddm_state(one):
    return [one._n, one._n_errors, one._error_distances.mean.get(), one._error_distances.get() ** 0.5, one._p2s_prime_max]


def page_hinkley_state(one):
    return [
        one._x_mean.n,
        one._x_mean.get(),
        one._sum_increase - one._min_increase,
        one._max_decrease - one._sum_decrease,
    ]


ERRORS = [
    ("steady", 3000),
    ("sudden", 3000),
    ("gradual", 3000),
    ("improving", 3000),
    ("recurring", 4000),
    ("rare", 20000),
    ("never", 1000),
    ("always", 1000),
    ("sudden", 12),
    ("steady", 1),
]
NUMBERS = [
    ("calm", 3000),
    ("step", 3000),
    ("fall", 3000),
    ("slope", 3000),
    ("heavy", 3000),
    ("far", 3000),
    ("wider", 3000),
    ("coarse", 3000),
    ("constant", 1000),
    ("step", 12),
]
# Parameters are named as ours are; each detector's own names are in the second table.
RUNS = [
    ("adwin", drift.ADWIN, adwin_state, ERRORS + NUMBERS, {}),
    (
        "adwin",
        drift.ADWIN,
        adwin_state,
        ERRORS[:6] + NUMBERS[:6],
        {"delta": 0.1, "clock": 1, "maxBuckets": 3, "minWindow": 1, "grace": 0},
    ),
    ("page-hinkley", drift.PageHinkley, page_hinkley_state, ERRORS + NUMBERS, {}),
    *[
        ("page-hinkley", drift.PageHinkley, page_hinkley_state, ERRORS[:6] + NUMBERS[:8], {**params, "mode": mode})
        for mode, params in [
            ("up", {"minInstances": 50, "delta": 0.02, "threshold": 10, "alpha": 1}),
            ("down", {"minInstances": 10, "delta": 0.01, "threshold": 15, "alpha": 0.999}),
        ]
    ],
    ("cusum", Cusum, lambda one: [one.rise, one.fall], ERRORS + NUMBERS, {}),
    ("cusum", Cusum, lambda one: [one.rise, one.fall], NUMBERS, {"mean": 0.1, "deviation": 1.3, "mode": "up"}),
    ("cusum", Cusum, lambda one: [one.rise, one.fall], ERRORS, {"slack": 0.1, "threshold": 30, "warmStart": 300}),
    ("kswin", Kswin, lambda one: [len(one.window), one.p_value], ERRORS + NUMBERS, {}),
    (
        "kswin",
        Kswin,
        lambda one: [len(one.window), one.p_value],
        ERRORS[:4] + NUMBERS[:8],
        {"alpha": 0.05, "window": 60, "size": 20},
    ),
    (
        # Here p never decides: only D > 0.1 does.
        "kswin",
        Kswin,
        lambda one: [len(one.window), one.p_value],
        NUMBERS[:2],
        {"alpha": 1, "window": 600, "size": 300},
    ),
]
if "--older" not in sys.argv:
    from river.drift import binary

    RUNS += [
        ("ddm", binary.DDM, ddm_state, ERRORS, {}),
        ("ddm", binary.DDM, ddm_state, ERRORS, {"warmStart": 100, "warning": 1.5, "drift": 2.5}),
        ("eddm", binary.EDDM, eddm_state, ERRORS, {}),
        ("eddm", binary.EDDM, eddm_state, ERRORS, {"warmStart": 10, "warning": 0.9, "drift": 0.7}),
        ("hddm-average", binary.HDDMA, hddm_a_state, ERRORS, {}),
        (
            "hddm-average",
            binary.HDDMA,
            hddm_a_state,
            ERRORS,
            {"driftConfidence": 0.01, "warningConfidence": 0.05, "twoSided": True},
        ),
        ("hddm-weighted", binary.HDDMW, hddm_w_state, ERRORS, {}),
        (
            "hddm-weighted",
            binary.HDDMW,
            hddm_w_state,
            ERRORS,
            {"driftConfidence": 0.01, "warningConfidence": 0.05, "lambda": 0.1, "twoSided": True},
        ),
        ("periodic", drift.DummyDriftDetector, lambda one: [], ERRORS[:6], {}),
        ("periodic", drift.DummyDriftDetector, lambda one: [], ERRORS[:6], {"interval": 1}),
    ]

NAMES = {
    "maxBuckets": "max_buckets",
    "minWindow": "min_window_length",
    "grace": "grace_period",
    "minInstances": "min_instances",
    "warmStart": "warm_start",
    "window": "window_size",
    "size": "stat_size",
    "driftConfidence": "drift_confidence",
    "warningConfidence": "warning_confidence",
    "lambda": "lambda_val",
    "twoSided": "two_sided_test",
    "interval": "t_0",
}
OWN = {
    ("ddm", "warning"): "warning_threshold",
    ("ddm", "drift"): "drift_threshold",
    ("eddm", "warning"): "alpha",
    ("eddm", "drift"): "beta",
}


def runs_of(places):
    """[3, 4, 5, 9] as [[3, 3], [9, 1]]: first place and length of each run."""
    runs = []
    for place in places:
        if runs and place == runs[-1][0] + runs[-1][1]:
            runs[-1][1] += 1
        else:
            runs.append([place, 1])
    return runs


def case_of(index, name, kind, state, stream, count, params):
    seed = 1000 + index
    own = {OWN.get((name, key), NAMES.get(key, key)): value for key, value in params.items()}
    one = kind(Draws(seed + 500), **own) if name == "kswin" else kind(**own)
    drifts, warnings, states = [], [], []
    for i, value in enumerate(stream_of(stream, count, seed)):
        one.update(value)
        if one.drift_detected:
            drifts.append(i)
        elif getattr(one, "warning_detected", False):
            warnings.append(i)
        if (i + 1) % max(1, count // 5) == 0 or i == count - 1:
            states.append([i, *state(one)])
    return {
        "detector": name,
        "params": params,
        "stream": stream,
        "count": count,
        "seed": seed,
        "drifts": runs_of(drifts),
        "warnings": runs_of(warnings),
        "states": states,
    }


def cases_of(wanted=None):
    index = 0
    for name, kind, state, streams, params in RUNS:
        for stream, count in streams:
            index += 1
            if wanted is None or wanted(name, params):
                yield case_of(index, name, kind, state, stream, count, params)


if "--older" in sys.argv:
    golden = json.loads(FILE.read_text())
    golden["versions"]["olderRiver"] = river.__version__
    golden["older"] = [
        {key: case[key] for key in ("stream", "count", "seed", "params", "drifts")}
        for case in cases_of(lambda name, params: name == "adwin")
    ]
else:
    import numpy
    import scipy

    golden = {
        "versions": {"river": river.__version__, "scipy": scipy.__version__, "numpy": numpy.__version__},
        "cases": list(cases_of()),
        "runLengths": [
            {"slack": 0.5, "threshold": h, "shift": shift, "length": run_length(0.5, h, shift)}
            for h in (4, 5)
            for shift in (0, 0.5, 1, 2)
        ],
        "older": [],
    }

text = json.dumps(golden, separators=(",", ":")).replace('{"detector"', '\n{"detector"').replace('{"stream"', '\n{"stream"')
FILE.write_text(text + "\n")
print(len(golden["cases"]), "cases")
