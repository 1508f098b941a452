import numpy as np


def energy_distance(older, newer, columns, roles):
    x = older[columns[0]].dropna()
    y = newer[columns[0]].dropna()
    rows_there = len(x) + len(y)
    x = np.sort(x[np.isfinite(x)])
    y = np.sort(y[np.isfinite(y)])
    m, n = len(x), len(y)
    everything = np.sort(np.concatenate([x, y]))
    width = np.diff(everything)
    i = np.searchsorted(x, everything[:-1], "right").astype(float)
    j = np.searchsorted(y, everything[:-1], "right").astype(float)
    # Whole numbers first: the gap of two nearly equal shares would lose its digits.
    gaps = np.sum(((i * n - j * m) / m / n) ** 2 * width)
    across = np.sum((i * (n - j) + j * (m - i)) / m / n * width)
    pooled = np.sum((i + j) * (m + n - i - j) / m / n * width)
    return {
        "distance": np.sqrt(2 * gaps),
        "coefficient": gaps / across if gaps > 0 else 0,
        "excess": gaps / pooled * (m + n - 1) if gaps > 0 else 0,
        "infinite": rows_there - m - n,
        "older_rows": m,
        "newer_rows": n,
    }
