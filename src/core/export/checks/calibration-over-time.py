import numpy as np
import pandas as pd
from scipy.stats import norm


def calibration_over_time(older, newer, columns, roles, wholes=(None, None)):
    score, label = roles["score"][0], roles["label"][0]
    owner = roles.get("entity", [None])[0]
    windows = [trusted_rows(rows, roles, whole) for rows, whole in zip((older, newer), wholes)]
    together = np.sort(np.concatenate([rows[score] for rows in windows]))
    edges = np.unique([together[k * len(together) // 10] for k in range(1, 10)])
    bins = [binned(rows[score], rows[label], rows[owner] if owner else None, edges) for rows in windows]
    gap = bins[1]["residual"] - bins[0]["residual"]
    used = bins[0]["variance"] + bins[1]["variance"] > 0
    weights = np.where(used, bins[1]["weight"], 0)
    change = (weights * gap).sum() / weights.sum()
    error = np.sqrt(sum(variance_of_mean(one, weights) for one in bins)) / weights.sum()
    figures = {"change": change, "low": change - 1.96 * error, "high": change + 1.96 * error}
    for side, rows in zip(("older", "newer"), windows):
        hits, n = rows[label].sum(), len(rows)
        low, high = wilson_interval(hits, n)
        value, below, above = calibration_error(rows[score].to_numpy(), rows[label].to_numpy())
        figures |= {
            f"rows of {side}": n,
            f"mean score of {side}": rows[score].mean(),
            f"label rate of {side}": hits / n,
            f"low of label rate of {side}": low,
            f"high of label rate of {side}": high,
            f"calibration error of {side}": value,
        }
    return figures | {
        "low of calibration error of newer": below,
        "high of calibration error of newer": above,
    }


def binned(scores, labels, owners, edges):
    """By bin of the score: share of the rows, label rate less mean score, and its variance with the rows of one owner together."""
    place = np.searchsorted(edges, scores, side="right")
    count = len(edges) + 1
    rows = np.bincount(place, minlength=count)
    gaps = (labels - scores).to_numpy()
    residual = np.bincount(place, gaps, count) / np.maximum(rows, 1)
    rest = gaps - residual[place]
    # A row of nobody is an owner of its own.
    codes = np.arange(len(rest)) if owners is None else pd.factorize(owners)[0]
    codes = np.where(codes < 0, len(rest) + np.arange(len(rest)), codes)
    sums = pd.Series(rest).groupby([codes, place]).sum()
    squares = np.bincount(sums.index.get_level_values(1), sums**2, count)
    plain = np.bincount(place, rest**2, count)
    variance = np.where(rows < 2, 0, (np.maximum(squares, plain) + 0.5) / np.maximum(rows, 1) ** 2)
    return {"rows": rows, "weight": rows / len(rest), "residual": residual, "variance": variance, "sums": sums}


def variance_of_mean(one, weights):
    owners, place = (one["sums"].index.get_level_values(level) for level in (0, 1))
    own = (one["sums"] * weights[place] / one["rows"][place]).groupby(owners).sum()
    return max((own**2).sum(), (weights**2 * one["variance"]).sum())


def calibration_error(scores, labels):
    """Expected calibration error in ten bins of equal count, with an interval that allows for the noise of the bins."""
    z = norm.ppf(0.975)
    exact = np.arange(1, 10) / 10 * (len(scores) - 1)
    exact = np.where(np.abs(exact - np.round(exact)) < 1e-9, np.round(exact), exact)
    ordered = np.sort(scores)
    whole = exact.astype(int)
    low, high = ordered[whole], ordered[np.minimum(whole + 1, len(scores) - 1)]
    place = np.searchsorted(low + (exact - whole) * (high - low), scores, side="left")
    rows, hits = np.bincount(place), np.bincount(place, labels)
    there = rows > 0
    n, promised = rows[there], np.bincount(place, scores)[there]
    weight, adjusted = n / len(scores), (hits[there] + z * z / 2) / (n + z * z)
    value = (weight * np.abs(promised / n - hits[there] / n)).sum()
    errors = np.sqrt(adjusted * (1 - adjusted) / (n + z * z))
    noise, variance = (weight * errors).sum(), (weight**2 * errors**2).sum()
    below = np.sqrt(2 / np.pi) * noise + z * np.sqrt((1 - 2 / np.pi) * variance)
    return value, max(0, value - below), min(1, value + z * np.sqrt(variance))
