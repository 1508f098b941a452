"""Times pandas, SciPy and Evidently on a CSV of payments, in seconds of the clock; what is not installed is named and left out.

Run by npm run bench -- workbench, with PYTHON or python3. The older two thirds of the rows are compared with the rest, as the
workbench does.
"""

import json
import sys
import time

FILE = sys.argv[1]
LEFT_OUT = ["payment_id", "created_at", "user_id"]


def timed(run):
    start = time.perf_counter()
    result = run()
    return result, time.perf_counter() - start


def main():
    results = []

    def add(**result):
        results.append(result)

    try:
        import pandas
    except ImportError:
        add(id="read", what="read_csv", missing="pandas")
        return results
    frame, seconds = timed(lambda: pandas.read_csv(FILE, parse_dates=["created_at"]))
    add(id="read", what="read_csv", by=f"pandas {pandas.__version__}", seconds=seconds)
    cut = round(len(frame) * 2 / 3)
    older, newer = frame.iloc[:cut], frame.iloc[cut:]
    try:
        import scipy
        from scipy import stats
    except ImportError:
        add(id="ks", what="Kolmogorov-Smirnov, every column of numbers", missing="SciPy")
        return results
    numbers = [name for name in frame.columns if frame[name].dtype.kind in "fi"]
    _, seconds = timed(lambda: [stats.ks_2samp(older[name].dropna(), newer[name].dropna()) for name in numbers])
    add(
        id="ks",
        what=f"Kolmogorov-Smirnov, each of {len(numbers)} columns of numbers",
        by=f"SciPy {scipy.__version__}",
        seconds=seconds,
    )
    what = "data drift preset, nine columns"
    try:
        import evidently
        from evidently import Report
        from evidently.presets import DataDriftPreset
    except ImportError:
        add(id="drift", what=what, missing="Evidently")
        return results
    kept = [name for name in frame.columns if name not in LEFT_OUT]
    report = Report([DataDriftPreset()])
    _, seconds = timed(lambda: report.run(newer[kept], older[kept]).dict())
    add(id="drift", what=what, by=f"Evidently {evidently.__version__}", seconds=seconds)
    return results


print(json.dumps(main()))
