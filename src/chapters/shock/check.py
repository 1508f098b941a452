# Has something changed, does it come back, and what do the books not show yet?
# Needs pandas, numpy and scipy, and applications.csv beside this file (or its folder as first argument).
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import wasserstein_distance

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
loans = pd.read_csv(folder / "applications.csv", parse_dates=["applied_at", "default_known_at"])
features = [
    "income_monthly",
    "employment_months",
    "out_of_work",
    "utilisation",
    "missed_last_12_months",
    "amount_to_income",
]
START = 6  # the month in which the crisis begins; 0 is the first of production
MATURE = pd.Timedelta(days=210)  # the age at which a loan's outcome is in the books

# 1. Each feature, month by month, against training: Wasserstein distance in standard deviations, chance taken off.
training = loans[loans["month"] < 0]


def noise(sample, m, n):
    """What chance alone gives: the mean area of a Brownian bridge (del Barrio, Gine, Matran, 1999)."""
    x = np.sort(sample)
    share = np.arange(1, len(x)) / len(x)
    return np.sqrt(2 / np.pi) * np.sqrt(1 / m + 1 / n) * np.sum(np.diff(x) * np.sqrt(share * (1 - share)))


rows = []
for month, own in loans[loans["month"] >= 0].groupby("month"):
    for feature in features:
        before, now = training[feature].to_numpy(float), own[feature].to_numpy(float)
        excess = wasserstein_distance(before, now) - noise(before, len(before), len(now))
        rows.append((month, feature, max(0.0, excess / before.std())))
distances = pd.DataFrame(rows, columns=["month", "feature", "distance"]).pivot(
    index="month", columns="feature", values="distance"
)
mean = distances.mean(axis=1)
print("distance_at_start", float(mean.iloc[START]))
print("distance_largest", float(mean.max()))
print("distance_last", float(mean.iloc[-1]))

# 2. Shock or lasting: the alarm is the first month in which two features ring. After it: has the mean of three months
#    fallen under half of its peak, or is it still there after twelve months? The verdict may be revised.
over = mean.rolling(3, min_periods=1).mean()
ringing = (distances >= 0.1).sum(axis=1) >= 2
alarm = int(ringing.idxmax()) if ringing.any() else -1
verdict, since, peak = "nothing", -1, 0.0
for month in range(alarm, len(over)) if alarm >= 0 else []:
    peak = max(peak, over[month])
    gone = month >= alarm + 3 and over[month] < 0.5 * peak
    now = "shock" if gone else "lasting" if month - alarm >= 12 else "nothing" if verdict == "shock" else verdict
    verdict, since = now, month if now != verdict else since
# What a month shows is known when it is over, one month later.
print("alarm_month", alarm + 1 if alarm >= 0 else -1)
print("told_month", since + 1 if verdict != "nothing" else -1)
print(f"# Told: {verdict}.")

# 3. Default rate of the granted loans: in the end, and as the books had it when each loan was seven months old.
granted = loans[loans["granted"] == 1]
defaulted = granted["default_known_at"].notna()
booked = granted["default_known_at"] <= granted["applied_at"] + MATURE
worst = granted["month"].between(START, START + max(1, LENGTH - 1) - 1)
before = granted["month"].between(-7, START - 4 - 1)
print("rate_before", float(defaulted[before].mean()))
print("rate_crisis", float(defaulted[worst].mean()))
print("known_crisis", float(booked[worst].mean()))
print("approvals_crisis", float(loans.loc[loans["month"].between(START, START + max(1, LENGTH - 1) - 1), "granted"].mean()))
