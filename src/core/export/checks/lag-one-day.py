import pandas as pd
from scipy.stats import rankdata


def lag_one_day(older, newer, columns, roles):
    entity, time, label = (roles[role][0] for role in ("entity", "event-time", "label"))
    rows = older[[entity, time, label]].assign(value=older[columns[0]])
    rows = rows.dropna(subset=[entity, time]).sort_values(time, kind="stable")
    earlier = rows[[entity, time, "value"]].assign(**{time: rows[time] + pd.Timedelta(days=1)})
    # The entity's latest row at least a day before.
    pairs = pd.merge_asof(rows, earlier, on=time, by=entity, suffixes=("", "_older"))
    pairs = pairs.dropna(subset=[label, "value", "value_older"])
    y = pairs[label].to_numpy()
    today, before = (auc_of(pairs[name], y) for name in ("value", "value_older"))
    sign = -1 if today < 0.5 else 1
    loss = sign * (today - before)
    return {
        "auc": today,
        "auc_older": before,
        "loss": loss,
        "useful_loss": min(loss, sign * (today - 0.5)),
        "compared": len(pairs),
        "positives": (y == 1).sum(),
    }


def auc_of(values, y):
    positives, negatives = (y == 1).sum(), (y == 0).sum()
    return (rankdata(values)[y == 1].sum() - positives * (positives + 1) / 2) / (positives * negatives)
