def range(older, newer, columns, roles):
    x = older[columns[0]].dropna()
    y = newer[columns[0]].dropna()
    low, high = x.min(), x.max()
    below, above = (y < low).sum(), (y > high).sum()
    return {
        "low": low,
        "high": high,
        "below": below,
        "above": above,
        "share": (below + above) / len(y),
        "expected": 2 / (len(x) + 1),
    }
