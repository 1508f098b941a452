"""Golden values for core/models/expected-performance.ts from NannyML. Run by hand:

    python src/core/golden/models.cbpe.py        (needs nannyml 0.13)

writes models.cbpe.golden.json beside itself. Scores come from the generator of models.py, all different: NannyML's curve takes
rows of equal score one by one, and rounds its counts to five decimals.
"""

import json
from pathlib import Path

import nannyml
import numpy
from nannyml.performance_estimation.confidence_based import metrics


def sequence(seed, count):
    values, state = [], seed
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        values.append(state / 2**32)
    return numpy.array(values)


cases = []
# Seed, rows, threshold, and how the probabilities follow the scores: low + span * score ** 2.
settings = [
    (71, 200, 0.8, 0.02, 0.6),
    (72, 3000, 0.5, 0.02, 0.6),
    (73, 3000, 0.95, 0.02, 0.6),
    (74, 12, 0.6, 0.02, 0.6),  # tiny
    (75, 5000, 0.98, 0.0001, 0.03),  # rare, as frauds are
    (76, 3000, 0.3, 0.5, 0.0),  # the score says nothing
    (77, 2000, 0.7, 0.0, 1.0),  # from never to always
    (78, 200000, 0.9, 0.001, 0.2),  # huge
]
for seed, rows, threshold, low, span in settings:
    scores = sequence(seed, rows)
    probabilities = low + span * scores**2
    alerts = (scores >= threshold).astype(int)
    cases.append(
        {
            "seed": seed,
            "rows": rows,
            "threshold": threshold,
            "low": low,
            "span": span,
            "rocAuc": metrics.estimate_roc_auc(probabilities, scores),
            "precision": metrics.estimate_precision(alerts, probabilities),
            "recall": metrics.estimate_recall(alerts, probabilities),
        }
    )

golden = {"versions": {"nannyml": nannyml.__version__, "numpy": numpy.__version__}, "cases": cases}
Path(__file__).with_name("models.cbpe.golden.json").write_text(json.dumps(golden, indent=1) + "\n")
