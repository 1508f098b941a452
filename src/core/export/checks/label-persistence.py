def label_persistence(older, newer, columns, roles):
    labels = in_time_order(older, roles)[columns[0]]
    before = labels.shift(1)
    pairs = labels.notna() & before.notna()
    same, rate = (labels[pairs] == before[pairs]).sum(), labels.mean()
    low, high = wilson_interval(same, pairs.sum())
    expected = rate * rate + (1 - rate) * (1 - rate)
    return {
        "share": same / pairs.sum(),
        "expected": expected,
        "difference": same / pairs.sum() - expected,
        "low": low,
        "high": high,
        "majority": max(rate, 1 - rate),
    }
