"""Writes metrics.golden.json: metrics by scikit-learn, the DeLong variance by its definition over all pairs.

Run by hand: python src/core/golden/metrics.py (needs numpy, scikit-learn).
"""

import json
import pathlib

import numpy
import sklearn
from sklearn.calibration import calibration_curve
from sklearn.metrics import average_precision_score, precision_score, recall_score, roc_auc_score


def sequence(seed, count):
    values, state = [], seed
    for _ in range(count):
        state = state * 16807 % 2147483647
        values.append(state / 2147483647)
    return numpy.array(values)


def delong_variance(scores, labels):
    above, below = scores[labels == 1], scores[labels == 0]
    if len(above) < 2 or len(below) < 2:
        return None
    wins = (above[:, None] > below[None, :]) + 0.5 * (above[:, None] == below[None, :])
    return wins.mean(axis=1).var(ddof=1) / len(above) + wins.mean(axis=0).var(ddof=1) / len(below)


def calibration_gap(scores, labels):
    edges = numpy.percentile(scores, numpy.linspace(0, 1, 11) * 100)
    bins = numpy.searchsorted(edges[1:-1], scores)
    rates, means = calibration_curve(labels, scores, n_bins=10, strategy="quantile")
    sizes = numpy.bincount(bins, minlength=10)
    return float(numpy.sum(sizes[sizes > 0] / len(scores) * numpy.abs(rates - means)))


def case(name, scores, labels, threshold=0.5, stored=True, seeds=None):
    scores, labels = numpy.asarray(scores, float), numpy.asarray(labels, int)
    two = 0 < labels.sum() < len(labels)
    return {
        "name": name,
        "scores": scores.tolist() if stored else None,
        "labels": labels.tolist() if stored else None,
        "generated": seeds,
        "threshold": threshold,
        "rocAuc": roc_auc_score(labels, scores) if two else None,
        "variance": delong_variance(scores, labels) if two else None,
        "averagePrecision": average_precision_score(labels, scores) if labels.sum() else None,
        "precision": precision_score(labels, scores >= threshold, zero_division=numpy.nan),
        "recall": recall_score(labels, scores >= threshold, zero_division=numpy.nan),
        "calibrationError": calibration_gap(scores, labels) if 0 <= scores.min() and scores.max() <= 1 else None,
    }


rng = numpy.random.default_rng(7)
smooth = rng.random(203)
cases = [
    case("no ties", smooth.round(6), rng.random(203) < smooth),
    case("many ties", (smooth * 5).round() / 5, rng.random(203) < smooth),
    case("all scores equal", [0.3] * 20, [1, 0] * 10),
    case("separated", [0.1, 0.2, 0.3, 0.7, 0.8, 0.9], [0, 0, 0, 1, 1, 1]),
    case("the wrong way round", [0.9, 0.8, 0.7, 0.3, 0.2, 0.1], [0, 0, 0, 1, 1, 1]),
    case("one positive", [0.1, 0.4, 0.35, 0.8, 0.35], [0, 0, 1, 0, 0]),
    case("two rows", [0.2, 0.6], [0, 1]),
    case("one class", [0.2, 0.6, 0.7], [1, 1, 1]),
    case("negative and huge scores", [-1e300, -0.0, 0.0, 5e-324, 1e300, -3], [0, 1, 0, 1, 1, 0], 0),
    case("rare label, skewed scores", (rng.random(400) ** 8).round(5), rng.random(400) < 0.03, 0.2),
]
scores, noise = sequence(11, 4000), sequence(13, 4000)
scores = numpy.round(scores * scores * 500) / 500
cases.append(case("4,000 rows, tied", scores, noise < scores * 0.3, 0.4, stored=False, seeds=[11, 13, 4000]))

path = pathlib.Path(__file__).with_name("metrics.golden.json")
text = json.dumps({"versions": {"numpy": numpy.__version__, "scikit-learn": sklearn.__version__}, "cases": cases})
path.write_text(text.replace("NaN", "null") + "\n")
