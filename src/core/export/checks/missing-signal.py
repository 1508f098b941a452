def missing_signal(older, newer, columns, roles):
    label, owner = roles["label"][0], roles.get("entity", [None])[0]
    rows = in_time_order(older, roles).dropna(subset=[label])
    missing, labels = rows[columns[0]].isna(), rows[label]
    figures = {
        "missing_rate": labels[missing].mean(),
        "there_rate": labels[~missing].mean(),
        "missing_rows": missing.sum(),
        "there_rows": (~missing).sum(),
        **compared_shares(labels[missing].sum(), missing.sum(), labels[~missing].sum(), (~missing).sum()),
    }
    if owner is not None and owner != columns[0]:
        first = rows[owner].notna() & ~rows[owner].duplicated()
        once = [labels[first & missing], labels[first & ~missing]]
        # Where entities repeat, each of them is counted once.
        if first.sum() < 0.98 * len(rows) and min(len(side) for side in once) > 0:
            figures["once_missing_rate"] = once[0].mean()
            figures["once_there_rate"] = once[1].mean()
    return figures
