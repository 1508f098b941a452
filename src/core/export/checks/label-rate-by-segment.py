import pandas as pd


def label_rate_by_segment(older, newer, columns, roles):
    label = roles["label"][0]
    windows = [one.dropna(subset=[label]) for one in (older, newer) if one is not None]
    names = segments_of([one[columns[0]] for one in (older, newer) if one is not None])
    tallies = [one.groupby(names(one[columns[0]]))[label].agg(["size", "mean"]) for one in windows]
    # The newer window is judged where both outcomes occur in it.
    has_newer = newer is not None and newer[label].nunique() == 2
    now = tallies[1] if has_newer else tallies[0]
    before = tallies[0] if has_newer and older[label].nunique() == 2 else None
    figures = {"segments": len(now)}
    order = now.assign(is_name=~now.index.isin(["all others", "missing"]), name=now.index)
    order = order.sort_values(["size", "is_name", "name"], ascending=[False, False, True])
    for name in order.index[:12]:
        figures[f"rows of {name}"] = now["size"][name]
        figures[f"rate of {name}"] = now["mean"][name]
        if before is not None and name in before.index:
            figures[f"rate before of {name}"] = before["mean"][name]
    return figures


def segments_of(windows, most=60):
    """Gives values their segment's name: the commonest categories of all windows keep theirs."""
    sizes = pd.concat(windows).value_counts().rename_axis("value").reset_index(name="rows")
    sizes = sizes.sort_values(["rows", "value"], ascending=[False, True])
    kept = set(sizes["value"][:most])

    def name(value):
        if pd.isna(value):
            return "missing"
        if value not in kept:
            return "all others"
        return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)

    return lambda values: values.map(name, na_action=None)
