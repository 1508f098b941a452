# How many labels have arrived, and what would the newest week be if all had? Reads the file as it was on one day.
# Needs pandas, numpy and scipy, and payments.csv beside this file (or its folder as first argument).
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import norm

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
payments = pd.read_csv(folder / "payments.csv", parse_dates=["event_at", "reported_at"])
start = payments.loc[payments["period"] == "production", "event_at"].min().floor("D")
today = start + pd.Timedelta(days=DAY)

# The one mask: what had not happened or was not known on that day is not in the table.
known = payments[payments["event_at"] < today].copy()
known.loc[~(known["reported_at"] < today), "reported_at"] = pd.NaT
fraud = known["reported_at"].notna()
seconds = lambda duration: duration / pd.Timedelta(seconds=1)

# 1. Label maturity of what was let through: only frauds are ever reported, and long delays had less time to be seen. So the
# curve is Kaplan and Meier's in reversed time, each report at risk from the longest delay that it could have had.
let_through = known[known["stopped"] == 0]
end = max(let_through["event_at"].max(), let_through["reported_at"].max())
reports = let_through[let_through["reported_at"].notna()]
delay = seconds(reports["reported_at"] - reports["event_at"]).to_numpy()
bound = seconds(end - reports["event_at"]).to_numpy()
limit = np.sort(bound)[max(0, len(bound) - 20)]  # so many reports must have been old enough to show a delay
delay, bound = delay[delay <= limit], np.sort(bound[delay <= limit])
ages, events = np.unique(delay, return_counts=True)
at_risk = np.searchsorted(np.sort(delay), ages, "right") - np.searchsorted(bound, ages, "left")
still = np.append((1 - events / at_risk)[1:], 1.0)
arrived = np.cumprod(still[::-1])[::-1]
age_of = lambda share: ages[np.argmax(arrived >= share - 1e-12)] / 86400
print("reports", len(reports))
print("half_after_days", age_of(0.5))
print("mature_after_days", age_of(0.95))

# 2. The newest week as it stands, and weighted by the chance to have arrived.
first = start + pd.Timedelta(days=7 * ((int(DAY) - 1) // 7))
week = known["event_at"] >= first
stopped = known["stopped"] == 1
reviewed = known["event_at"].dt.floor("D") + pd.Timedelta(days=1, hours=9) < today
age = seconds(today - known.loc[week & ~stopped, "event_at"]).to_numpy()
place = np.searchsorted(ages, age, "right")
chance = np.where(place > 0, arrived[np.maximum(place, 1) - 1], 0.0).mean()
missed = (week & fraud & ~stopped).sum()
caught = (week & fraud & stopped).sum() * (week & stopped).sum() / (week & stopped & reviewed).sum()
print("newest_week_rate_known", fraud[week].mean())
print("newest_week_chance", chance)
if chance >= 0.1 and missed > 0:  # below, the reports that are in are too few to stand for the others
    print("newest_week_rate_weighted", (missed / chance + caught) / week.sum())
    # The interval without the curve's own uncertainty, which the page adds.
    spread = np.exp(norm.ppf(0.975) * np.sqrt((1 - chance) / missed))
    print(f"95 % interval of reports in the end: {missed / chance / spread:.0f} to {missed / chance * spread:.0f}")

# 3. The newest week that is as old as the maturity window asks.
whole = start + pd.to_timedelta(7 * np.arange(0, int(DAY) // 7), unit="D")
mature = [one for one in whole if one + pd.Timedelta(days=7 + MATURITY_WINDOW) <= today]
if mature:
    rows = (known["event_at"] >= mature[-1]) & (known["event_at"] < mature[-1] + pd.Timedelta(days=7))
    print("mature_week_rate", fraud[rows].mean())
