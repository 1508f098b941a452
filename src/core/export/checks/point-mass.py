import numpy as np


def point_mass(older, newer, columns, roles):
    values = older[columns[0]]
    masses = masses_of(values)
    figures = {"masses": len(masses)}
    label = older[roles["label"][0]] if "label" in roles else None
    for place, mass in enumerate(masses):
        is_missing = np.isnan(mass)
        name = "missing" if is_missing else place + 1
        at = values.isna() if is_missing else values == mass
        if not is_missing:
            figures[f"value_{name}"] = mass
        figures[f"share_{name}"] = at.mean()
        if label is not None:
            figures[f"rate_{name}"] = label[at].mean()
            figures[f"elsewhere_{name}"] = label[~at & values.notna()].mean()
    return figures


def masses_of(values):
    """The values that are far commoner than their neighbourhood, the commonest first; missing is the last."""
    distinct, counts = np.unique(values.dropna(), return_counts=True)
    last = len(distinct) - 1
    found = []
    for k in range(len(distinct) if last > 0 else 0):
        neighbours = max(counts[k - 1] if k > 0 else 0, counts[k + 1] if k < last else 0)
        out_of_line = (
            last > 1
            and counts[k] >= max(20, 0.005 * len(values), 3 * neighbours)
            and counts[k] >= 10 * neighbourhood(counts, k)
        )
        if out_of_line or (counts[k] >= 5 and is_sentinel(distinct, counts, k)):
            found.append(k)
    found = sorted(found, key=lambda k: (-counts[k], distinct[k]))[:8]
    missing = values.isna().sum()
    return [distinct[k] for k in found] + ([np.nan] if 0 < missing < len(values) else [])


def neighbourhood(counts, k):
    near = np.sort(np.concatenate([counts[max(0, k - 10) : k], counts[k + 1 : k + 11]]))
    median = near[len(near) // 2]
    if len(counts) >= 4 and k in (0, len(counts) - 1):
        step = 1 if k == 0 else -1
        # At an end, no more than the step between the next two foretells.
        median = min(median, counts[k + step] ** 2 / counts[k + 2 * step])
    return max(1, median)


def is_sentinel(distinct, counts, k):
    value, last = distinct[k], len(distinct) - 1
    digits = f"{abs(value):.0f}" if value == np.floor(value) else ""
    nines = digits != "" and set(digits) == {"9"}
    if k == 0 and value < 0:
        return last > 1 and distinct[1] >= 0 and (value == -1 or nines)
    if k != last or value <= 0:
        return False
    if not (nines and len(digits) > 1) and value not in (65535, 2147483647, 4294967295):
        return False
    rest = np.repeat(distinct[:-1], counts[:-1])
    spread = rest[int(0.95 * (len(rest) - 1))] - rest[int(0.05 * (len(rest) - 1))]
    return value - distinct[last - 1] >= max(10, spread)
