# Do payments still mean what they meant? First the inputs, then the outcomes, then a detector that walks through the errors.
# Needs pandas, numpy and scipy, and payments.csv beside this file (or the folder as first argument).
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import ks_2samp, rankdata

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
payments = pd.read_csv(folder / "payments.csv")
label, score = "reported_fraud", "score"
training = payments[payments["period"].isin(["fit", "held-out"])]
held_out = payments[payments["period"] == "held-out"]
after = payments[payments["production_day"] >= FROM]  # the day that you suspect
compared = after[after["production_day"] < FROM + 21]

# 1. The inputs: is each number distributed as in training?
for name in ["avg_transaction_amount_last_7_days", "tx_count_last_24_hours", "amount", "hour", "tenure_days"]:
    test = ks_2samp(training[name].dropna(), compared[name].dropna())
    print(f"ks_distance_{name}", float(test.statistic))
    print(f"# {name}: D = {test.statistic:.4f}, p = {test.pvalue:.2g} before any correction")


# 2. The outcomes. Use only rows whose labels have had time to arrive.
def roc_auc(rows):
    """How often a fraud is scored above another payment; ties count half."""
    positive = rows[label].to_numpy() == 1
    ranks = rankdata(rows[score])
    n, m = positive.sum(), (~positive).sum()
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))


# The threshold at which as many held-out payments are stopped as there are frauds among them.
distinct = np.unique(held_out[score])[1:]
stopped = len(held_out) - np.searchsorted(np.sort(held_out[score].to_numpy()), distinct)
threshold = distinct[np.argmin(np.abs(stopped - held_out[label].sum()))]
wrong = ((payments[score] >= threshold) != (payments[label] == 1)).astype(float)

print("fraud_rate_training", float(training[label].mean()))
print("fraud_rate_after", float(after[label].mean()))
print("roc_auc_before", roc_auc(held_out))
print("roc_auc_after", roc_auc(after))
for name, rows in [("before", held_out), ("after", after)]:
    caught = ((rows[score] >= threshold) & (rows[label] == 1)).sum()
    print(f"errors_{name}", float(wrong[rows.index].mean()))
    print(f"recall_{name}", float(caught / rows[label].sum()))

# 3. Page–Hinkley over the errors in the order in which the payments happened (with labels that come late: in the order in which
# they become known). It rings when errors exceed their running mean by 50 in all, or fall short of it.
errors = wrong[payments["period"].isin(["held-out", "production"])]
alarms = []
delta, limit, alpha = 0.005, 50.0, 0.9999
n, mean, up, down, lowest, highest = 0, 0.0, 0.0, 0.0, np.inf, -1.0
for row, error in errors.items():
    n += 1
    mean += (error - mean) / n
    up = alpha * up + error - mean - delta
    down = alpha * down + error - mean + delta
    lowest, highest = min(lowest, up), max(highest, down)
    if n >= 30 and (up - lowest > limit or highest - down > limit):
        alarms.append(int(payments.at[row, "production_day"]))
        n, mean, up, down, lowest, highest = 0, 0.0, 0.0, 0.0, np.inf, -1.0
print("page_hinkley_alarms", len(alarms))
print("page_hinkley_first_day", next((day for day in alarms if day >= FROM), -1))

if roc_auc(after) < roc_auc(held_out) - 0.1:
    print("# The inputs may be as before; what they mean is not. Look at recent outcomes, and retrain on a recent window.")
