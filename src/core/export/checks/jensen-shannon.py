import numpy as np
import pandas as pd
from scipy.spatial.distance import jensenshannon
from scipy.special import rel_entr


def jensen_shannon(older, newer, columns, roles):
    x = older[columns[0]].dropna()
    y = newer[columns[0]].dropna()
    if pd.api.types.is_numeric_dtype(x):
        x = x[np.isfinite(x)].astype(float)
        y = y[np.isfinite(y)].astype(float)
        borders = np.histogram_bin_edges(x, "doane")
        before, now = (np.histogram(side, borders)[0] for side in (x, y))
        # One more bin for what lies outside of the older values.
        before = np.append(before, 0)
        now = np.append(now, len(y) - now.sum())
    else:
        both = pd.concat([x.value_counts(), y.value_counts()], axis=1).fillna(0).sort_index()
        before, now = both.to_numpy().T
    p, q = before / len(x), now / len(y)
    parts = rel_entr(p, (p + q) / 2) + rel_entr(q, (p + q) / 2)
    worst = np.argmax(parts)
    bins = (before + now > 0).sum()
    return {
        "distance": jensenshannon(p, q, base=2),
        "chance": np.sqrt((bins - 1) * (1 / len(x) + 1 / len(y)) / 8 / np.log(2)),
        "bins": bins,
        "worst_before": p[worst],
        "worst_now": q[worst],
        "older_rows": len(x),
        "newer_rows": len(y),
    }
