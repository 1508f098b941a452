def unseen_categories(older, newer, columns, roles):
    before = older[columns[0]].dropna().value_counts()
    now = newer[columns[0]].dropna().value_counts()
    strange = now[~now.index.isin(before.index)]
    return {
        "unseen": len(strange),
        "unseen_rows": strange.sum(),
        "share": strange.sum() / now.sum(),
        "expected": (before == 1).sum() / before.sum(),
    }
