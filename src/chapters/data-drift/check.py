# How far did the data move, and does it matter? Two samples, then payments of two years apart.
# Needs pandas, numpy and scipy, with samples.csv and payments.csv beside this file (or the folder as first argument).
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import chi2_contingency, ks_2samp, rankdata, wasserstein_distance

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
samples = pd.read_csv(folder / "samples.csv")
payments = pd.read_csv(folder / "payments.csv", parse_dates=["event_at"])
label, score = "reported_fraud", "score"
numeric = [
    "user_chargeback_count_last_30_days",
    "avg_transaction_amount_last_7_days",
    "tx_count_last_24_hours",
    "amount",
    "hour",
    "device_is_new",
    "tenure_days",
]
categorical = ["merchant_category", "payment_method"]


def holm(p_values):
    """Holm's correction: the k-th smallest of n times n - k + 1, never falling, at most 1."""
    p_values = np.asarray(p_values, dtype=float)
    order = np.argsort(p_values, kind="stable")
    steps = p_values[order] * (len(p_values) - np.arange(len(p_values)))
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(1, np.maximum.accumulate(steps))
    return adjusted


def index_of_counts(before, now):
    """The stability index, with half a count added to every bin, and what sampling alone gives."""
    before, now = np.asarray(before, dtype=float), np.asarray(now, dtype=float)
    m, n, bins = before.sum(), now.sum(), len(before)
    p = (before + 0.5) / (m + bins / 2)
    q = (now + 0.5) / (n + bins / 2)
    return float(((q - p) * np.log(q / p)).sum()), float((bins - 1) * (1 / m + 1 / n))


def stability(before, now):
    """Ten bins at the older sample's quantiles; a value that fills more than one of them has a bin of its own."""
    before, now = np.asarray(before, dtype=float), np.asarray(now, dtype=float)
    edges = np.quantile(before, np.arange(1, 10) / 10)
    cuts = []
    for k, edge in enumerate(edges):
        if k > 0 and edge == edges[k - 1]:
            continue
        if (k + 1 < len(edges) and edge == edges[k + 1]) or before.min() == before.max():
            cuts.append((edge, True))
        cuts.append((edge, False))
    place = lambda v: sum(((v > cut) | ((v == cut) & own)).astype(int) for cut, own in cuts)
    count = lambda v: np.bincount(place(v), minlength=len(cuts) + 1)
    return index_of_counts(count(before), count(now))


# 1. Two samples: the gap, its p-value, the area and the index.
first = samples.loc[samples["sample"] == "first", "value"].to_numpy()
second = samples.loc[samples["sample"] == "second", "value"].to_numpy()
gap = ks_2samp(first, second)
print("gap", float(gap.statistic))
print("p_value", float(gap.pvalue))
print("area", float(wasserstein_distance(first, second)))
print("stability", stability(first, second)[0])

# 2. Each feature, training against the first weeks two years later. Read the effect before the p-value.
training = payments[payments["period"].isin(["fit", "held-out"])]
compared = payments[payments["period"] == "compared"]
tests = [ks_2samp(training[name].dropna(), compared[name].dropna()) for name in numeric]
for name, test, p in zip(numeric, tests, holm([test.pvalue for test in tests])):
    index, chance = stability(training[name].dropna(), compared[name].dropna())
    print(f"effect_{name}", float(test.statistic))
    print(f"stability_{name}", max(0.0, index - chance))
    print(f"# {name}: D = {test.statistic:.3f}, p = {p:.2g} after Holm, index {index:.3f}")
for name in categorical:
    table = pd.concat([training[name].value_counts(), compared[name].value_counts()], axis=1).fillna(0)
    square = chi2_contingency(table.to_numpy(), correction=False)
    index, chance = index_of_counts(table.iloc[:, 0], table.iloc[:, 1])
    print(f"chi_square_{name}", float(square.statistic))
    print(f"stability_{name}", max(0.0, index - chance))
    print(f"# {name}: chi-square = {square.statistic:.1f}, p = {square.pvalue:.2g}, index {index:.3f}")
unseen = ~compared["payment_method"].isin(training["payment_method"].unique())
print("unseen_share", float(unseen.mean()))

# 3. Does it matter? The model's ranking, and what its old threshold now stops.
held_out, later = payments[payments["period"] == "held-out"], payments[payments["period"] == "later"]


def roc_auc(rows):
    ranks, frauds = rankdata(rows[score]), rows[label].to_numpy() == 1
    pairs = frauds.sum() * (~frauds).sum()
    return float((ranks[frauds].sum() - frauds.sum() * (frauds.sum() + 1) / 2) / pairs)


def threshold_for(scores, share):
    """The lowest score at which at most that share is stopped; ties are never split."""
    values, counts = np.unique(scores, return_counts=True)
    at_or_above = counts[::-1].cumsum()[::-1]
    fits = at_or_above <= np.floor(share * len(scores) + 1e-9)
    return values[fits].min() if fits.any() else np.inf


threshold = threshold_for(held_out[score].to_numpy(), 0.02)
for name, rows in [("held_out", held_out), ("later", later)]:
    print(f"roc_auc_{name}", roc_auc(rows))
    print(f"stopped_{name}", float(1000 * (rows[score] >= threshold).mean()))
    print(f"genuine_{name}", float(1000 * ((rows[score] >= threshold) & (rows[label] == 0)).mean()))
# The repair that needs no label: the same share of the latest payments as in training.
anew = threshold_for(compared[score].to_numpy(), 0.02)
print("stopped_later_anew", float(1000 * (later[score] >= anew).mean()))
