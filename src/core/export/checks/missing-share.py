def missing_share(older, newer, columns, roles):
    before = older[columns[0]].isna().mean()
    now = newer[columns[0]].isna().mean()
    return {"before": before, "now": now, "difference": now - before}
