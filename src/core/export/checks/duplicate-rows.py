def duplicate_rows(older, newer, columns, roles):
    again = older.duplicated(subset=columns)
    return {"rows": again.sum(), "share": again.mean()}
