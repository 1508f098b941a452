def label_maturity(older, newer, columns, roles):
    found = arrivals(older, roles)
    x, arrived, age = found["x"], found["arrived"], found["age"]
    mature, median = (x[arrived >= share - 1e-12][0] for share in (0.95, 0.5))
    young = age < mature
    return {
        "mature_days": mature / 86400,
        "median_days": median / 86400,
        "young_share": young.sum() / age.notna().sum(),
        "young_rows": young.sum(),
        "pending_rows": (young & found["waiting"]).sum(),
        "dated_rows": found["dated"].sum(),
        "open_rows": found["unlabelled"].sum(),
    }
