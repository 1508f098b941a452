import numpy as np
from scipy.stats import norm


def compared_shares(hits1, rows1, hits2, rows2):
    """The first share less the second, with Newcombe's interval."""
    (low1, high1), (low2, high2) = wilson_interval(hits1, rows1), wilson_interval(hits2, rows2)
    share1, share2 = hits1 / rows1, hits2 / rows2
    difference = share1 - share2
    low = max(-1.0, difference - np.hypot(share1 - low1, high2 - share2))
    high = min(1.0, difference + np.hypot(high1 - share1, share2 - low2))
    return {"difference": difference, "low": low, "high": high}


def wilson_interval(hits, rows):
    z = norm.ppf(0.975)
    share, scale = hits / rows, 1 + z * z / rows
    centre = share + z * z / (2 * rows)
    half = z * np.sqrt(share * (1 - share) / rows + z * z / (4 * rows * rows))
    low = 0.0 if hits == 0 else max(0.0, (centre - half) / scale)
    return low, 1.0 if hits == rows else min(1.0, (centre + half) / scale)
