"""Writes two-samples.golden.json: Jensen-Shannon by NannyML, and four two-sample tests by SciPy.

Run by hand: python src/core/golden/two-samples.py (needs numpy, scipy, nannyml with statsmodels and pandas below 3, mpmath).
Where a reference loses digits, mpmath gives them at 40 places: the Jensen-Shannon distance of the very same bins, the tails of
the limits of Cramer-von Mises (Csorgo and Faraway's series) and Anderson-Darling (Anderson and Darling's).
"""

import json
import math
import pathlib
import warnings
from importlib.metadata import version

import mpmath
import numpy
import pandas
import scipy
from scipy import stats

warnings.filterwarnings("ignore")
from nannyml.chunk import CountBasedChunker  # noqa: E402
from nannyml.drift.univariate.methods import (  # noqa: E402
    CategoricalJensenShannonDistance,
    ContinuousJensenShannonDistance,
)
from nannyml.thresholds import ConstantThreshold  # noqa: E402

mpmath.mp.dps = 40


def sequence(seed, count):
    values, state = [], seed
    for _ in range(count):
        state = state * 16807 % 2147483647
        values.append(state / 2147483647)
    return numpy.array(values)


def draw(spec):
    seed, count, scale, offset, power, decimals = spec
    base = sequence(seed, count)
    value = base.copy()
    for _ in range(power - 1):
        value = value * base
    factor = 10.0**decimals
    return numpy.floor((value * scale + offset) * factor + 0.5) / factor


rng = numpy.random.default_rng(11)
heavy = rng.standard_cauchy(60).round(3)
pairs = [
    ("two against two", [1.0, 2.0], [2.0, 3.0]),
    ("three against four, apart", [1.0, 2.0, 3.0], [4.5, 5.0, 6.0, 7.0]),
    ("five against seven, none tied", [0.3, 1.7, 2.9, 4.1, 9.0], [0.1, 1.1, 2.2, 3.3, 5.5, 6.6, 7.7]),
    ("eight against forty, none tied", rng.random(8).tolist(), (rng.random(40) + 0.2).tolist()),
    ("constant and constant", [2.0] * 7, [2.0] * 9),
    ("constant and spread", [2.0] * 7, [1.0, 2.0, 3.0, 4.0]),
    ("two constants", [2.0] * 12, [3.0] * 15),
    ("equal samples", [1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0]),
    ("no overlap", [float(i) for i in range(20)], [float(i) for i in range(100, 130)]),
    ("no overlap, small", [float(i) for i in range(15)], [float(i) for i in range(100, 118)]),
    ("heavy tails", heavy.tolist(), (heavy[:41] * 1.5 + 0.4).round(3).tolist()),
    ("many ties", rng.integers(0, 4, 70).astype(float).tolist(), rng.integers(0, 5, 55).astype(float).tolist()),
    ("ties, small", rng.integers(0, 6, 17).astype(float).tolist(), rng.integers(1, 8, 20).astype(float).tolist()),
    ("a spike at zero", [0.0] * 40 + rng.random(20).round(4).tolist(), [0.0] * 12 + rng.random(33).round(4).tolist()),
    ("normal, equal sizes", rng.normal(0, 1, 80).round(5).tolist(), rng.normal(0.7, 1, 80).round(5).tolist()),
    ("normal, 20 against 19", rng.normal(0, 1, 20).round(5).tolist(), rng.normal(0.5, 2, 19).round(5).tolist()),
]
generated = [
    ("300 against 450", [5, 300, 1, 0, 1, 9], [6, 450, 1, 0.08, 1, 9]),
    ("2,000 against 1,999, near", [7, 2000, 1, 0, 1, 9], [8, 1999, 1, 0.005, 1, 9]),
    ("2,000 against 2,000, skewed and tied", [9, 2000, 100, 0, 3, 0], [10, 2000, 110, 0, 3, 0]),
    ("10,000 against 3,000", [11, 10000, 1, 0, 1, 9], [12, 3000, 1.05, 0, 1, 9]),
    ("60,000 against 50,000, far apart", [15, 60000, 1, 0, 1, 9], [16, 50000, 1, 0.06, 1, 9]),
    ("300,000 against 200,000, alike", [17, 300000, 1, 0, 1, 9], [18, 200000, 1, 0, 1, 9]),
]


def number(value):
    value = float(value)
    return value if math.isfinite(value) else None


def jensen_shannon_exact(p, q):
    """Counts in, the distance in bits to 40 places out."""
    p, q = [[mpmath.mpf(int(v)) / int(sum(counts)) for v in counts] for counts in (p, q)]
    total = mpmath.mpf(0)
    for a, b in zip(p, q):
        for share in (a, b):
            if share > 0:
                total += share * mpmath.log(2 * share / (a + b), 2)
    return float(mpmath.sqrt(total / 2))


def jensen_shannon(x, y):
    method = ContinuousJensenShannonDistance(chunker=CountBasedChunker(1), threshold=ConstantThreshold(upper=0.1))
    method.fit(pandas.Series(x, name="x"))
    inside = numpy.histogram(y, bins=method._bins)[0]
    counts = [numpy.histogram(x, bins=method._bins)[0], inside]
    if inside.sum() < len(y):
        counts = [numpy.append(counts[0], 0), numpy.append(inside, len(y) - inside.sum())]
    return {
        "nannyml": number(method.calculate(pandas.Series(y, name="x"))),
        "exact": jensen_shannon_exact(*counts),
        "bins": len(method._bins) - 1,
        "borders": method._bins[:4].tolist(),
    }


def cramer_limit(x):
    """1 - the cdf of the limit, at enough places to be right in the tail."""
    with mpmath.workdps(60 + int(6 * x)):
        x, total, k = mpmath.mpf(x), mpmath.mpf(0), 0
        while True:
            y = mpmath.mpf(4 * k + 1)
            q = y**2 / (16 * x)
            term = (
                mpmath.gamma(k + mpmath.mpf(1) / 2) / mpmath.gamma(k + 1) / (mpmath.pi ** mpmath.mpf(1.5) * mpmath.sqrt(x))
                * mpmath.sqrt(y) * mpmath.exp(-q) * mpmath.besselk(mpmath.mpf(1) / 4, q)
            )  # fmt: skip
            total += term
            k += 1
            if k > 3 and abs(term) < mpmath.mpf(10) ** -(mpmath.mp.dps - 5):
                return float(1 - total)


def anderson_limit(x):
    with mpmath.workdps(50):
        x, total = mpmath.mpf(x), mpmath.mpf(0)
        for j in range(400):
            rate = (4 * j + 1) ** 2 * mpmath.pi**2 / (8 * x)
            # e^-rate is taken into the integral, so that the mass lies within a few standard deviations of 0.
            inner = mpmath.quad(
                lambda w: mpmath.exp(x / (8 * (w * w + 1)) - rate * (1 + w * w)),
                [0, 1 / mpmath.sqrt(rate), 5 / mpmath.sqrt(rate), 12 / mpmath.sqrt(rate)],
            )
            term = mpmath.binomial(mpmath.mpf(-1) / 2, j) * (4 * j + 1) * inner
            total += term
            if j > 2 and abs(term) < mpmath.mpf(10) ** -40:
                break
        return float(1 - mpmath.sqrt(2 * mpmath.pi) / x * total)


def tests(x, y):
    m, n = len(x), len(y)
    result = {}
    whitney = {}
    for method in ["auto", "exact", "asymptotic"]:
        if method == "exact" and m * n > 10_000:
            continue
        test = stats.mannwhitneyu(x, y, method=method)
        whitney[method] = [float(test.statistic), float(test.pvalue)]
    result["mannWhitney"] = whitney
    cramer = {}
    for method in ["auto", "exact", "asymptotic"]:
        if method == "exact" and max(m, n) > 20:
            continue
        test = stats.cramervonmises_2samp(x, y, method=method)
        cramer[method] = [float(test.statistic), float(test.pvalue)]
    t, rows, k = cramer["asymptotic"][0], m + n, m * n
    variance = (rows + 1) * (4 * k * rows - 3 * (m * m + n * n) - 2 * k) / (45 * rows**2 * 4 * k)
    moved = 1 / 6 + (t - (1 + 1 / rows) / 6) / math.sqrt(45 * variance)
    # far out one less a series would need thousands of places
    cramer["limit"] = 1.0 if moved < 0.003 else cramer_limit(moved) if moved < 20 else None
    result["cramerVonMises"] = cramer
    if len(set(x) | set(y)) > 1:
        test = stats.anderson_ksamp([x, y], variant="midrank")
        limit = 1 + math.sqrt(2 * (math.pi**2 - 9) / 3) * float(test.statistic)
        tied = len(set(x) | set(y)) < m + n
        dealt = None
        if tied and m + n < 500:
            dealing = stats.PermutationMethod(n_resamples=9999, rng=numpy.random.default_rng(5))
            dealt = float(stats.anderson_ksamp([x, y], variant="midrank", method=dealing).pvalue)
        result["andersonDarling"] = {
            "statistic": float(test.statistic),
            "table": float(test.pvalue),
            "limit": anderson_limit(limit) if 0.05 < limit < 12 and not tied else None,
            "dealt": dealt,
        }
    else:
        result["andersonDarling"] = None
    result["energy"] = float(stats.energy_distance(x, y))
    result["jensenShannon"] = jensen_shannon(numpy.asarray(x, float), numpy.asarray(y, float))
    return result


samples = [{"name": name, "x": x, "y": y, **tests(x, y)} for name, x, y in pairs]
samples += [{"name": name, "drawX": x, "drawY": y, **tests(draw(x), draw(y))} for name, x, y in generated]

categories = []
for reference, current in [
    (["a"] * 5 + ["b"] * 3, ["a"] * 4 + ["b"] * 4),
    (["a"] * 5, ["a"] * 9),
    (["a"] * 5, ["b"] * 9),
    (["a"] * 50 + ["b"] * 30 + ["c"], ["a"] * 44 + ["b"] * 40 + ["d"] * 3),
    (["a", "b", "c"], ["c", "c", "a"]),
    (["a"] * 700 + ["b"] * 300, ["a"] * 699 + ["b"] * 301),
    (["a"] * 7000 + ["b"] * 3, ["a"] * 9000 + ["b"] * 2 + ["c"] * 2),
]:
    method = CategoricalJensenShannonDistance(chunker=CountBasedChunker(1), threshold=ConstantThreshold(upper=0.1))
    method.fit(pandas.Series(reference, name="x"))
    names = sorted(set(reference) | set(current))
    categories.append(
        {
            "names": names,
            "reference": [reference.count(name) for name in names],
            "current": [current.count(name) for name in names],
            "nannyml": float(method.calculate(pandas.Series(current, name="x"))),
            "exact": jensen_shannon_exact([reference.count(v) for v in names], [current.count(v) for v in names]),
        }
    )

limits = {
    "cramerVonMises": [[x, cramer_limit(x)] for x in [0.01, 0.02, 0.05, 0.1, 0.2, 0.46136, 0.74346, 1, 2, 4, 8, 15]],
    "andersonDarling": [[x, anderson_limit(x)] for x in [0.2, 0.4, 0.8, 1.5, 2.492, 3.878, 5, 8]],
}

path = pathlib.Path(__file__).with_name("two-samples.golden.json")
path.write_text(
    json.dumps(
        {
            "versions": {
                "mpmath": mpmath.__version__,
                "nannyml": version("nannyml"),
                "numpy": numpy.__version__,
                "pandas": pandas.__version__,
                "scipy": scipy.__version__,
            },
            "samples": samples,
            "categories": categories,
            "limits": limits,
        }
    )
    + "\n"
)
