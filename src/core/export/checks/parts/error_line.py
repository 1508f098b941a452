import numpy as np
import pandas as pd


def error_line(older, newer, roles):
    """A model's errors (0 or 1) in the order in which they could be known, and what is told of them whatever reads them."""
    parts = []
    for is_newer, one in enumerate((older, newer)):
        part = pd.DataFrame({"score": one[roles["score"][0]], "label": one[roles["label"][0]]})
        part["happened"] = moments(one, roles, "event-time", is_newer * len(older))
        part["wait"] = (moments(one, roles, "label-known-time", None) - part["happened"]).clip(lower=0)
        part["newer"] = is_newer
        parts.append(part)
    rows = pd.concat(parts, ignore_index=True)
    waits = rows["wait"].dropna()
    # A label without a time of its own enters when 95 % of the others would have.
    mature = np.quantile(waits, 0.95) if len(waits) > 0 else 0.0
    rows["entered"] = rows["happened"] + rows["wait"].fillna(mature)
    rows = rows[np.isfinite(rows["score"]) & rows["label"].notna() & rows["happened"].notna()]
    usable = len(rows)
    past = rows[rows["newer"] == 0]
    threshold = balanced_threshold(past["score"].to_numpy(), past["label"].sum())
    first, last = past["happened"].min(), past["happened"].max()
    following = rows.loc[rows["newer"] == 1, "happened"]
    gap = following.min() - last
    # Windows that overlap, or lie apart, make a line each.
    is_one = gap >= 0 and gap <= 0.05 * (following.max() - first)
    lines = [rows] if is_one else [rows[rows["newer"] == side] for side in (0, 1)]
    lines = [line.sort_values(["entered", "happened"], kind="stable") for line in lines]
    if mature > 0:
        lines = [
            line[line["entered"].between(line["happened"].min() + mature, line["happened"].max())]
            for line in lines
        ]
    line = pd.concat(lines)
    left_out = usable - len(line)
    line = line.iloc[:: max(1, int(np.ceil(len(line) / 30000)))]
    errors = ((line["score"] >= threshold) != (line["label"] == 1)).to_numpy().astype(float)
    boundary = int(np.argmax(line["newer"].to_numpy() == 1))
    before, after = errors[:boundary].mean(), errors[boundary:].mean()
    figures = {
        "read": len(errors),
        "newer": len(errors) - boundary,
        "left_out": left_out,
        "rate_before": before,
        "rate_after": after,
        "difference": after - before,
        "score_threshold": threshold,
    }
    return errors, line["entered"].to_numpy(), figures


def moments(rows, roles, role, first):
    """Seconds since 1970 (or the numbers themselves); without the column the number of the row from `first`, or nothing."""
    if role not in roles:
        return np.arange(len(rows)) + float(first) if first is not None else np.nan
    times = rows[roles[role][0]]
    if pd.api.types.is_datetime64_any_dtype(times):
        return (times - pd.Timestamp(0)) / pd.Timedelta(seconds=1)
    return times


def balanced_threshold(scores, positives):
    """The score at which the number of alerts is nearest to that of positive labels."""
    values, counts = np.unique(scores, return_counts=True)
    alerts = np.cumsum(counts[::-1])[::-1]
    return values[1:][np.argmin(np.abs(alerts[1:] - positives))]


def with_alarm(figures, entered, alarms):
    """The figures, with the time of the first of the alarms (true or false for each error), if there is one."""
    if np.any(alarms):
        figures["first_alarm"] = entered[np.argmax(alarms)]
    return figures
