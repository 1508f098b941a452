"""Golden values for core/models from scikit-learn. Run by hand:

    python src/core/golden/models.py

writes models.golden.json beside itself. The data are not stored: both sides draw them from one linear congruential
generator (see models.data.ts), and a checksum in the JSON says that they agree.
"""

import json
from pathlib import Path

import numpy
import scipy
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score


class Sequence:
    """Numerical Recipes' generator modulo 2^32; next() is state / 2^32."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 1664525 + 1013904223) % 2**32
        return self.state / 2**32


def draw(kind, rows, seed):
    """Features (one list a row, None is missing) and labels; the same arithmetic as in models.data.ts."""
    sequence = Sequence(seed)
    table, labels = [], []
    for _ in range(rows):
        u = [sequence.next() for _ in range(8)]
        a, b, c, d = u[0], u[1], u[2], u[3]
        if kind == "interaction":
            row = [a, b, c, d]
            p = 0.1 + 0.8 * a * b if c < 0.5 else 0.9 - 0.8 * a
        elif kind == "rare":
            # A point mass at zero, a heavy tail, an hour, a flag; about 2 % positive.
            row = [0.0 if a < 0.3 else 1 / (1.01 - a), float(int(24 * b)), 1.0 if c < 0.1 else 0.0, d]
            p = 0.005 + (0.06 * a * a if a >= 0.3 else 0) + (0.08 if c < 0.1 else 0) * b
        elif kind == "missing":
            # The second feature is missing more often where the label is likely; the third at random.
            row = [a, b, c, d]
            p = 0.05 + 0.7 * a * (1 - b)
            if u[4] < 0.1 + 0.6 * p:
                row[1] = None
            if u[5] < 0.2:
                row[2] = None
        else:  # "noise": one weak feature among eleven made of the other draws
            row = [a] + [(u[1 + i % 6] * (i + 3)) % 1 for i in range(10)]
            p = 0.3 + 0.2 * a
        table.append(row)
        labels.append(1 if u[7] < p else 0)
    return table, labels


def matrix(table):
    return numpy.array([[numpy.nan if v is None else v for v in row] for row in table])


SETTINGS = {
    "shallow": {"trees": 30, "learningRate": 0.2, "maxDepth": 3, "l2": 1},
    "deep": {"trees": 100, "learningRate": 0.1, "maxDepth": 12, "maxLeaves": 15, "l2": 0.1},
}


def boosted(kind, seed):
    train, y = draw(kind, 6000, seed)
    test, truth = draw(kind, 6000, seed + 1)
    scores = {}
    for name, s in SETTINGS.items():
        model = HistGradientBoostingClassifier(
            max_iter=s["trees"],
            learning_rate=s["learningRate"],
            max_depth=s["maxDepth"],
            max_leaf_nodes=s.get("maxLeaves"),
            l2_regularization=s["l2"],
            max_bins=63,
            early_stopping=False,
        ).fit(matrix(train), y)
        scores[name] = roc_auc_score(truth, model.predict_proba(matrix(test))[:, 1])
    return {
        "kind": kind,
        "seed": seed,
        "positives": sum(y),
        "checksum": sum(v for row in train for v in row if v is not None),
        "rocAuc": scores,
    }


def logistic(kind, seed, rows, C, weighted=False, scale=1):
    table, y = draw(kind, rows, seed)
    # Features of very different size, as amounts and flags are.
    x = matrix(table) * numpy.array([scale**j for j in range(len(table[0]))])
    weights = [1 + i % 3 for i in range(rows)] if weighted else None
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-13, max_iter=1000)
    model.fit(x, y, sample_weight=weights)
    return {
        "kind": kind,
        "seed": seed,
        "rows": rows,
        "C": C,
        "weighted": weighted,
        "scale": scale,
        "coefficients": model.coef_[0].tolist(),
        "intercept": model.intercept_[0],
    }


def isotonic(rows, seed, steps, weighted):
    """`steps` rounds x down to so many values, which makes ties."""
    sequence = Sequence(seed)
    x, y, weights = [], [], []
    for _ in range(rows):
        at = sequence.next()
        x.append(int(at * steps) / steps)
        y.append(1 if sequence.next() < at * at else 0)
        weights.append(1 + int(4 * sequence.next()) if weighted else 1)
    model = IsotonicRegression(out_of_bounds="clip").fit(x, y, sample_weight=weights)
    at = [-1 + 3 * i / 40 for i in range(41)]
    return {
        "rows": rows,
        "seed": seed,
        "steps": steps,
        "weighted": weighted,
        "x": model.X_thresholds_.tolist(),
        "y": model.y_thresholds_.tolist(),
        "at": at,
        "fitted": model.predict(at).tolist(),
    }


golden = {
    "versions": {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "numpy": numpy.__version__},
    "settings": SETTINGS,
    "boostedTrees": [
        boosted("interaction", 11),
        boosted("rare", 21),
        boosted("missing", 31),
        boosted("noise", 41),
    ],
    "logistic": [
        logistic("interaction", 51, 2000, 1),
        logistic("interaction", 52, 2000, 0.001),
        logistic("rare", 53, 4000, 1),
        logistic("rare", 54, 4000, 100, weighted=True),
        logistic("noise", 55, 3000, 1e6),
        logistic("noise", 56, 3000, 1, weighted=True, scale=4),
    ],
    "isotonic": [
        isotonic(50, 61, 1000, False),
        isotonic(500, 62, 40, False),
        isotonic(500, 63, 100000, True),
    ],
}

Path(__file__).with_name("models.golden.json").write_text(json.dumps(golden, indent=1) + "\n")
