import numpy as np


def hddm_average(older, newer, columns, roles):
    errors, entered, figures = error_line(older, newer, roles)
    n = np.arange(1, len(errors) + 1)
    rates = np.cumsum(errors) / n
    bounds = rates + np.sqrt(np.log(1 / 0.001) / (2 * n))
    lowest = bounds <= np.minimum.accumulate(bounds)
    # The best start so far, at each error.
    start = np.maximum.accumulate(np.where(lowest, n, 0))
    allowed = np.sqrt((n - start) / start / n / 2 * np.log(2 / 0.001))
    alarms = (start < n) & (rates - rates[start - 1] >= allowed)
    return with_alarm(figures, entered, alarms)
