import numpy as np


def page_hinkley(older, newer, columns, roles):
    errors, entered, figures = error_line(older, newer, roles)
    gaps = errors - np.cumsum(errors) / np.arange(1, len(errors) + 1)
    up, down = np.empty(len(errors)), np.empty(len(errors))
    rise = fall = 0.0
    for i, gap in enumerate(gaps):
        up[i] = rise = 0.9999 * rise + gap - 0.005
        down[i] = fall = 0.9999 * fall + gap + 0.005
    above = up - np.minimum.accumulate(up)
    below = np.maximum(-1, np.maximum.accumulate(down)) - down
    alarms = (above > 50) | (below > 50)
    alarms[:29] = False
    return with_alarm(figures, entered, alarms)
