# What would these rules hold, and which days would they stop? The rules stand in rules.json (as exported from the page) or, without it,
# in rules.csv. Needs pandas and numpy, and current.csv beside this file (or its folder as first argument). A day is a batch.
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
if (folder / "rules.json").exists():
    saved = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
    assert (saved["format"], saved["version"]) == ("as-of-rules", 1), "This is no file of rules of version 1."
    rules, stop_above = [rule for rule in saved["rules"] if rule.get("on", True)], saved.get("stopAbove", 1)
else:
    rules = [json.loads(text) for text in pd.read_csv(folder / "rules.csv")["rule_json"]]
    stop_above = STOP_ABOVE
current = pd.read_csv(folder / "current.csv", keep_default_na=False, na_values=[""])
for rule in rules:
    if rule["rule"] == "kind" and rule["kind"] == "time" and rule["column"] in current:
        current[rule["column"]] = pd.to_datetime(current[rule["column"]])
time = next(rule["column"] for rule in rules if rule["rule"] in ("rows", "order"))
day = current[time].dt.floor("D")

compare = {">": np.greater, ">=": np.greater_equal, "<": np.less, "<=": np.less_equal, "=": np.equal, "!=": np.not_equal}


def broken_rows(rule):
    """The rows that break a rule about rows; a missing value breaks “present” alone."""
    if rule["rule"] == "unique":
        return current.groupby(day)[rule["columns"]].transform(lambda key: key.duplicated()).any(axis=1) if len(rule["columns"]) == 1 else current.assign(_day=day).duplicated([*rule["columns"], "_day"])
    own = current[rule["column"]]
    if rule["rule"] == "present":
        return own.isna()
    if rule["rule"] == "range":
        low = -np.inf if rule["min"] is None else rule["min"]
        high = np.inf if rule["max"] is None else rule["max"]
        return (own < low) | (own > high)
    if rule["rule"] == "known":
        return own.notna() & ~own.astype(str).isin(rule["values"])
    if rule["rule"] == "compare":
        other = rule["to"] if rule["other"] is None else current[rule["other"]]
        there = own.notna() if rule["other"] is None else own.notna() & other.notna()
        return there & ~pd.Series(compare[rule["is"]](own, other), index=own.index)
    if rule["rule"] == "arrival":
        return own - current[rule["event"]] > pd.Timedelta(hours=rule["hours"])
    return own.groupby(day).diff() < (pd.Timedelta(0) if own.dtype.kind == "M" else 0)


def day_values(rule):
    """What each day has, for a rule about the batch."""
    if rule["rule"] == "rows":
        return day.groupby(day).size()
    own = current[rule["column"]]
    if rule["of"] == "missing":
        return own.isna().groupby(day).mean()
    there = own.dropna()
    if rule["of"] == "value":
        hit = there.astype(str) == rule["value"]
    elif rule["of"] == "above":
        hit = there > rule["than"]
    else:
        hit = there == there.groupby(day[there.index]).shift()
    return hit.groupby(day[there.index]).mean()


held = pd.Series(False, index=current.index)
stopped = pd.Series(False, index=sorted(day.unique()))
by_kind = {}
print("rows", len(current))
for rule in rules:
    kind = rule["rule"]
    names = rule["columns"] if kind == "unique" else [rule["column"]]
    if kind == "kind":
        wrong = rule["column"] not in current
        stopped |= wrong
    elif any(name not in current for name in names):
        continue
    elif kind in ("rows", "share"):
        values = day_values(rule)
        outside = (values < rule["min"]) | (values > rule["max"])
        by_kind[kind] = by_kind.get(kind, 0) + int(outside.sum())
        stopped |= outside.reindex(stopped.index, fill_value=False)
    else:
        broken = broken_rows(rule)
        by_kind[kind] = by_kind.get(kind, 0) + int(broken.sum())
        held |= broken

for kind in ("present", "range", "known", "unique", "compare", "arrival", "order"):
    print(f"{kind}_rows", by_kind.get(kind, 0))
for kind in ("rows", "share"):
    print(f"{kind}_days", by_kind.get(kind, 0))
print("broken_rows", int(held.sum()))
stopped |= held.groupby(day).mean() > stop_above
print("stopped_days", int(stopped.sum()))
waits = held | day.map(stopped)
print("held_rows", int(waits.sum()))
print(f"# {waits.mean():.1%} of the rows would wait.")
