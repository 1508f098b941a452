import numpy as np
import pandas as pd


def arrivals(rows, roles):
    """How the share of labels that have arrived grows with the age of a row, and the age of each row, in seconds."""
    event, known = rows[roles["event-time"][0]], rows[roles["label-known-time"][0]]
    label = rows[roles["label"][0]] if "label" in roles else pd.Series(np.nan, rows.index)
    # Later than this is a stand-in for "never".
    known = known.where(known <= event.max() + (event.max() - event.min()) + pd.Timedelta(days=365))
    end = max(event.max(), known.max()) if known.notna().any() else event.max()
    age = (end - event).dt.total_seconds()
    delay = (known - event).dt.total_seconds().clip(lower=0)
    dated = age.notna() & known.notna()
    undated = age.notna() & known.isna() & label.notna()
    unlabelled = age.notna() & known.isna() & label.isna()
    positive, negative = ((label[dated] == outcome).any() for outcome in (1, 0))
    if undated.any() and positive != negative:
        x, arrived = curve_of_reports(delay[dated].to_numpy(), age[dated].to_numpy())
        waiting = undated | unlabelled
    else:
        x, arrived = curve_of_watching(delay[dated].to_numpy(), age[unlabelled].to_numpy())
        waiting = unlabelled
    return {"x": x, "arrived": arrived, "age": age, "dated": dated, "unlabelled": unlabelled, "waiting": waiting}


def curve_of_watching(delays, censored):
    """Kaplan and Meier's curve, rows without a label censored at their age."""
    x, arrivals = np.unique(delays, return_counts=True)
    durations = np.sort(np.concatenate([delays, censored]))
    at_risk = len(durations) - np.searchsorted(durations, x)
    return x, 1 - np.cumprod(1 - arrivals / at_risk)


def curve_of_reports(delays, ages):
    """The same curve in reversed time: a report is seen only because its delay was shorter than its row is old."""
    limit = np.sort(ages)[-20:][0]
    ages, delays = np.sort(ages[delays <= limit]), np.sort(delays[delays <= limit])
    x, arrivals = np.unique(delays, return_counts=True)
    old_enough = len(ages) - np.searchsorted(ages, x)
    slower = len(delays) - np.searchsorted(delays, x, side="right")
    factors = 1 - arrivals / (old_enough - slower)
    return x, np.append(np.cumprod(factors[::-1])[::-1][1:], 1)
