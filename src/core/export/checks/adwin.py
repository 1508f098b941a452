import math

import numpy as np


def adwin(older, newer, columns, roles):
    errors, entered, figures = error_line(older, newer, roles)
    alarms = np.zeros(len(errors), dtype=bool)
    # The window as buckets (how many errors were read, how many of them were wrong), the oldest first.
    buckets = []
    for i, error in enumerate(errors):
        buckets.append((1, error))
        merge(buckets)
        if (i + 1) % 32 == 0 and i + 1 > 10 and has_cut(np.array(buckets)):
            alarms[i] = True
            break
    return with_alarm(figures, entered, alarms)


def merge(buckets, most=5):
    """Of each size at most five are kept; where there is one more, the two oldest of them become one of twice the size."""
    end = len(buckets)
    while end > 0:
        size = buckets[end - 1][0]
        first = end
        while first > 0 and buckets[first - 1][0] == size:
            first -= 1
        if end - first <= most:
            return
        buckets[first : first + 2] = [(2 * size, buckets[first][1] + buckets[first + 1][1])]
        end = first + 1


def has_cut(buckets, delta=0.002, least=5):
    """Whether at any border between buckets the means before and after it lie too far apart."""
    sizes, sums = buckets[:, 0], buckets[:, 1]
    n, total = sizes.sum(), sums.sum()
    before, sum_before = np.cumsum(sizes)[:-1], np.cumsum(sums)[:-1]
    after, sum_after = n - before, total - sum_before
    judged = (before >= least) & (after >= least)
    before, after, sum_before, sum_after = (one[judged] for one in (before, after, sum_before, sum_after))
    term = math.log(2 * math.log(n) / delta)
    # Of errors that are 0 or 1 the variance is that of their share.
    spread = total / n * (1 - total / n)
    m = 1 / (before - least + 1) + 1 / (after - least + 1)
    bound = np.sqrt(2 * m * spread * term) + 2 / 3 * term * m
    return np.any(np.abs(sum_before / before - sum_after / after) > bound)
