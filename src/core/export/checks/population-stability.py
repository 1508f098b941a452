import numpy as np
import pandas as pd


def population_stability(older, newer, columns, roles):
    x = older[columns[0]].dropna()
    y = newer[columns[0]].dropna()
    if pd.api.types.is_numeric_dtype(x):
        cuts = cuts_at_quantiles(np.sort(x))
        counts = [np.bincount(bins_of(side.to_numpy(), cuts), minlength=len(cuts) + 1) for side in (x, y)]
    else:
        both = pd.concat([x.value_counts(), y.value_counts()], axis=1).fillna(0).sort_index()
        counts = both.to_numpy().T
    bins = len(counts[0])
    # Half a count in every bin, so that an empty one does not decide.
    p, q = ((side + 0.5) / (side.sum() + bins / 2) for side in counts)
    parts = (q - p) * np.log(q / p)
    worst = np.argmax(parts)
    return {
        "index": parts.sum(),
        "chance": (bins - 1) * (1 / len(x) + 1 / len(y)),
        "bins": bins,
        "worst_before": p[worst],
        "worst_now": q[worst],
        "older_rows": len(x),
        "newer_rows": len(y),
    }


def cuts_at_quantiles(x, bins=10):
    """Borders (value, whether the value itself lies above); a value that fills more than one bin gets one of its own."""
    edges = [quantile(x, (k + 1) / bins) for k in range(bins - 1)]
    cuts = []
    for value in dict.fromkeys(edges):
        if edges.count(value) > 1 or x[0] == x[-1]:
            cuts.append((value, True))
        cuts.append((value, False))
    return cuts


def bins_of(values, cuts):
    place = np.zeros(len(values), dtype=int)
    for value, is_above in cuts:
        place += (values >= value) if is_above else (values > value)
    return place


def quantile(x, share):
    # As np.quantile, but the last digit: it decides where a newer value lies right on a border.
    place = share * (len(x) - 1)
    low = int(place)
    rest = place - low
    if rest == 0 or x[low] == x[low + 1]:
        return x[low]
    if not np.isfinite(x[low + 1] - x[low]):
        return x[low] if rest < 0.5 else x[low + 1]
    return x[low] * (1 - rest) + x[low + 1] * rest
