import numpy as np
from scipy.stats import wasserstein_distance


def wasserstein(older, newer, columns, roles):
    x = older[columns[0]].dropna()
    y = newer[columns[0]].dropna()
    x, y = x[np.isfinite(x)], y[np.isfinite(y)]
    distance = wasserstein_distance(x, y)
    deviation = x.std(ddof=0)
    standardised = distance / deviation if distance > 0 else 0
    return {"distance": distance, "deviation": deviation, "standardised": standardised}
