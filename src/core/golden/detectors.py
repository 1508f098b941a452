"""Writes detectors.golden.json: what the detectors of core/detectors compute, by reference implementations.

Recalibration lines by scikit-learn (no penalty) with standard errors from the information matrix in numpy; the point-in-time
recipes by pandas; the Poisson tail by SciPy; the decomposition of a rate in numpy.

Run by hand: python src/core/golden/detectors.py (needs numpy, pandas, scipy, scikit-learn).
"""

import json
import pathlib

import numpy
import pandas
import scipy
import sklearn
from scipy.stats import poisson
from sklearn.linear_model import LogisticRegression


def line(x, labels):
    x, labels = numpy.asarray(x, float), numpy.asarray(labels, int)
    model = LogisticRegression(C=numpy.inf, solver="newton-cholesky", tol=1e-14, max_iter=1000)
    model.fit(x[:, None], labels)
    p = model.predict_proba(x[:, None])[:, 1]
    design = numpy.column_stack([numpy.ones_like(x), x])
    covariance = numpy.linalg.inv((design * (p * (1 - p))[:, None]).T @ design)
    return {
        "x": x.tolist(),
        "labels": labels.tolist(),
        "intercept": float(model.intercept_[0]),
        "slope": float(model.coef_[0, 0]),
        "interceptError": float(numpy.sqrt(covariance[0, 0])),
        "slopeError": float(numpy.sqrt(covariance[1, 1])),
        "covariance": float(covariance[0, 1]),
    }


def lines(random):
    cases = []
    for rows, intercept, slope, spread, shift in [(60, 0.2, 0.7, 1, 0), (300, -3, 1.1, 1.5, -2), (400, 1, -0.4, 3, 5)]:
        x = numpy.round(random.normal(shift, spread, rows), 6)
        labels = (random.random(rows) < 1 / (1 + numpy.exp(-(intercept + slope * (x - shift))))).astype(int)
        cases.append(line(x, labels))
    return cases


def more_lines():
    """Ties, heavy tails, tiny, a rare label, many rows, an x far from 0; drawn apart, so that the cases before stay as they are."""
    random = numpy.random.default_rng(77)
    label = lambda chance: (random.random(len(chance)) < chance).astype(int)
    logistic = lambda x: 1 / (1 + numpy.exp(-x))
    tied = random.integers(0, 4, 150).astype(float)
    heavy = numpy.round(random.standard_cauchy(200), 3)
    far = numpy.round(random.normal(1e4, 50, 250), 3)
    rare = numpy.round(random.normal(0, 1, 1500), 4)
    return [
        line(tied, label(logistic(tied - 2))),
        line(heavy, label(logistic(numpy.clip(heavy, -2, 2)))),
        line([0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 0, 0, 1, 0, 1, 1]),
        line(rare, label(0.02 * numpy.exp(0.5 * rare))),
        line((far - 1e4) / 50, label(logistic((far - 1e4) / 50))),
    ]


def recipes(random):
    rows = 240
    frame = pandas.DataFrame(
        {
            "user": random.integers(0, 12, rows),
            "at": numpy.sort(random.integers(0, 60 * 86400, rows)) * 1000 + 19000 * 86400000,
            "label": (random.random(rows) < 0.2).astype(int),
            "amount": numpy.round(random.lognormal(3, 1, rows), 2),
        }
    )
    indexed = frame.set_index(pandas.to_datetime(frame["at"], unit="ms"))
    groups = indexed.groupby("user", group_keys=False)
    rolling = lambda column, window, closed: (
        groups[column].apply(lambda s: s.rolling(window, closed=closed).sum()).groupby(level=0).first()
    )
    assert frame["at"].is_unique

    def in_order(series):
        return [None if pandas.isna(v) else float(v) for v in series.reindex(indexed.index)]

    means = lambda window, closed: (
        groups["amount"].apply(lambda s: s.rolling(window, closed=closed).mean()).groupby(level=0).first()
    )
    results = {
        "earlier-by-event-time-7-days": in_order(rolling("label", "7D", "left").fillna(0)),
        "own-row-included-mean-amount": [
            float(v) for v in frame.groupby("user")["amount"].transform(lambda s: s.expanding().mean())
        ],
        "own-row-included-mean-amount-30-days": in_order(means("30D", "right")),
        "own-row-included": [float(v) for v in frame.groupby("user")["label"].cumsum()],
        "earlier-by-event-time": [
            float(v) for v in frame.groupby("user")["label"].cumsum() - frame["label"]
        ],
        "own-row-included-7-days": in_order(rolling("label", "7D", "right")),
        "earlier-mean-amount": [
            None if pandas.isna(v) else float(v)
            for v in frame.groupby("user")["amount"].transform(lambda s: s.expanding().mean().shift())
        ],
    }
    return {**{name: frame[name].tolist() for name in frame}, "recipes": results}


def kitagawa(random):
    cases = []
    for segments in [2, 5]:
        rows0, rows1 = random.integers(50, 900, segments), random.integers(50, 900, segments)
        hits0, hits1 = random.binomial(rows0, 0.1), random.binomial(rows1, 0.2)
        cases.append(one_kitagawa(rows0, rows1, hits0, hits1, random))
    return cases


def one_kitagawa(rows0, rows1, hits0, hits1, random):
    w0, w1, r0, r1 = rows0 / rows0.sum(), rows1 / rows1.sum(), hits0 / rows0, hits1 / rows1
    draws = 200000
    d0, d1 = random.multinomial(rows0.sum(), w0, draws), random.multinomial(rows1.sum(), w1, draws)
    s0, s1 = random.binomial(d0, r0) / d0, random.binomial(d1, r1) / d1
    v0, v1 = d0 / rows0.sum(), d1 / rows1.sum()
    return {
        "before": {"rows": rows0.tolist(), "positives": hits0.tolist()},
        "now": {"rows": rows1.tolist(), "positives": hits1.tolist()},
        "mix": float(((w1 - w0) * r0).sum()),
        "rate": float((w0 * (r1 - r0)).sum()),
        "interaction": float(((w1 - w0) * (r1 - r0)).sum()),
        "mixError": float(((v1 - v0) * s0).sum(axis=1).std()),
        "rateError": float((v0 * (s1 - s0)).sum(axis=1).std()),
        "interactionError": float(((v1 - v0) * (s1 - s0)).sum(axis=1).std()),
    }


def more_kitagawa():
    """Equal rates, equal shares, rare labels, many rows; drawn apart."""
    random = numpy.random.default_rng(78)
    cases = []
    for rows0, rows1, hits0, hits1 in [
        ([400, 400], [200, 900], [40, 40], [20, 90]),
        ([500, 300, 200], [1000, 600, 400], [50, 60, 10], [200, 60, 40]),
        ([4000, 3000, 2500], [6000, 1500, 2500], [40, 60, 20], [90, 25, 60]),
        ([900000, 100000], [850000, 250000], [9000, 9000], [8600, 22000]),
    ]:
        cases.append(one_kitagawa(*map(numpy.array, (rows0, rows1, hits0, hits1)), random))
    return cases


def poisson_tails():
    return [
        {"observed": k, "expected": m, "p": float(min(1, 2 * min(poisson.cdf(k, m), poisson.sf(k - 1, m))))}
        for k, m in [(0, 3.2), (1, 6.5), (9, 2.5), (15, 5.0), (30, 12.0), (4, 4.0)]
    ]


def main():
    random = numpy.random.default_rng(20240229)
    golden = {
        "versions": {
            "numpy": numpy.__version__,
            "pandas": pandas.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "lines": lines(random) + more_lines(),
        "recipes": recipes(random),
        "kitagawa": kitagawa(random) + more_kitagawa(),
        "poissonTails": poisson_tails(),
    }
    path = pathlib.Path(__file__).with_name("detectors.golden.json")
    path.write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    main()
