from scipy.stats import mannwhitneyu


def mann_whitney(older, newer, columns, roles):
    x = older[columns[0]].dropna()
    y = newer[columns[0]].dropna()
    u = mannwhitneyu(x, y).statistic
    # The share of pairs in which the newer value is the larger one, ties as half.
    larger = 1 - u / len(x) / len(y)
    return {
        "u": u,
        "larger": larger,
        "effect": 2 * larger - 1,
        "older_rows": len(x),
        "newer_rows": len(y),
    }
