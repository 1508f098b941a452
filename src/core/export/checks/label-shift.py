import numpy as np
import pandas as pd


def label_shift(older, newer, columns, roles):
    label = roles["label"][0]
    both = pd.concat([older, newer], keys=["before", "now"])
    y = both[label]
    age, mature = ages_of(both, y, roles)
    young = y.notna() & (age < mature)
    before, now = (y[~young].dropna().loc[side] for side in ("before", "now"))
    return {
        "change": now.mean() - before.mean(),
        "before": before.mean(),
        "now": now.mean(),
        "rows_before": len(before),
        "rows_now": len(now),
        "young_rows": young.sum(),
        "mature_seconds": mature,
    }


def ages_of(rows, y, roles):
    """The age of each row in seconds, and the age at which 95 % of the labels have arrived (0 where none is waited for)."""
    nothing = (pd.Series(0.0, rows.index), 0.0)
    if "event-time" not in roles or "label-known-time" not in roles:
        return nothing
    event, known = rows[roles["event-time"][0]], rows[roles["label-known-time"][0]]
    if not all(pd.api.types.is_datetime64_any_dtype(one) for one in (event, known)):
        return nothing
    # Later than this is a stand-in for "never".
    known = known.where(known <= event.max() + (event.max() - event.min()) + pd.Timedelta(days=365))
    end = max(event.max(), known.max()) if known.notna().any() else event.max()
    age = (end - event).dt.total_seconds()
    delay = (known - event).dt.total_seconds().clip(lower=0)
    there, dated = age.notna(), age.notna() & known.notna()
    undated = there & known.isna() & y.notna()
    waiting = there & known.isna() & y.isna()
    if undated.any() and (y[dated] == 1).any() != (y[dated] == 0).any():
        return age, mature_by_reports(delay[dated].to_numpy(), age[dated].to_numpy())
    if waiting.any():
        return age, mature_by_watching(delay[dated].to_numpy(), age[waiting].to_numpy())
    return nothing


def mature_by_watching(delays, censored, share=0.95):
    """By Kaplan and Meier's curve, rows without a label censored at their age."""
    x, arrivals = np.unique(delays, return_counts=True)
    durations = np.concatenate([delays, censored])
    at_risk = [(durations >= one).sum() for one in x]
    arrived = 1 - np.cumprod(1 - arrivals / at_risk)
    reached = x[arrived >= share - 1e-12]
    return reached[0] if len(reached) > 0 else x[-1]


def mature_by_reports(delays, ages, share=0.95):
    """By the same curve in reversed time: a report is seen only because its delay was shorter than its row is old."""
    limit = np.sort(ages)[-20:][0]
    ages, delays = ages[delays <= limit], delays[delays <= limit]
    x, arrivals = np.unique(delays, return_counts=True)
    at_risk = [(ages >= one).sum() - (delays > one).sum() for one in x]
    factors = 1 - arrivals / at_risk
    arrived = np.append(np.cumprod(factors[::-1])[::-1][1:], 1)
    reached = x[arrived >= share - 1e-12]
    return reached[0] if len(reached) > 0 else x[-1]
