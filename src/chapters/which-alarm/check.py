# Which failures would your alarms see, which are blind spots, and which few alarms would be enough?
# Needs pandas, numpy and scipy. drill.csv: who rang in trials with a failure; quiet.csv: who rang in trials with none.
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import norm

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
drill = pd.read_csv(folder / "drill.csv")
quiet = pd.read_csv(folder / "quiet.csv")
usual = ["kolmogorov-smirnov", "population-stability", "chi-square", "domain-classifier"]  # the set that you run today

z = norm.ppf(0.975)


def wilson(rang, trials):
    """Both ends of Wilson's 95 % interval of a share."""
    share = rang / trials
    centre = share + z * z / (2 * trials)
    half = z * np.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return (centre - half) / scale, (centre + half) / scale


# An alarm sees a failure if it rings in at least half of the trials, and clearly more often than where nothing is wrong.
healthy = quiet.groupby("detector")["rang"].agg(["sum", "count"])
healthy["high"] = wilson(healthy["sum"], healthy["count"])[1]
low, _ = wilson(drill["rang"], drill["trials"])
judges = drill["could_not_tell"] <= drill["trials"] / 2
above = low > drill["detector"].map(healthy["high"])
drill["sees"] = judges & above & (drill["rang"] >= drill["trials"] / 2)

by_alarm = {name: set(own["failure"]) for name, own in drill[drill["sees"]].groupby("detector", sort=False)}
seen = set().union(*by_alarm.values()) if by_alarm else set()
rings = quiet.pivot(index="trial", columns="detector", values="rang")


def false_alarms(alarms):
    """Share of the quiet trials in which at least one of them rings."""
    return float(rings[list(alarms)].max(axis=1).mean()) if len(alarms) else 0.0


print("failures", drill["failure"].nunique())
print("seen", len(seen))
print("blind_spots", drill["failure"].nunique() - len(seen))
print("usual_seen", len(set().union(*[by_alarm.get(name, set()) for name in usual])))
print("usual_false_alarms", false_alarms(usual))
print("any_false_alarm", false_alarms(rings.columns))
for name in sorted(set(drill["failure"]) - seen):
    print(f"# nobody sees {name}")

# The greedy cover: always the alarm that adds most; of equals the set that rings less for nothing, then the alarm that sees more.
chosen, covered = [], set()
while True:
    best = None
    for name in drill["detector"].unique():
        adds = len(by_alarm.get(name, set()) - covered)
        if adds == 0:
            continue
        key = (adds, -round(false_alarms([*chosen, name]) * len(rings)), len(by_alarm[name]))
        if best is None or key > best[0]:
            best = (key, name)
    if best is None:
        break
    chosen.append(best[1])
    covered |= by_alarm[best[1]]
    print(f"# {best[1]}: {len(covered)} seen, false alarms {false_alarms(chosen):.3f}")
print("cover_size", len(chosen))
print("cover_seen", len(covered))
print("cover_false_alarms", false_alarms(chosen))
