import numpy as np
from scipy.optimize import isotonic_regression
from scipy.stats import rankdata


def performance_estimate(older, newer, columns, roles):
    """The ROC AUC to be expected in the newer rows, from their scores made chances by isotonic regression on the older ones."""
    score, label = roles["score"][0], roles["label"][0]
    past, now = (
        in_order(one[np.isfinite(one[score])], roles) for one in (older.dropna(subset=[label]), newer)
    )
    scores, y, new = past[score].to_numpy(), past[label].to_numpy(), now[score].to_numpy()
    length = len(scores) // 10
    reached = [roc_auc(scores[rows], y[rows]) for rows in chunks(len(scores), length)]
    reached = np.array([one for one in reached if one is not None])
    mean, spread = reached.mean(), 3 * reached.std(ddof=1)
    low, high = max(0, mean - spread), min(1, mean + spread)
    values, counts = np.unique(scores, return_counts=True)
    alerts = np.cumsum(counts[::-1])[::-1]
    threshold = values[alerts <= np.floor(0.05 * len(scores) + 1e-9)].min(initial=np.inf)
    chance = calibrated(scores, y, new)
    estimate = expected_auc(new, chance)
    each = [expected_auc(new[rows], chance[rows]) for rows in chunks(len(new), length)]
    is_alert = new >= threshold
    found = {
        "roc_auc": estimate,
        "difference": estimate - mean,
        "reference": mean,
        "low": low,
        "high": high,
        "worst": max([estimate, *each], key=lambda one: abs(one - mean)),
        "chunks": len(each),
        "outside": sum(one < low or one > high for one in each),
        "recall": chance[is_alert].sum() / chance.sum(),
        "alert_threshold": threshold,
    }
    if is_alert.any():
        found["precision"] = chance[is_alert].mean()
    return found


def in_order(rows, roles):
    if "event-time" not in roles:
        return rows
    time = roles["event-time"][0]
    return rows.dropna(subset=[time]).sort_values(time, kind="stable")


def chunks(rows, length):
    count = max(1, int(np.floor(rows / length + 0.5)))
    return [slice(k * rows // count, (k + 1) * rows // count) for k in range(count)]


def calibrated(scores, y, new):
    """Each new score as a chance: rows of one score are averaged first, and straight lines lie between them."""
    x, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    rates = np.bincount(place, weights=y) / counts
    return np.interp(new, x, isotonic_regression(rates, weights=counts.astype(float)).x)


def roc_auc(scores, y):
    positives, negatives = (y == 1).sum(), (y == 0).sum()
    if positives == 0 or negatives == 0:
        return None
    return (rankdata(scores)[y == 1].sum() - positives * (positives + 1) / 2) / (positives * negatives)


def expected_auc(scores, chance):
    """Each row adds its chance to the positives and the rest to the negatives; rows of equal score move together."""
    _, place, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    positive = np.bincount(place, weights=chance)
    negative = sizes - positive
    below = np.cumsum(negative) - negative
    return (positive * (below + negative / 2)).sum() / (positive.sum() * negative.sum())
