# What did the dashboard know, and when did each of its lines ring? Every point is the seven days that end with it.
# Needs pandas and numpy, and payments.csv beside this file (or the folder as first argument).
import sys
from pathlib import Path

import numpy as np
import pandas as pd

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
payments = pd.read_csv(folder / "payments.csv")
last_day = int(payments["day"].max())
window = 7
today = 34  # the day whose week is read below


def week(day, known_on=None):
    """Recall, precision, accuracy and EUR a day of the week that ends with `day`: as known at the end of a day, or as it was."""
    rows = payments[payments["day"].between(day - window + 1, day)]
    fraud = rows["is_fraud"] == 1 if known_on is None else rows["fraud_known_on_day"] <= known_on
    stopped = rows["stopped"] == 1
    caught = (fraud & stopped).sum()
    wrong = (fraud != stopped).sum()
    good = rows.loc[stopped & ~fraud, "amount"].sum()
    return {
        "recall": caught / fraud.sum() if fraud.any() else np.nan,
        "precision": caught / stopped.sum() if stopped.any() else np.nan,
        "accuracy": 1 - wrong / len(rows),
        # What was stopped, less 5 % of the good payments that were stopped and 4 EUR for each look.
        "result": (rows.loc[fraud & stopped, "amount"].sum() - 0.05 * good - 4 * stopped.sum()) / window,
    }


# 1. The newest week: as it was shown, and as it was.
print("recall_known", float(week(today, today)["recall"]))
print("recall_true", float(week(today)["recall"]))

# 2. Before the failure and after it, as it was.
for name, rows in [
    ("before", payments[payments["day"] < FROM_DAY]),
    ("after", payments[payments["day"] >= FROM_DAY]),
]:
    fraud, stopped = rows["is_fraud"] == 1, rows["stopped"] == 1
    print(f"recall_{name}", float((fraud & stopped).sum() / fraud.sum()))
    print(f"accuracy_{name}", float(1 - (fraud != stopped).mean()))

# 3. How many days after the failure each line first rang, reading the latest week as it stood (-1: never).
lines = {"recall": RECALL_LINE, "precision": PRECISION_LINE, "accuracy": ACCURACY_LINE, "result": RESULT_LINE}
days = range(max(FROM_DAY, window - 1), last_day + 1)
shown = {day: week(day, day) for day in days}
for name, line in lines.items():
    rang = [day - FROM_DAY for day in days if shown[day][name] < line]
    print(f"{name}_delay", rang[0] if rang else -1)
# The 99th percentile by nearest rank.
slow = payments.groupby("day")["latency_ms"].apply(lambda x: np.sort(x)[int(np.ceil(0.99 * len(x))) - 1])
rang = [day - FROM_DAY for day in range(FROM_DAY, last_day + 1) if slow[day] > LATENCY_LINE]
print("latency_delay", rang[0] if rang else -1)

if week(today, today)["recall"] > week(today)["recall"] + 0.03:
    print("# The newest week looks better than it was. Read weeks whose labels are in, or draw the line on what is read.")
