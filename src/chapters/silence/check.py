# Is a default in this column a signal, and does it fall on users who have a history? Two checks of one column.
# Needs pandas, numpy and scipy, and payments.csv beside this file (or its folder as first argument).
import sys
from pathlib import Path

import pandas as pd
from scipy.stats import fisher_exact

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
feature = "avg_transaction_amount_last_7_days"
payments = pd.read_csv(folder / "payments.csv", parse_dates=["event_at"])

# The value that stands out by its frequency: often 0, the mean, or nothing at all.
default = payments[feature].value_counts(dropna=False).idxmax()
silent = payments[feature].isna() if pd.isna(default) else payments[feature] == default
print("The most frequent value:", default)

# 1. Default spike: the label rate at the default against the rate elsewhere, in training.
training = payments["period"] == "training"
label = payments["reported_fraud"] == 1
counts = [
    [int((training & where & label).sum()), int((training & where & ~label).sum())] for where in (silent, ~silent)
]
rates = [frauds / (frauds + others) for frauds, others in counts]
print("share_at_default", float(silent[training].mean()))
print("rate_at_default", rates[0])
print("rate_elsewhere", rates[1])
print("fisher_p", float(fisher_exact(counts)[1]))

# 2. Silence that is not new: among users who paid in the seven days before, how often is the column silent, by hour?
before = payments.sort_values("event_at", kind="stable").groupby("user_id")["event_at"].shift()
gap = payments["event_at"] - before.reindex(payments.index)
# The window is [t - 7 days, t): an earlier payment in the very same second does not count as history.
active = (gap > pd.Timedelta(0)) & (gap <= pd.Timedelta(days=7))
production = payments[(payments["period"] == "production") & active]
by_hour = silent[production.index].groupby(production["hour"]).agg(["mean", "size"])
judged = by_hour[by_hour["size"] >= 20]  # at night there are few payments
worst = int(judged["mean"].idxmax())
print("active_payments", len(production))
print("worst_hour", worst)
print("active_silent_at_worst_hour", float(judged["mean"].max()))
print("active_silent_median_hour", float(judged["mean"].median()))

if judged["mean"].max() > judged["mean"].median() + 0.1:
    print(f"At {worst}:00 the column falls silent about users who have a history: look at the store, not at the users.")
