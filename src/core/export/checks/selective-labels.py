def selective_labels(older, newer, columns, roles):
    labelled = older[roles["label"][0]].notna().astype(float)
    decision = older[roles["decision"][0]]
    by_decision = labelled.groupby(decision).agg(["mean", "size"])
    shares = by_decision.loc[by_decision["size"] >= 20, "mean"]
    design = 1.0
    if "entity" in roles:
        entity = older[roles["entity"][0]]
        judged = decision.notna() & entity.notna()
        rate = labelled[judged].mean()
        residuals = (labelled[judged] - rate).groupby(entity[judged]).sum()
        if len(residuals) >= 30 and 0 < rate < 1:
            design = max(1.0, (residuals**2).sum() / (judged.sum() * rate * (1 - rate)))
    return {
        "difference": shares.max() - shares.min(),
        "lowest_share": shares.min(),
        "highest_share": shares.max(),
        "unlabelled_rows": (labelled == 0).sum(),
        "design_effect": design,
    }
