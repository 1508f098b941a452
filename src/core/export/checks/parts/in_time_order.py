import pandas as pd


def in_time_order(rows, roles):
    """The rows that have a time, in its order; rows of one moment keep that of the file."""
    times = [name for name in roles.get("event-time", []) if not pd.api.types.is_string_dtype(rows[name])]
    return rows.dropna(subset=times[:1]).sort_values(times[:1], kind="stable") if times else rows
