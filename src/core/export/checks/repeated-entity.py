def repeated_entity(older, newer, columns, roles):
    label, owner = roles["label"][0], columns[0]
    rows = in_time_order(older, roles).dropna(subset=[label, owner])
    labels = rows[label]
    after = labels.groupby(rows[owner], sort=False).cumsum() - labels > 0
    hits = labels.groupby(rows[owner]).sum()
    return {
        "rate_after": labels[after].mean(),
        "rate_other": labels[~after].mean(),
        "rows_after": after.sum(),
        "rows_other": (~after).sum(),
        **compared_shares(labels[after].sum(), after.sum(), labels[~after].sum(), (~after).sum()),
        "top_outcomes": hits.nlargest(10).sum() / labels.sum(),
    }
