"""Times reference implementations on data of the same shape as src/cli/bench-detectors.ts, in seconds of processor time.

Run by npm run bench -- detectors, with PYTHON or python3. What is not installed is named and left out.
"""

import json
import sys
import time

RUNS = 3


def timed(run):
    run()
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return sorted(times)[RUNS // 2]


def two(numpy, rows):
    rng = numpy.random.default_rng(7)
    return rng.normal(0, 1, rows), rng.normal(0.01, 1, rows)


def wide(numpy, rng, rows, moved=0.0):
    numbers = rng.normal(0, 1, (rows, 8))
    numbers[:, 0] += moved
    return numpy.hstack([numbers, rng.integers(0, 6, (rows, 4)).astype(float)])


def kolmogorov_smirnov(rows):
    import numpy
    from scipy import stats

    x, y = two(numpy, rows)
    return lambda: stats.ks_2samp(x, y)


def wasserstein(rows):
    import numpy
    from scipy import stats

    x, y = two(numpy, rows)
    return lambda: stats.wasserstein_distance(x, y)


def population_stability(rows):
    import numpy

    x, y = two(numpy, rows)

    def run():
        cuts = numpy.quantile(x, numpy.arange(1, 10) / 10)
        p, q = [numpy.bincount(numpy.searchsorted(cuts, v), minlength=10) / len(v) for v in (x, y)]
        return ((q - p) * numpy.log(q / p)).sum()

    return run


def adwin(rows):
    import numpy
    from river import drift

    rng = numpy.random.default_rng(7)
    errors = (rng.random(rows) < numpy.where(numpy.arange(rows) < rows / 2, 0.1, 0.12)).astype(float).tolist()

    def run():
        machine = drift.ADWIN()
        for error in errors:
            machine.update(error)

    return run


def worst_segment(rows):
    import itertools

    import numpy
    import pandas

    rng = numpy.random.default_rng(7)
    frame = pandas.DataFrame(wide(numpy, rng, rows)).add_prefix("c")
    label = pandas.Series((rng.random(rows) < 0.05).astype(int))

    def run():
        binned = {name: pandas.qcut(column, 4, labels=False, duplicates="drop") for name, column in frame.items()}
        for pair in itertools.combinations(binned, 2):
            label.groupby([binned[name] for name in pair]).agg(["sum", "count"])

    return run


def domain_classifier(rows):
    import numpy
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    rng = numpy.random.default_rng(7)
    features = numpy.vstack([wide(numpy, rng, rows // 2), wide(numpy, rng, rows // 2, 0.3)])
    labels = numpy.repeat([0, 1], rows // 2)

    def run():
        folds = StratifiedKFold(5, shuffle=True, random_state=1)
        model = HistGradientBoostingClassifier(random_state=1)
        scores = cross_val_predict(model, features, labels, cv=folds, method="predict_proba")[:, 1]
        return roc_auc_score(labels, scores)

    return run


def recipe_match(rows):
    import numpy
    import pandas

    rng = numpy.random.default_rng(7)
    frame = pandas.DataFrame(
        {
            "who": rng.integers(0, rows // 10, rows),
            "at": pandas.to_datetime(numpy.sort(rng.integers(0, 180 * 86400, rows)), unit="s"),
            "label": (rng.random(rows) < 0.05).astype(int),
        }
    )

    # One recipe of the hundreds that the detector tries.
    def run():
        ordered = frame.sort_values(["who", "at"])
        return ordered.set_index("at").groupby("who")["label"].rolling("30D").sum()

    return run


JOBS = {
    "kolmogorov-smirnov": (kolmogorov_smirnov, "SciPy", 1_000_000),
    "population-stability": (population_stability, "NumPy", 1_000_000),
    "wasserstein": (wasserstein, "SciPy", 1_000_000),
    "adwin": (adwin, "river", 1_000_000),
    "worst-segment": (worst_segment, "pandas, all pairs of quarters", 200_000),
    "domain-classifier": (domain_classifier, "scikit-learn", 100_000),
    "recipe-match": (recipe_match, "pandas, one recipe", 1_000_000),
}

answers = {}
for name in sys.argv[1:] or JOBS:
    make, by, rows = JOBS[name]
    try:
        answers[name] = {"by": by, "rows": rows, "seconds": timed(make(rows))}
    except ImportError as error:
        answers[name] = {"by": by, "missing": error.name}
print(json.dumps(answers))
