import numpy as np


def eddm(older, newer, columns, roles):
    errors, entered, figures = error_line(older, newer, roles)
    places = np.flatnonzero(errors) + 1
    distances = np.diff(places, prepend=0).astype(float)
    n = np.arange(1, len(places) + 1)
    total, squares = np.cumsum(distances), np.cumsum(distances**2)
    variance = np.maximum(0, squares - total**2 / n) / np.maximum(1, n - 1)
    levels = total / n + 2 * np.sqrt(variance)
    # The longest is followed from the 31st value on, alarms are raised from the 31st error on.
    longest = np.maximum.accumulate(np.where(places > 30, levels, -1))
    alarms = np.zeros(len(errors), dtype=bool)
    alarms[places - 1] = (places > 30) & (n > 30) & (levels < 0.9 * longest)
    return with_alarm(figures, entered, alarms)
