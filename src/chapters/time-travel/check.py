# Would this number have been there at the time of the prediction? Three checks of one column.
# Needs pandas, numpy and scipy, and payments.csv and chargebacks.csv beside this file (or the folder as first argument).
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import mannwhitneyu

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
feature = "user_chargeback_count_last_30_days"
payments = pd.read_csv(folder / "payments.csv", parse_dates=["event_at", f"{feature}_known_at"])
chargebacks = pd.read_csv(folder / "chargebacks.csv", parse_dates=["event_at", "reported_at"])
training = payments[payments["period"] == "training"]


def roc_auc(score, label):
    """Area under the ROC curve: how often a fraud is scored above a genuine payment, ties as half."""
    fraud, genuine = score[label == 1], score[label == 0]
    return mannwhitneyu(fraud, genuine).statistic / (len(fraud) * len(genuine))


# 1. Availability audit: known time must not lie after event time.
lead = (training[f"{feature}_known_at"] - training["event_at"]).dt.total_seconds() / 3600
ahead = lead > 1 / 3600  # a second is let pass: two clocks rarely agree better
print("rows_ahead", int(ahead.sum()))
print("share_ahead", float(ahead.sum() / lead.notna().sum()))
print("longest_lead_hours", float(lead[ahead].max()) if ahead.any() else 0.0)

# 2. Recompute: the point-in-time count, from the reports that had arrived before each payment.
users = payments[["tx_id", "user_id"]]
reports = chargebacks.dropna(subset=["reported_at"]).merge(users, on="tx_id")
reported_of = {user: np.sort(own["reported_at"].to_numpy()) for user, own in reports.groupby("user_id")}


def as_of(user, moment, window=np.timedelta64(30, "D")):
    """The user's chargebacks that were reported in the 30 days before the moment."""
    times = reported_of.get(user)
    if times is None:
        return 0
    return int(np.searchsorted(times, moment) - np.searchsorted(times, moment - window))


honest = np.array([as_of(user, at) for user, at in zip(training["user_id"], training["event_at"].to_numpy())])
label = training["reported_fraud"].to_numpy()
column = training[feature].fillna(-1).to_numpy()
print("share_other_than_as_of_event", float((column != honest).mean()))
print("auc_in_training", float(roc_auc(column, label)))
print("auc_as_of_event", float(roc_auc(honest, label)))

# 3. Against what was served: the same rows, by the serving log.
served = training[f"{feature}_served"].fillna(-1).to_numpy()
print("share_other_than_served", float((column != served).mean()))
print("auc_as_served", float(roc_auc(served, label)))

if ahead.any():
    print("The feature saw the future: join it as of the event.")
