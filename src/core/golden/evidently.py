"""Writes evidently.golden.json: what Evidently says of pairs of columns, by its drift tests of one column.

Values pass through Evidently's own entry (`get_one_column_drift`), which leaves out missing and infinite values first.

Run by hand: python src/core/golden/evidently.py (needs evidently 0.7.23 with pandas below 3, numpy and scipy).
"""

import json
import math
import pathlib
import platform
import sys
import warnings
from importlib.metadata import version

import numpy
import pandas

warnings.filterwarnings("ignore")
# This file bears the name of the package: its own folder must not be the first to be searched.
sys.path.pop(0)
from evidently.legacy.calculations.data_drift import get_one_column_drift  # noqa: E402
from evidently.legacy.core import ColumnType  # noqa: E402
from evidently.legacy.options.data_drift import DataDriftOptions  # noqa: E402
from evidently.legacy.utils.data_operations import DatasetColumns, DatasetUtilityColumns  # noqa: E402

NUMBERS = ["psi", "wasserstein", "jensenshannon", "ks", "anderson", "cramer_von_mises", "mannw", "ed"]
CATEGORIES = ["psi", "jensenshannon", "chisquare"]


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


def score(reference, current, kind, method):
    numeric = kind == ColumnType.Numerical
    none = dict.fromkeys(["target_type", "task", "target_names"])
    columns = DatasetColumns(
        utility_columns=DatasetUtilityColumns(date=None, id=None, target=None, prediction=None),
        num_feature_names=["x"] if numeric else [],
        cat_feature_names=[] if numeric else ["x"],
        text_feature_names=[],
        datetime_feature_names=[],
        **none,
    )
    try:
        drift = get_one_column_drift(
            current_data=pandas.DataFrame({"x": current}),
            reference_data=pandas.DataFrame({"x": reference}),
            column_name="x",
            options=DataDriftOptions(all_features_stattest=method),
            dataset_columns=columns,
            column_type=kind,
            agg_data=True,
        )
    except Exception as error:  # What Evidently cannot do is part of what is compared.
        return {"fails": type(error).__name__}
    value = float(drift.drift_score)
    return value if math.isfinite(value) else None


rng = numpy.random.default_rng(23)
heavy = rng.standard_cauchy(160).round(3)
gaps = rng.normal(0, 1, 90).round(4)
gaps[::7] = math.nan
holes = rng.normal(0.4, 1, 70).round(4)
holes[::5] = math.nan
wild = rng.normal(0, 1, 60).round(4)
wild[[3, 9]] = [math.inf, -math.inf]
pairs = [
    ("ties: few values", rng.integers(0, 6, 70).astype(float).tolist(), rng.integers(0, 8, 55).astype(float).tolist()),
    ("ties: a spike at zero", [0.0] * 60 + rng.random(60).round(4).tolist(), [0.0] * 20 + rng.random(90).round(4).tolist()),
    ("one constant", [2.0] * 30, [2.0] * 40),
    ("a constant, then another", [2.0] * 30, [3.0] * 40),
    ("a constant, then a spread", [2.0] * 30, rng.normal(2, 1, 40).round(4).tolist()),
    ("a tiny unit", (rng.normal(0, 2e-5, 60)).round(8).tolist(), (rng.normal(1e-5, 2e-5, 60)).round(8).tolist()),
    ("twelve against ten", rng.normal(0, 1, 12).round(4).tolist(), rng.normal(1, 1, 10).round(4).tolist()),
    ("heavy tails", heavy[:100].tolist(), (heavy[60:] * 1.5 + 0.4).round(3).tolist()),
    ("missing values", gaps.tolist(), holes.tolist()),
    ("infinite values", wild.tolist(), rng.normal(0, 1, 50).round(4).tolist()),
    ("no overlap", [float(i) for i in range(40)], [float(i) for i in range(100, 130)]),
    ("512 together", rng.normal(0, 1, 300).round(5).tolist(), rng.normal(0.3, 1, 212).round(5).tolist()),
]
generated = [
    ("2,000 against 2,000, skewed and tied", [9, 2000, 100, 0, 3, 0], [10, 2000, 110, 0, 3, 0]),
    ("300,000 against 200,000, alike", [17, 300000, 1, 0, 1, 9], [18, 200000, 1, 0, 1, 9]),
    ("1,000,000 against 48,576, moved", [19, 1000000, 1, 0, 2, 9], [20, 48576, 1, 0.05, 2, 9]),
]
categories = [
    ("alike", {"a": 50, "b": 30, "c": 20}, {"a": 50, "b": 30, "c": 20}),
    ("one category", {"a": 30}, {"a": 45}),
    ("moved", {"a": 500, "b": 300, "c": 200}, {"a": 380, "b": 330, "c": 190}),
    ("a new category", {"a": 500, "b": 300}, {"a": 380, "b": 330, "d": 25}),
    ("a category gone", {"a": 500, "b": 300, "c": 40}, {"a": 480, "b": 330}),
    ("no category in common", {"a": 40}, {"b": 60}),
    ("few rows", {"a": 6, "b": 4, "c": 2}, {"a": 3, "b": 5, "c": 3}),
    ("a rare one in many rows", {"a": 700000, "b": 299990, "c": 10}, {"a": 350500, "b": 149500, "d": 30}),
    ("missing values", {"a": 60, "b": 30, None: 12}, {"a": 40, "b": 35, None: 30}),
]


def number(values):
    return [v if math.isfinite(v) else str(v) for v in values]


def of_numbers(name, x, y, stored):
    huge = len(x) + len(y) > 10000
    return {"name": name, **stored} | {
        method: score(x, y, ColumnType.Numerical, method)
        for method in NUMBERS
        if not (huge and method in ["anderson", "cramer_von_mises"])
    }


def of_categories(name, before, now):
    spread = lambda counts: pandas.Series([k for k, n in counts.items() for _ in range(n)], dtype=object)
    names = sorted({k for k in (*before, *now) if k is not None})
    lists = {side: [counts.get(k, 0) for k in names] for side, counts in [("reference", before), ("current", now)]}
    missing = [before.get(None, 0), now.get(None, 0)]
    return {"name": name, "names": names, **lists, "missing": missing} | {
        method: score(spread(before), spread(now), ColumnType.Categorical, method) for method in CATEGORIES
    }


samples = [of_numbers(name, x, y, {"x": number(x), "y": number(y)}) for name, x, y in pairs]
samples += [of_numbers(name, draw(x), draw(y), {"drawX": x, "drawY": y}) for name, x, y in generated]
path = pathlib.Path(__file__).with_name("evidently.golden.json")
packages = ["evidently", "numpy", "pandas", "scipy"]
path.write_text(
    json.dumps(
        {
            "versions": {"python": platform.python_version(), **{name: version(name) for name in packages}},
            "samples": samples,
            "categories": [of_categories(*one) for one in categories],
        }
    )
    + "\n"
)
