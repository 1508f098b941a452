from scipy.stats import ks_2samp


def kolmogorov_smirnov(older, newer, columns, roles):
    x = older[columns[0]].dropna()
    y = newer[columns[0]].dropna()
    test = ks_2samp(x, y)
    return {"d": test.statistic, "older_rows": len(x), "newer_rows": len(y)}
