import numpy as np


def cusum(older, newer, columns, roles):
    errors, entered, figures = error_line(older, newer, roles)
    mean, deviation = errors[:500].mean(), errors[:500].std(ddof=1)
    gaps = errors[500:] - mean
    z = gaps / deviation if deviation > 0 else np.sign(gaps) * 100.2
    alarms = np.zeros(len(errors), dtype=bool)
    for sign in (1, -1):
        # A sum that is held at 0 is a running sum less its own lowest.
        total = np.cumsum(sign * z - 0.2)
        alarms[500:] |= total - np.minimum(0, np.minimum.accumulate(total)) > 50
    return with_alarm(figures, entered, alarms)
