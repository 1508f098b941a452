import numpy as np


def cramer_von_mises(older, newer, columns, roles):
    x = np.sort(older[columns[0]].dropna())
    y = np.sort(newer[columns[0]].dropna())
    m, n = len(x), len(y)
    # Not scipy.stats.cramervonmises_2samp, whose T is the squared gap only where no two values are equal.
    everything = np.concatenate([x, y])
    gap = np.searchsorted(x, everything, "right") / m - np.searchsorted(y, everything, "right") / n
    gaps = np.mean(gap**2)
    return {"t": m * n / (m + n) * gaps, "effect": np.sqrt(gaps), "older_rows": m, "newer_rows": n}
