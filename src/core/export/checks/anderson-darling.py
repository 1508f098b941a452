import numpy as np


def anderson_darling(older, newer, columns, roles):
    x = older[columns[0]].dropna()
    y = newer[columns[0]].dropna()
    m, n, rows = len(x), len(y), len(x) + len(y)
    values, place = np.unique(np.concatenate([x, y]), return_inverse=True)
    mine = np.bincount(place[:m], minlength=len(values))
    equal = np.bincount(place, minlength=len(values))
    if len(values) == 1:
        return {"squared": 0, "standardised": 0, "effect": 0, "older_rows": m, "newer_rows": n}
    # Scholz and Stephens (1987), equation 7: the middle rank of each value.
    below = np.cumsum(equal) - equal / 2
    gap = rows * (np.cumsum(mine) - mine / 2) - below * m
    weight = equal / rows / (below * (rows - below) - rows * equal / 4)
    squared = (rows - 1) / rows * np.sum(weight * gap**2) * (1 / m + 1 / n)
    # Equation 4: the standard deviation of A² for two samples.
    inverse = 1 / m + 1 / n
    place = np.arange(2, rows)
    h = np.sum(1 / np.arange(1, rows))
    g = np.sum(np.cumsum(1 / (rows - place + 1)) / place)
    a = 4 * g - 6 + (10 - 6 * g) * inverse
    b = 4 * (2 * g - 4) + 16 * h + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6
    c = 4 * (6 * h + 2 * g - 2) + 2 * (4 * h - 4 * g + 6) + (2 * h - 6) * inverse + 4 * h
    d = 4 * (2 * h + 6) - 8 * h
    variance = (((a * rows + b) * rows + c) * rows + d) / ((rows - 1) * (rows - 2) * (rows - 3))
    return {
        "squared": squared,
        "standardised": (squared - 1) / np.sqrt(variance),
        "effect": np.sqrt(min(1, squared / rows)),
        "older_rows": m,
        "newer_rows": n,
    }
