import numpy as np
import pandas as pd


def mix_and_rate(older, newer, columns, roles):
    label = roles["label"][0]
    names = segments_of([older[columns[0]], newer[columns[0]]])
    both = [one.dropna(subset=[label]) for one in (older, newer)]
    tallies = [one.groupby(names(one[columns[0]]))[label].agg(["size", "sum"]) for one in both]
    table = pd.concat(tallies, axis=1, keys=["before", "now"]).fillna(0)
    rows0, hits0, rows1, hits1 = table.to_numpy().T
    n0, n1 = rows0.sum(), rows1.sum()
    before, now = hits0.sum() / n0, hits1.sum() / n1
    w0, w1 = rows0 / n0, rows1 / n1
    with np.errstate(invalid="ignore"):
        r0, r1 = hits0 / rows0, hits1 / rows1
    # A segment that is in one window only is given the rate that it has, so that it counts as mix.
    r0, r1 = np.where(rows0 > 0, r0, r1), np.where(rows1 > 0, r1, r0)
    step = r1 - r0
    variance0 = r0 * (1 - r0) / np.where(rows0 > 0, rows0, rows1)
    variance1 = r1 * (1 - r1) / np.where(rows1 > 0, rows1, rows0)
    noise = np.where((rows0 > 0) & (rows1 > 0), variance0 + variance1, 0)
    spread = lambda weight, values: max(0, np.sum(weight * values**2) - np.sum(weight * values) ** 2)
    return {
        "before": before,
        "now": now,
        "change": now - before,
        "mix": np.sum((w1 - w0) * (r0 - before)),
        "rate": np.sum(w0 * step),
        "interaction": np.sum((w1 - w0) * step),
        "mix_error": np.sqrt(
            spread(w0, r0) / n0 + spread(w1, r0) / n1 + np.sum((w1 - w0) ** 2 * variance0)
        ),
        "rate_error": np.sqrt(np.sum(w0**2 * noise) + spread(w0, step) / n0),
        "interaction_error": np.sqrt(
            np.sum((w1 - w0) ** 2 * noise) + spread(w0, step) / n0 + spread(w1, step) / n1
        ),
        "segments": len(table),
    }


def segments_of(windows, most=60):
    """Gives values their segment's name: the commonest categories of all windows keep theirs."""
    sizes = pd.concat(windows).value_counts().rename_axis("value").reset_index(name="rows")
    sizes = sizes.sort_values(["rows", "value"], ascending=[False, True])
    kept = set(sizes["value"][:most])

    def name(value):
        if pd.isna(value):
            return "missing"
        if value not in kept:
            return "all others"
        return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)

    return lambda values: values.map(name, na_action=None)
