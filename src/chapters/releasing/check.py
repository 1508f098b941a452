# One A/B test, read rightly: the difference with the users as the unit, p and the always-valid p by day, the size of the arms, two
# guardrails, and how large the next test must be. Needs pandas, numpy and scipy, and payments.csv beside this file (or its folder
# as first argument).
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import chisquare, norm

folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
payments = pd.read_csv(folder / "payments.csv")
payments["user"] = payments["user_id"].factorize()[0]
DAYS = 28

# 1. The main figure counts from the day on which both arms are as large.
test = payments[payments["day"] >= (8 if RAMP else 1)]


def arm(name, day):
    """Share of the payments up to a day that have a chargeback by then, and its variance with the users as the unit."""
    rows = test[(test["arm"] == name) & (test["day"] <= day)]
    hit = (rows["chargeback_day"] <= day).astype(float)
    by_user = pd.DataFrame({"user": rows["user"], "n": 1.0, "y": hit}).groupby("user").sum()
    n, y, users = by_user["n"], by_user["y"], len(by_user)
    if users < 2:
        return users, n.sum(), y.sum(), np.nan, np.nan
    share = y.sum() / n.sum()
    variance = users / (users - 1) * ((y - share * n) ** 2).sum() / n.sum() ** 2
    return users, n.sum(), y.sum(), share, variance


# 2. Every day: the p-value of that day alone, and the one that holds at all looks at once. It mixes over differences of a size that
# was chosen before the test, from the base rate and the traffic.
planned = 2 * BASE * (1 - BASE) * 1.5 / (SIZE * DAYS / 4)
evidence = -2 * np.log(ALPHA)
mixing = planned * (evidence + np.log(1 + evidence) - 1)
always, peeked, stopped = 1.0, 0, 0
for day in range(1, DAYS + 1):
    users_a, n_a, y_a, share_a, variance_a = arm("champion", day)
    users_b, n_b, y_b, share_b, variance_b = arm("challenger", day)
    difference, variance = share_b - share_a, variance_a + variance_b
    if y_a + y_b < 10 or not variance > 0:
        continue
    p = 2 * norm.sf(abs(difference) / np.sqrt(variance))
    both = variance + mixing
    always = min(always, np.exp(-(np.log(variance / both) / 2 + difference**2 * mixing / (2 * variance * both))))
    if p < ALPHA and peeked == 0:
        peeked = day
    if always < ALPHA and stopped == 0:
        stopped = day

print("payments_champion", int(n_a))
print("payments_challenger", int(n_b))
print("difference_per_1000", 1000 * difference)
print("standard_error_per_1000", 1000 * np.sqrt(variance))
print("p_value", p)
print("always_valid_p", always)
print("first_day_p_below_alpha", peeked)
print("first_day_always_valid_below_alpha", stopped)

# 3. The arms: as many users as planned? Below 0.001 the split or the log is broken.
print("users_champion", users_a)
print("users_challenger", users_b)
print("sample_ratio_p", float(chisquare([users_a, users_b]).pvalue))

# 4. Guardrails: how many times what is allowed. Complaints of new customers may be a quarter more frequent; 99 of 100 answers come
# within 200 ms.
champion = payments[(payments["arm"] == "champion") & (payments["customer"] == "new")]
challenger = payments[(payments["model"] == "challenger") & (payments["customer"] == "new")]
if champion["complaint_day"].notna().any():
    allowed = 1.25 * champion["complaint_day"].notna().mean()
    print("new_complaints_used", challenger["complaint_day"].notna().mean() / allowed)
slowest = np.sort(payments.loc[payments["model"] == "challenger", "latency_ms"])[::-1]
print("latency_used", slowest[int(0.01 * len(slowest))] / 200)

# 5. The next test: independent payments each arm needs. Multiply by the design effect of your users.
other = BASE * (1 - EFFECT)
pooled = (BASE + other) / 2
equal = np.sqrt(2 * pooled * (1 - pooled))
unequal = np.sqrt(BASE * (1 - BASE) + other * (1 - other))
needed = (norm.ppf(1 - ALPHA / 2) * equal + norm.ppf(POWER) * unequal) / (BASE - other)
print("payments_an_arm_needs", int(np.ceil(needed**2)))
