"""Writes experiments.golden.json: tests of two shares and their power by statsmodels, the mixture ratio by quadrature in SciPy,
group-sequential boundaries by a fine integration on another grid and another rule than ours.

Run by hand: python src/core/golden/experiments.py (needs numpy, scipy, statsmodels).
"""

import json
import pathlib

import numpy
import scipy
import statsmodels
from scipy import integrate, optimize, stats
from statsmodels.stats.proportion import (
    power_proportions_2indep,
    proportions_ztest,
    samplesize_proportions_2indep_onetail,
)

tests = []
for k1, n1, k2, n2 in [(30, 1000, 18, 1000), (5, 60, 9, 55), (0, 40, 3, 44), (400, 20000, 310, 20100), (1, 9, 8, 9)]:
    z, p = proportions_ztest([k2, k1], [n2, n1])
    tests.append([k1, n1, k2, n2, z, p])

power = []
sizes = []
for base, other, alpha in [(0.02, 0.015, 0.05), (0.02, 0.019, 0.05), (0.5, 0.45, 0.01), (0.001, 0.002, 0.1), (0.3, 0.9, 0.05)]:
    for rows in [10, 500, 5000, 200000]:
        found = power_proportions_2indep(other - base, base, rows, alpha=alpha).power
        power.append([base, other, rows, alpha, float(found)])
    for wanted in [0.5, 0.8, 0.95]:
        rows = samplesize_proportions_2indep_onetail(other - base, base, wanted, alpha=alpha, alternative="two-sided")
        sizes.append([base, other, alpha, wanted, float(rows)])


def mixture(difference, variance, mixing):
    sd = numpy.sqrt(variance)

    def inside(theta):
        ratio = stats.norm.logpdf(difference, theta, sd) - stats.norm.logpdf(difference, 0, sd)
        return numpy.exp(ratio + stats.norm.logpdf(theta, 0, numpy.sqrt(mixing)))

    both = numpy.sqrt(variance * mixing / (variance + mixing))
    centre = difference * mixing / (variance + mixing)
    return numpy.log(integrate.quad(inside, centre - 12 * both, centre + 12 * both, epsabs=0, epsrel=1e-12)[0])


ratios = [
    [d, v, m, float(mixture(d, v, m))]
    for d, v, m in [(0.0, 1.0, 1.0), (0.01, 1e-5, 4e-5), (-0.004, 2e-6, 1e-5), (2.0, 0.5, 0.1), (0.3, 0.01, 0.2)]
]


def boundaries(fractions, alpha):
    """Gauss-Legendre with 400 nodes a look, and Brent's method for each boundary."""
    nodes, weights = numpy.polynomial.legendre.leggauss(400)
    found, spent, points, mass, last = [], 0.0, None, None, 0.0
    for t in fractions:
        due = min(alpha, 4 * stats.norm.sf(stats.norm.isf(alpha / 4) / numpy.sqrt(t))) - spent
        if due < 1e-9:
            found.append(None)
            continue
        sd = numpy.sqrt(t - last)

        def beyond(b):
            if points is None:
                return 2 * stats.norm.sf(b / numpy.sqrt(t))
            return float(mass @ (stats.norm.sf((b - points) / sd) + stats.norm.cdf((-b - points) / sd)))

        b = optimize.brentq(lambda x: beyond(x) - due, 0, 9 * numpy.sqrt(t), xtol=1e-14)
        edge = min(b, 8 * numpy.sqrt(t))
        here = nodes * edge
        if points is None:
            density = stats.norm.pdf(here, 0, numpy.sqrt(t))
        else:
            density = stats.norm.pdf((here[:, None] - points[None, :]) / sd) @ mass / sd
        points, mass, last = here, density * weights * edge, t
        spent += due
        found.append(float(b / numpy.sqrt(t)))
    return found


groups = [
    {"fractions": list(map(float, f)), "alpha": a, "bounds": boundaries(f, a)}
    for f, a in [
        ([0.2, 0.4, 0.6, 0.8, 1.0], 0.05),
        ([0.5, 1.0], 0.01),
        ([0.1, 0.35, 0.5, 0.9], 0.1),
        ([(k + 1) / 28 for k in range(28)], 0.05),
        ([1.0], 0.05),
    ]
]

mismatch = [
    [counts, shares, *map(float, stats.chisquare(counts, numpy.array(shares) / sum(shares) * sum(counts)))]
    for counts, shares in [([5000, 5100], [1, 1]), ([900, 100], [0.9, 0.1]), ([821170, 815482], [1, 1]), ([10, 12, 30], [1, 1, 2])]
]

path = pathlib.Path(__file__).with_name("experiments.golden.json")
versions = {"numpy": numpy.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__}
path.write_text(
    json.dumps(
        {
            "versions": versions,
            "tests": tests,
            "power": power,
            "sizes": sizes,
            "ratios": ratios,
            "groups": groups,
            "mismatch": mismatch,
        }
    )
    + "\n"
)
