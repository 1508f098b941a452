from scipy.stats import wasserstein_distance


def wasserstein(older, newer, columns, roles):
    x = older[columns[0]].dropna()
    y = newer[columns[0]].dropna()
    distance = wasserstein_distance(x, y)
    deviation = x.std(ddof=0)
    return {"distance": distance, "deviation": deviation, "standardised": distance / deviation}
