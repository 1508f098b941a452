# Do the same numbers still mean the same people? Drift tests, then the outcomes by segment.
# Needs pandas, numpy and scipy, and payments.csv beside this file (or the folder as first argument).
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import chi2_contingency, ks_2samp

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
payments = pd.read_csv(folder / "payments.csv", parse_dates=["event_at"])
training = payments[payments["period"].isin(["fit", "held-out"])]
held_out = payments[payments["period"] == "held-out"]
production = payments[payments["period"] == "compared"]

label, score, segment = "reported_fraud", "score", "cohort"
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


# 1. What monitoring watches: is each feature distributed as before?
tests = [ks_2samp(training[name].dropna(), production[name].dropna()) for name in numeric]
for name, test, p in zip(numeric, tests, holm([test.pvalue for test in tests])):
    print(f"ks_distance_{name}", float(test.statistic))
    print(f"# {name}: D = {test.statistic:.4f}, p = {p:.2g} after Holm")
tables = [
    pd.concat([training[name].value_counts(), production[name].value_counts()], axis=1).fillna(0)
    for name in categorical
]
squares = [chi2_contingency(table.to_numpy(), correction=False) for table in tables]
for name, square, p in zip(categorical, squares, holm([square.pvalue for square in squares])):
    print(f"chi_square_{name}", float(square.statistic))
    print(f"# {name}: chi-square = {square.statistic:.1f}, p = {p:.2g} after Holm")

# 2. The outcomes by segment. Only payments that are old enough to have been reported belong here.
by_segment = production.groupby(segment)[[label, score]].agg(["sum", "count"])
rates = by_segment[(label, "sum")] / by_segment[(label, "count")]
for name, rate in rates.items():
    print(f"fraud_rate_{name}", float(rate))
if {"new", "mature"} <= set(rates.index):
    print("rate_ratio", float(rates["new"] / rates["mature"]))

# 3. Calibration by segment: frauds that came over those that the score expects.
for name, row in by_segment.iterrows():
    print(f"came_over_expected_{name}", float(row[(label, "sum")] / row[(score, "sum")]))
print("came_over_expected_held_out", float(held_out[label].sum() / held_out[score].sum()))

# 4. Why did the overall rate move? Kitagawa: mix (who is there), rate (how they behave), both at once.
names = sorted(set(training[segment]) | set(production[segment]))
before, now = training.groupby(segment)[label], production.groupby(segment)[label]
share_before = before.count().reindex(names, fill_value=0) / len(training)
share_now = now.count().reindex(names, fill_value=0) / len(production)
rate_before, rate_now = before.mean().reindex(names), now.mean().reindex(names)
# A segment that is in one window only is given the rate that it has, so that it counts as mix.
rate_before, rate_now = rate_before.fillna(rate_now), rate_now.fillna(rate_before)
overall_before, overall_now = training[label].mean(), production[label].mean()
mix = ((share_now - share_before) * (rate_before - overall_before)).sum()
rate = (share_before * (rate_now - rate_before)).sum()
both = ((share_now - share_before) * (rate_now - rate_before)).sum()
print("rate_before", float(overall_before))
print("rate_now", float(overall_now))
print("mix", float(mix))
print("rate", float(rate))
print("interaction", float(both))
assert abs(mix + rate + both - (overall_now - overall_before)) < 1e-12

worst = (by_segment[(label, "sum")] / by_segment[(score, "sum")]).idxmax()
print(f"# Look first at the customers of {segment} “{worst}”.")
