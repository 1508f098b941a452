# What would a gate have set aside, by which rule, and what would have passed it? Rules learned from a reference batch.
# Needs pandas, numpy and scipy, and reference.csv and current.csv beside this file (or their folder as first argument).
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import ks_2samp

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
key, time, arrival = "tx_id", "event_at", "arrived_at"
reference = pd.read_csv(folder / "reference.csv", parse_dates=[time, arrival])
current = pd.read_csv(folder / "current.csv", parse_dates=[time, arrival])
print("rows", len(current))

# The rules. The range leaves out the share STRICTNESS of the reference's amounts, half at each end.
required = ["amount", "device_is_new"]
amounts = np.sort(reference["amount"].to_numpy())
cut = int(np.floor(len(amounts) * STRICTNESS / 2))
low, high = amounts[cut], amounts[len(amounts) - 1 - cut]
known = {name: set(reference[name]) for name in ["merchant_category", "payment_method"]}
print("low", low)
print("high", high)

# Each row against the rules. A column that is gone is empty in every row.
seen_before = current[key].duplicated()
empty = pd.Series(False, index=current.index)
for name in required:
    empty |= current[name].isna() if name in current else True
outside = (current["amount"] < low) | (current["amount"] > high)
unseen = pd.Series(False, index=current.index)
for name, names in known.items():
    unseen |= ~current[name].isin(names)
broke = seen_before | empty | outside | unseen
for rule, rows in {"doubled": seen_before, "empty": empty, "out_of_range": outside, "unseen": unseen, "set_aside": broke}.items():
    print(f"{rule}_rows", int(rows.sum()))

# The batch of a day is scored two hours after its midnight: which rows had come by then?
batch_at = current[time].dt.floor("D") + pd.Timedelta(days=1, hours=2)
on_time = current[arrival] <= batch_at
print("late_rows", int((~on_time).sum()))
per_day = reference.groupby(reference[time].dt.floor("D")).size()
least = per_day.mean() - 3 * per_day.std()
counts = on_time[~seen_before].groupby(current[time].dt.floor("D")).sum()
print("least_rows", least)
print("short_days", int((counts < least).sum()))

# The heap: what passes every rule on single rows may still show in how often values occur.
print("ks_distance_amount", float(ks_2samp(reference["amount"].dropna(), current["amount"].dropna()).statistic) if current["amount"].notna().any() else 0.0)
repeats = (current["amount"].diff() == 0) & ~seen_before
before = reference["amount"].diff() == 0
print("repeats_of_row_before", int(repeats.sum()))
print("repeats_in_reference", int(before.sum()))
print(f"# {broke.mean():.1%} of the rows would be set aside; {int((~on_time).sum())} were not there in time.")
