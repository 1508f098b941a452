"""Writes data-drift.golden.json: SciPy's two-sample statistics on the draws of the chapter “Data drift”.

Run by hand: python src/core/golden/data-drift.py SEED FOLDER (needs numpy, pandas, scipy). FOLDER holds files named
samples-SHAPE_MEAN_SPREAD_N.csv: the chapter's samples.csv, as its page gives it to download, under that setting and seed.
"""

import json
import math
import pathlib
import sys
from importlib.metadata import version

import pandas
from scipy import stats

seed, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
cases = []
for path in sorted(folder.glob("samples-*.csv")):
    shape, mean, spread, n = path.stem.removeprefix("samples-").split("_")
    draws = pandas.read_csv(path)
    first = draws.loc[draws["sample"] == "first", "value"].to_numpy()
    second = draws.loc[draws["sample"] == "second", "value"].to_numpy()
    assert len(first) == len(second) == int(n)
    test = stats.ks_2samp(first, second)
    cases.append(
        {
            "shape": shape,
            "mean": float(mean),
            "spread": float(spread),
            "n": int(n),
            "sum": math.fsum(first) + math.fsum(second),
            "gap": float(test.statistic),
            "p_value": float(test.pvalue),
            "area": float(stats.wasserstein_distance(first, second)),
        }
    )
result = {"scipy": version("scipy"), "pandas": version("pandas"), "seed": seed, "cases": cases}
target = pathlib.Path(__file__).with_name("data-drift.golden.json")
target.write_text(json.dumps(result, indent=1) + "\n")
