# Two questions before a retrained model goes live. Had the labels it learned from time to come? And is it better on later days?
# Needs pandas, numpy and scipy, and payments.csv beside this file (or its folder as first argument).
import sys
from math import exp, ceil, sqrt
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import norm, rankdata

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
payments = pd.read_csv(folder / "payments.csv", parse_dates=["event_at", "reported_at"])
start = payments.loc[payments["production_day"] == 0, "event_at"].min().floor("D")
retrained = EVERY * (84 // EVERY)  # the day on which the challenger was trained


def known_on(day):
    """1 where a fraud had been reported when the day began: the label as it was, not as it is now."""
    return (payments["reported_at"] < start + pd.Timedelta(days=day)).astype(float)


def roc_auc(label, score):
    """How often a fraud is scored above another payment; ties count half."""
    positive = label.to_numpy() == 1
    ranks = rankdata(score)
    n, m = positive.sum(), (~positive).sum()
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))


# 1. The training window, with its labels as they were known on the day of the training, and as they are known now.
end = retrained - (0 if LABELS == "stand" else WAIT)
begin = max(-42, end - WINDOW)
window = (payments["production_day"] >= begin) & (payments["production_day"] < end)
then = known_on(retrained)
now = payments["reported_at"].notna().astype(float)
print("window_rows", int(window.sum()))
print("frauds_known_then", float(then[window].sum()))
print("frauds_known_now", float(now[window].sum()))
print("frauds_missing", 1 - float(then[window].sum() / now[window].sum()))
print("youngest_days", retrained - end)
exam = window & payments["challenger_exam_score"].notna()
examined = roc_auc(then[exam], payments.loc[exam, "challenger_exam_score"])
print("exam_auc", examined)

# 2. Champion against challenger, on seven later days, read when 95 % of their reports are in.
settled = DELAY * exp(0.5 * norm.ppf(0.95))
decided = retrained + 7 + ceil(settled)
later = (payments["production_day"] >= retrained) & (payments["production_day"] < retrained + 7)
label = known_on(decided)[later]
amount = payments.loc[later, "amount"]


def cost(stops):
    """EUR a payment: a review 4, a good payment that is stopped 5 % of its amount, a missed fraud all of it."""
    return np.where(stops == 1, 4 + np.where(label == 1, 0, 0.05 * amount), np.where(label == 1, amount, 0))


champion, challenger = cost(payments.loc[later, "champion_stops"]), cost(payments.loc[later, "challenger_stops"])
saved = champion - challenger
auc = roc_auc(label, payments.loc[later, "challenger_score"])
print("later_rows", int(later.sum()))
print("later_frauds", float(label.sum()))
print("champion_cost", 1000 * float(champion.mean()))
print("challenger_cost", 1000 * float(challenger.mean()))
print("saved", 1000 * float(saved.mean()))
print("saved_error", 1000 * float(saved.std(ddof=0)) / sqrt(len(saved)))
print("later_auc", auc)
is_better = saved.mean() > saved.std(ddof=0) / sqrt(len(saved))
print("release", int(is_better and examined - auc <= 0.1))
