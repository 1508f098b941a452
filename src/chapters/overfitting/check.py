# Does the split tell the truth? For each way to hold rows out: who stands on both sides, how many rows judged on are older than the newest row
# learned from, and what the ROC AUC promised beside what production gave.
# Needs pandas and scipy, and payments.csv beside this file (or its folder as first argument).
import sys
from pathlib import Path

import pandas as pd
from scipy.stats import rankdata

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
payments = pd.read_csv(folder / "payments.csv", parse_dates=["event_at"])


def roc_auc(rows, score):
    """How often a fraud is scored above another payment, ties counted as half."""
    fraud = (rows["reported_fraud"] == 1).to_numpy()
    ranks = rankdata(rows[score].to_numpy())
    n1, n0 = int(fraud.sum()), int((~fraud).sum())
    return float((ranks[fraud].sum() - n1 * (n1 + 1) / 2) / (n1 * n0)) if n1 and n0 else float("nan")


gave = roc_auc(payments[payments["side_random"] == "production"], "score_all")
print("production_auc", gave)

for split in ["random", "customer", "time", "time_customer"]:
    side = payments[f"side_{split}"]
    learned, judged = payments[side == "learned"], payments[side == "judged"]
    known = judged["user_id"].isin(learned["user_id"])
    older = judged["event_at"] < learned["event_at"].max()
    promised = roc_auc(judged, f"score_{split}")
    print(f"{split}_known_share", float(known.mean()))
    print(f"{split}_older_share", float(older.mean()))
    print(f"{split}_auc", promised)
    if known.mean() > 0.01 or older.mean() > 0.01:
        print(
            f"The split “{split}”: {known.mean():.0%} of the rows judged on are by customers learned from,"
            f" {older.mean():.0%} are older than what was learned. It promised {promised:.2f}; production gave {gave:.2f}."
        )
