"""Writes stats.golden.json: distributions, tests, distances and intervals by SciPy and NumPy.

Run by hand: python src/core/golden/stats.py (needs numpy, scipy, mpmath). What SciPy lacks (population stability index, Holm,
Newcombe, bias-corrected Cramer's V) is computed here from its definition, with NumPy's own pieces.
"""

import json
import math
import pathlib
import warnings

import mpmath
import numpy
import scipy
from scipy import special, stats
from scipy.stats import contingency

warnings.filterwarnings("ignore")
mpmath.mp.dps = 40


def sequence(seed, count):
    values, state = [], seed
    for _ in range(count):
        state = state * 16807 % 2147483647
        values.append(state / 2147483647)
    return numpy.array(values)


def upper_gamma(a, x):
    return float(mpmath.gammainc(a, x, mpmath.inf, regularized=True))


def number(value):
    """JSON has no infinities: they are written as text."""
    value = float(value)
    return value if math.isfinite(value) else str(value)


# --- distributions: the name, the arguments, the value -------------------------------------------------------------------
points = []


def point(name, args, value):
    if value == 0 or abs(value) > 1e-300:
        points.append([name, [number(a) for a in args], number(value)])


for z in [-40, -10, -3, -1, -0.1, 0, 1e-9, 0.5, 1.96, 3, 5, 8, 10, 15, 20, 25, 30, 35, 37]:
    point("normalSurvival", [z], stats.norm.sf(z))
    point("normalTwoSided", [z], 2 * stats.norm.sf(abs(z)))
    point("normalCdf", [z], stats.norm.cdf(z))
for dof in [1, 2, 3, 9, 30, 100, 999]:
    for x in [0, 1e-6, 0.1, 1, 3.84, 9, 30, 100, 400, 900, 1300, 2500]:
        # SciPy's own is 5e-10 off at (2500, 999)
        point("chiSquareSurvival", [x, dof], upper_gamma(mpmath.mpf(dof) / 2, mpmath.mpf(x) / 2))
for dof in [1, 2, 3.5, 10, 100, 5000]:
    for t in [-5, -0.5, 0, 1e-4, 0.3, 1, 2, 5, 30, 300, 1e5]:
        point("studentSurvival", [t, dof], stats.t.sf(t, dof))
for a, b in [(1, 1), (1, 50), (3, 10), (9, 1000), (50, 3), (200, 200), (0.5, 7)]:
    for x in [0, 1e-4, 0.1, 0.9, 1, 1.5, 4, 40, 900]:
        point("fSurvival", [x, a, b], stats.f.sf(x, a, b))
for a, b in [(1, 1), (0.5, 0.5), (2, 5), (50, 3), (300, 700), (1, 400)]:
    for x in [0, 1e-5, 0.02, 0.3, 0.5, 0.9, 0.999, 1]:
        point("betaSurvival", [x, a, b], stats.beta.sf(x, a, b))
for x in [0, 0.02, 0.1, 0.2, 0.4, 0.6, 0.8, 0.819, 0.821, 1, 1.36, 2, 3, 5, 10, 15, 18.5]:
    point("kolmogorovSurvival", [x], special.kolmogorov(x))
for p in [1e-300, 1e-100, 1e-20, 1e-9, 0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.995, 1 - 1e-9]:
    point("normalQuantile", [p], stats.norm.ppf(p))
for a, b in [(1, 1), (1, 20), (3, 2), (50, 951), (2000, 3), (0.5, 0.5)]:
    for p in [1e-6, 0.025, 0.5, 0.9, 0.975]:
        point("betaQuantile", [p, a, b], stats.beta.ppf(p, a, b))
for n in [1, 2, 3, 10, 47, 140, 141, 500, 2000, 9000, 50_000, 500_000]:
    for scaled in [0.05, 0.2, 0.3, 0.5, 0.7, 0.86, 0.88, 1, 1.2, 1.47, 1.49, 1.7, 1.99, 2.01, 2.5, 4, 8, 15, 18.4]:
        d = scaled / math.sqrt(n)
        if d < 1:
            point("kolmogorovSmirnovSurvival", [n, d], stats.kstwo.sf(d, n))
for n in [1, 5, 100, 3000, 20_000, 500_000]:
    for scaled in [0.3, 0.8, 1.3, 2, 6, 13, 18]:
        d = scaled / math.sqrt(n)
        if d < 1:
            point("smirnov", [n, d], special.smirnov(n, d))

# --- pairs of samples ------------------------------------------------------------------------------------------------------
rng = numpy.random.default_rng(3)
heavy = rng.standard_cauchy(60).round(3)
pairs = [
    ("one against one", [1.0], [2.0]),
    ("the same value", [5.0], [5.0]),
    ("constant and constant", [2.0] * 7, [2.0] * 9),
    ("constant and spread", [2.0] * 7, [1.0, 2.0, 3.0, 4.0]),
    ("three against four, tied", [1.0, 2.0, 2.0], [2.0, 2.0, 3.0, 3.0]),
    ("equal samples", [1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0]),
    ("no overlap", list(range(20)), list(range(100, 130))),
    ("no overlap, the other way", list(range(100, 130)), list(range(30))),
    ("heavy tails", heavy.tolist(), (heavy[:41] * 1.5 + 0.4).round(3).tolist()),
    ("many ties", rng.integers(0, 4, 70).tolist(), rng.integers(0, 5, 55).tolist()),
    ("a spike at zero", [0.0] * 40 + rng.random(20).round(4).tolist(), [0.0] * 12 + rng.random(33).round(4).tolist()),
    ("negative zero", [-0.0, 0.0, 1.0, -1.0], [0.0, 0.0, -0.0, 2.0, -2.0]),
    ("normal, equal sizes", rng.normal(0, 1, 80).round(5).tolist(), rng.normal(0.7, 1, 80).round(5).tolist()),
    ("normal, coprime sizes", rng.normal(0, 1, 83).round(5).tolist(), rng.normal(0, 2, 71).round(5).tolist()),
    ("huge and tiny", [1e300, -1e300, 1e-300, 0.0, 3.0], [5e-324, 1e299, -2.0]),
]
# Larger ones are made from seeds: [seed, count, scale, offset, power, decimals] for each side.
generated = [
    ("300 against 450", [5, 300, 1, 0, 1, 9], [6, 450, 1, 0.08, 1, 9]),
    ("2,000 against 1,999, near", [7, 2000, 1, 0, 1, 9], [8, 1999, 1, 0.005, 1, 9]),
    ("2,000 against 2,000, skewed and tied", [9, 2000, 100, 0, 3, 0], [10, 2000, 110, 0, 3, 0]),
    ("10,000 against 3,000", [11, 10000, 1, 0, 1, 9], [12, 3000, 1.05, 0, 1, 9]),
    ("10,001 against 12,000: asymptotic", [13, 10001, 1, 0, 1, 9], [14, 12000, 1, 0.012, 1, 9]),
    ("60,000 against 50,000, far apart", [15, 60000, 1, 0, 1, 9], [16, 50000, 1, 0.06, 1, 9]),
    ("60,000 against 40,000, alike", [17, 60000, 1, 0, 1, 9], [18, 40000, 1, 0, 1, 9]),
    ("9,999 against 10,000, far apart", [19, 9999, 1, 0, 1, 9], [20, 10000, 1, 0.2, 1, 9]),
]


def draw(spec):
    seed, count, scale, offset, power, decimals = spec
    base = sequence(seed, count)
    value = base.copy()
    for _ in range(power - 1):
        value = value * base
    factor = 10.0**decimals
    return numpy.floor((value * scale + offset) * factor + 0.5) / factor


def stability(x, y, bins=10):
    """Quantile bins; a value that fills several quantiles gets a bin of its own; half a count added to each bin."""
    x, y = numpy.sort(numpy.asarray(x, float)), numpy.asarray(y, float)
    edges = [numpy.quantile(x, k / bins) for k in range(1, bins)]
    constant = x[0] == x[-1]
    keys = []
    for edge in sorted(set(edges)):
        if edges.count(edge) > 1 or constant:
            keys.append((edge, "left"))
        keys.append((edge, "right"))

    def counts(v):
        v = numpy.sort(v)
        ends = [0] + [int(numpy.searchsorted(v, edge, side)) for edge, side in keys] + [len(v)]
        return numpy.diff(ends)

    return index_of(counts(x), counts(y))


def stability_equal_width(x, y):
    both = numpy.concatenate([numpy.asarray(x, float), numpy.asarray(y, float)])
    edges = numpy.histogram_bin_edges(both, bins="sturges")
    return index_of(numpy.histogram(x, edges)[0], numpy.histogram(y, edges)[0])


def index_of(a, b):
    p = (a + 0.5) / (a.sum() + len(a) / 2)
    q = (b + 0.5) / (b.sum() + len(b) / 2)
    return {"value": float(((q - p) * numpy.log(q / p)).sum()), "bias": (len(a) - 1) * (1 / a.sum() + 1 / b.sum())}


def two_samples(name, x, y, stored):
    x, y = numpy.asarray(x, float), numpy.asarray(y, float)
    result = {"name": name, **stored}
    for method, ours in [("auto", "auto"), ("exact", "exact"), ("asymp", "asymptotic")]:
        test = stats.ks_2samp(x, y, method=method)
        result[ours] = {
            "statistic": float(test.statistic),
            "pValue": None if math.isnan(test.pvalue) else float(test.pvalue),
            "location": float(test.statistic_location),
            "sign": int(test.statistic_sign),
        }
    result["wasserstein"] = float(stats.wasserstein_distance(x, y))
    result["stability"] = stability(x, y)
    ordinary = max(abs(x).max(), abs(y).max()) < 1e200 and not (x.min() == x.max() == y.min() == y.max())
    result["equalWidth"] = stability_equal_width(x, y) if ordinary else None
    return result


samples = [two_samples(name, x, y, {"x": x, "y": y}) for name, x, y in pairs]
samples += [two_samples(name, draw(x), draw(y), {"drawX": x, "drawY": y}) for name, x, y in generated]

# --- tables of counts ------------------------------------------------------------------------------------------------------
tables = []
for table in [
    [[10, 20], [30, 40]],
    [[0, 5], [5, 0]],
    [[3, 1], [1, 3]],
    [[100, 100], [100, 100]],
    [[10, 10, 20], [20, 20, 20]],
    [[12, 0, 3, 40], [9, 7, 1, 33], [0, 2, 2, 8]],
    [[5, 6, 7]],
    [[90000, 1000], [88000, 4000]],
    [[500000, 123], [499000, 180]],
    [[30, 31], [30, 29]],
]:
    a = numpy.array(table)
    plain, yates = stats.chi2_contingency(a, correction=False), stats.chi2_contingency(a)
    n, (r, c) = a.sum(), a.shape
    v = 0.0
    if r > 1 and c > 1:
        phi = max(0, plain.statistic / n - (r - 1) * (c - 1) / (n - 1))
        v = math.sqrt(phi / (min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1))
    tables.append(
        {
            "counts": table,
            "plain": [float(plain.statistic), float(plain.pvalue), int(plain.dof)],
            "corrected": [float(yates.statistic), float(yates.pvalue)],
            "expected": numpy.asarray(plain.expected_freq).tolist(),
            "cramersV": v,
        }
    )

fisher = []
for table in [
    [3, 1, 1, 3], [8, 2, 1, 5], [0, 5, 5, 0], [10, 0, 0, 10], [0, 0, 3, 4], [1, 9, 11, 3], [30, 31, 30, 29],
    [100, 900, 200, 800], [2, 998, 30, 970], [5000, 95000, 5400, 94600], [120, 499880, 180, 499820], [400, 100, 90, 410],
    [1000, 0, 0, 1000], [17, 3, 17, 3],
]:  # fmt: skip
    a, b, c, d = table
    fisher.append([table, float(stats.fisher_exact([[a, b], [c, d]])[1])])

shares = []
for k, n in [(0, 1), (1, 1), (0, 10), (3, 10), (10, 10), (1, 1000), (450, 1000), (77, 100000), (999999, 1000000)]:
    for level in [0.9, 0.95, 0.999]:
        test = stats.binomtest(k, n)
        wilson, exact = test.proportion_ci(level, "wilson"), test.proportion_ci(level, "exact")
        shares.append([k, n, level, [wilson.low, wilson.high], [exact.low, exact.high]])


def newcombe(a, m, b, n, level):
    p, q = a / m, b / n
    first = stats.binomtest(a, m).proportion_ci(level, "wilson")
    second = stats.binomtest(b, n).proportion_ci(level, "wilson")
    return [
        p - q - math.hypot(p - first.low, second.high - q),
        p - q + math.hypot(first.high - p, q - second.low),
    ]


two_shares = []
for a, m, b, n in [(3, 10, 1, 20), (56, 70, 48, 80), (9, 10, 3, 10), (10, 10, 0, 20), (1, 50000, 9, 60000), (400, 1000, 380, 1000)]:
    katz = contingency.relative_risk(a, m, b, n).confidence_interval(0.95)
    two_shares.append([[a, m, b, n], newcombe(a, m, b, n, 0.95), [number(katz.low), number(katz.high)]])


def holm(p):
    p = numpy.asarray(p)
    order = numpy.argsort(p, kind="stable")
    scaled = numpy.minimum(1, numpy.maximum.accumulate(p[order] * numpy.arange(len(p), 0, -1)))
    out = numpy.empty(len(p))
    out[order] = scaled
    return out.tolist()


holms = [[p, holm(p)] for p in [[0.01], [0.01, 0.04, 0.03, 0.005], [0.5, 0.6], [0.02] * 3, [0, 1, 1e-300], [0.2, 0.001, 0.2, 0.03, 0.9, 0.04]]]

summaries = []
for values in [[1.0], [2.0, 2.0, 2.0], [3.0, 1.0, 2.0], [1e9 + 1, 1e9 + 2, 1e9 + 4], heavy.tolist(), [-1.0, 1e6, 5.0, 5.0, 7.0], [0.1] * 9 + [1e-12]]:
    a = numpy.array(values)
    f = stats.ecdf(a).cdf
    summaries.append(
        {
            "values": values,
            "mean": math.fsum(values) / len(values),
            "deviation": [float(a.std(ddof=0)), float(a.std(ddof=1)) if len(a) > 1 else None],
            "quantiles": [[q, float(numpy.quantile(a, q))] for q in [0, 0.1, 0.25, 0.5, 0.77, 1]],
            "ecdf": [f.quantiles.tolist(), f.probabilities.tolist()],
        }
    )

path = pathlib.Path(__file__).with_name("stats.golden.json")
path.write_text(
    json.dumps(
        {
            "versions": {"mpmath": mpmath.__version__, "numpy": numpy.__version__, "scipy": scipy.__version__},
            "points": points,
            "samples": samples,
            "tables": tables,
            "fisher": fisher,
            "shares": shares,
            "twoShares": two_shares,
            "holm": holms,
            "summaries": summaries,
        }
    )
    + "\n"
)
