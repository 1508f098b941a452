import numpy as np
import pandas as pd
from scipy.stats import chi2_contingency


def chi_square(older, newer, columns, roles):
    counts = pd.DataFrame(
        {"older": older[columns[0]].value_counts(), "newer": newer[columns[0]].value_counts()}
    ).fillna(0)
    m, n = counts.sum()
    total = m + n
    both = counts.sum(axis=1)
    # Categories that expect fewer than five rows on a side are pooled; so is the rarest other, where the pool expects fewer.
    smaller = min(m, n) / total
    frequent = both * smaller >= 5
    kept = counts[frequent].assign(both=both).rename_axis("name")
    kept = kept.sort_values(["both", "name"], ascending=[False, True])[["older", "newer"]]
    rest = counts[~frequent].sum()
    if (~frequent).any():
        if len(kept) > 0 and rest.sum() * smaller < 5:
            kept.iloc[-1] += rest
        else:
            kept = pd.concat([kept, rest.to_frame().T])
    table = kept.to_numpy().T
    test = chi2_contingency(table, correction=False)
    expected = test.expected_freq[1]
    worst = np.argmax((table[1] - expected) ** 2 / expected)
    categories = table.shape[1]
    v = 0
    if categories > 1:
        phi = max(0, test.statistic / total - (categories - 1) / (total - 1))
        least = min(2 - 1 / (total - 1), categories - (categories - 1) ** 2 / (total - 1)) - 1
        v = min(1, np.sqrt(phi / least))
    return {
        "chi_square": test.statistic,
        "degrees_of_freedom": test.dof,
        "cramers_v": v,
        "categories": len(counts),
        "pooled": (~frequent).sum(),
        "worst_before": table[0][worst] / m,
        "worst_now": table[1][worst] / n,
        "older_rows": m,
        "newer_rows": n,
    }
