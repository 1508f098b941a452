# Were the features served as training computes them? Row parity of two files, and the likely cause where they differ.
# Needs pandas, numpy and scipy, and recomputed.csv and served.csv beside this file (or their folder as first argument).
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import ks_2samp

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
key, entity, time = "tx_id", "user_id", "event_at"
recomputed = pd.read_csv(folder / "recomputed.csv", parse_dates=[time])
served_log = pd.read_csv(folder / "served.csv")
pairs = recomputed.merge(served_log.drop(columns=[entity, time]), on=key, suffixes=("", "_served"))
pairs = pairs.sort_values([entity, time], kind="stable")
features = [name for name in pairs.columns if f"{name}_served" in pairs.columns]
print("pairs", len(pairs))


def same(a, b):
    """Equal within 1e-10 or 1e-7 of the size; missing equals missing."""
    if not pd.api.types.is_numeric_dtype(a):
        return (a == b) | (a.isna() & b.isna())
    gap, size = (a - b).abs(), np.maximum(a.abs(), b.abs())
    return (gap <= 1e-10) | (gap <= 1e-7 * size) | (a.isna() & b.isna())


def near(a, b):
    """The share of rows in which two columns of numbers agree but for rounding."""
    return float(((a - b).abs() <= 1e-10 + 1e-7 * b.abs() + 1e-12 * (a.abs() + b.abs())).mean())


def causes(a, b, previous, has_previous):
    """Each simple rule, the share of the differing rows that it explains, and its number."""
    missing = max((a.isna() & b.notna()).mean(), (a.notna() & b.isna()).mean())
    yield "another rule for missing values", float(missing), None
    if pd.api.types.is_numeric_dtype(a):
        known = a.notna() & b.notna()
        x, y, part = a[known], b[known], float(known.mean())
        if x.nunique() >= 12 and x.between(0, 23).all() and y.between(0, 23).all():
            turn = ((y - x) % 24).median()
            hours = turn - 24 if turn > 12 else turn
            yield f"hours shifted by {hours:g}", part * float(((y - x) % 24 == turn).mean()), float(hours)
        factor = (y / x)[x != 0].median()
        if factor not in (0, 1):
            yield f"a constant factor of {factor:g}", part * near(y, x * factor), float(factor)
        offset = (y - x).median()
        yield f"a constant offset of {offset:g}", part * near(y, x + offset), float(offset)
        if x.nunique() >= 5:
            # Theil's incomplete method: the middle slope of pairs of rows that lie half of the order apart.
            order = np.argsort(x.to_numpy(), kind="stable")
            xs, ys, half = x.to_numpy()[order], y.to_numpy()[order], len(x) // 2
            run, rise = xs[half:] - xs[: len(xs) - half], ys[half:] - ys[: len(ys) - half]
            slope = float(np.median(rise[run > 0] / run[run > 0]))
            start = float((y - slope * x).median())
            yield f"another scale, {slope:g} x before + {start:g}", part * near(y, slope * x + start), None
    else:
        table = pd.crosstab(a, b)
        image = table.idxmax(axis=1)
        if len(image) > 1 and image.is_unique and set(image) <= set(image.index):
            yield "codes that changed places", float(table.max(axis=1).sum() / len(a)), None
    if has_previous.sum() >= 5:
        yield "one refresh old", float(same(previous, b)[has_previous].mean()), None


for name in features:
    trained, served = pairs[name], pairs[f"{name}_served"]
    differ = ~same(trained, served)
    print(f"different_{name}", float(differ.mean()))
    if pd.api.types.is_numeric_dtype(trained):
        # What a drift test reads of the very same rows.
        print(f"ks_distance_{name}", float(ks_2samp(trained.dropna(), served.dropna()).statistic))
    if differ.sum() < 5 or differ.mean() <= 0.001:
        continue
    # The value of this customer's payment before, as the training code computes it.
    previous = trained.groupby(pairs[entity]).shift()
    has_previous = pairs[entity].duplicated()
    tried = causes(trained[differ], served[differ], previous[differ], has_previous[differ])
    found = next((one for one in tried if one[1] >= 0.9), ("no simple cause", 0.0, None))
    label, part, number = found
    print(f"explained_{name}", part)
    if number is not None:
        print(f"number_{name}", number)
    print(f"# {name}: {differ.mean():.1%} of the rows differ; {part:.0%} of that is {label}.")
