import math

import numpy as np


def hddm_weighted(older, newer, columns, roles):
    errors, entered, figures = error_line(older, newer, roles)
    alarms = np.zeros(len(errors), dtype=bool)
    term = math.log(1 / 0.001)
    # An exponentially weighted mean with the sum of its squared weights: of all errors, of the best start, and since then.
    total, start, after, lowest = None, None, None, math.inf
    for i, error in enumerate(errors):
        total = fed(total, error)
        high = total[0] + math.sqrt(total[1] * term / 2)
        if high < lowest:
            start, after, lowest = total, None, high
        else:
            after = fed(after, error)
        if after is not None and after[0] - start[0] > math.sqrt((start[1] + after[1]) * term / 2):
            alarms[i] = True
            break
    return with_alarm(figures, entered, alarms)


def fed(weighted, value, newest=0.05):
    mean, squares = (value, 1.0) if weighted is None else weighted
    return newest * value + (1 - newest) * mean, newest**2 + (1 - newest) ** 2 * squares
