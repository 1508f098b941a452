import numpy as np
import pandas as pd


def trusted_rows(rows, roles, whole=None):
    """The rows with a score and a label old enough to be trusted; `whole` is the table that tells how old that is."""
    whole = rows if whole is None else whole
    kept = np.isfinite(rows[roles["score"][0]]) & rows[roles["label"][0]].notna()
    times = [roles[role][0] for role in ("event-time", "label-known-time") if role in roles]
    if len(times) == 2 and all(pd.api.types.is_datetime64_any_dtype(whole[name]) for name in times):
        found = arrivals(whole, roles)
        if found["dated"].sum() >= 30 and found["waiting"].any():
            reached = found["x"][found["arrived"] >= 0.95 - 1e-12]
            newest = whole[times[0]].max() + pd.Timedelta(seconds=found["age"].min())
            age = (newest - rows[times[0]]).dt.total_seconds()
            kept &= age >= (reached[0] if len(reached) > 0 else np.inf)
    return rows[kept]
