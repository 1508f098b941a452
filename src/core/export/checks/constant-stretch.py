import numpy as np


def constant_stretch(older, newer, columns, roles):
    values = in_time_order(older, roles)[columns[0]].to_numpy(dtype=float)
    begins = np.append(True, values[1:] != values[:-1])
    starts = np.flatnonzero(begins)
    lengths = np.diff(np.append(starts, len(values)))
    lengths[np.isnan(values[starts])] = 0
    longest = np.argmax(lengths)
    start, rows = starts[longest], lengths[longest]
    value, everything = values[start], len(values)
    others = np.isfinite(values).sum() - rows
    # The longest run of a value of this share among independent rows (Schilling 1990).
    share = ((values == value).sum() - rows + 1) / (others + 2)
    by_chance = np.log(max(everything * (1 - share), np.e)) / np.log(1 / share)
    return {
        "value": value,
        "rows": rows,
        "from": start + 1,
        "to": start + rows,
        "share": rows / everything,
        "other_rows": others,
        "threshold": max(0.02 * everything, 5 * by_chance + 30),
    }
