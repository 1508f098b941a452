import numpy as np
import pandas as pd


def lateness(older, newer, columns, roles):
    event = roles["event-time"][0]
    worst = None
    for name in roles["feature-known-time"]:
        if not pd.api.types.is_datetime64_any_dtype(older[name]):
            continue
        before, now = ((one[name] - one[event]).dropna().dt.total_seconds() for one in (older, newer))
        if min(len(before), len(now)) < 50:
            continue
        # Late at one end, stale at the other.
        for turned in (1, -1):
            border = np.quantile(turned * before, 0.99) + 1
            late = [(turned * one > border).mean() for one in (before, now)]
            found = {
                "difference": late[1] - late[0],
                "before": late[0],
                "now": late[1],
                "border_seconds": turned * border,
                "median_seconds": before.median(),
                "median_now_seconds": now.median(),
                "rows_before": len(before),
                "rows_now": len(now),
            }
            if worst is None or found["difference"] > worst["difference"]:
                worst = found
    return worst
