# Does the outcome depend on the decision, and what is the precision once each labelled row stands for its like? Then: does a
# shop show ever fewer items? Needs pandas, numpy and scipy, and payments.csv and showings.csv beside this file (or their folder
# as first argument).
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import entropy

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
payments = pd.read_csv(folder / "payments.csv")

# 1. Selective labels: the share of payments whose outcome is known, by decision.
known = payments["reported_fraud"].notna()
by_decision = known.groupby(payments["decision"]).mean()
print("payments", len(payments))
print("known_after_approve", float(by_decision.get("approve", np.nan)))
print("known_after_block", float(by_decision.get("block", np.nan)))

# 2. The retrained model on the held-out half: each labelled payment weighs the inverse of its chance to be let through.
held = payments[payments["retrained_would_block"].notna() & known]
weight = 1 / held["propensity"] if LEARN == "weigh" else pd.Series(1.0, held.index)
alert = held["retrained_would_block"] == 1
fraud = held["reported_fraud"] == 1
print("labelled_alerts", int(alert.sum()))
print("measured_precision", float(weight[alert & fraud].sum() / weight[alert].sum()))
print("measured_recall", float(weight[alert & fraud].sum() / weight[fraud].sum()))

# 3. Exposure: the Gini index and the entropy of the items' showings, by round.
showings = pd.read_csv(folder / "showings.csv")
shown = showings.groupby(["item", "round"]).size().unstack(fill_value=0)


def gini(counts):
    counts = np.sort(counts)
    n = len(counts)
    return float(((2 * np.arange(1, n + 1) - n - 1) * counts).sum() / (n * counts.sum()))


first, last = shown.columns.min(), shown.columns.max()
print("gini_first", gini(shown[first]))
print("gini_last", gini(shown[last]))
print("entropy_last", float(entropy(shown[last]) / np.log(len(shown))))
clicks = showings.groupby("round")["clicked"].mean()
print("clicks_first", float(clicks[first]))
print("clicks_last", float(clicks[last]))

if by_decision.max() - by_decision.min() > 0.1:
    print("Whether an outcome is known depends on the decision: let some through at random, and weigh them.")
