# The end of every script: reads the files, cuts the windows, runs the checks.
MISSING = SETTING["MISSING"]


def read(file):
    """The cells of a file as texts, whatever they hold."""
    if file["parquet"]:
        return pd.read_parquet(file["name"]).astype("string").fillna("")
    header = 0 if file["header"] else None
    return pd.read_csv(
        file["name"],
        dtype=str,
        keep_default_na=False,
        sep=file["delimiter"],
        encoding=file["encoding"],
        header=header,
        names=file["names"],
        skiprows=file["above"],
        on_bad_lines="skip" if file["bad"] else "error",
    )


def cells_of(column):
    cells = column.str.strip()
    return cells.mask(cells.str.lower().isin(MISSING))


def moments_of(cells, written):
    """Times as the page holds them: in UTC, to the millisecond."""
    if written.startswith("epoch"):
        return pd.to_datetime(pd.to_numeric(cells), unit="ms" if "milli" in written else "s")
    times = pd.to_datetime(cells, format="mixed", dayfirst="day first" in written, utc=True, errors="coerce")
    return times.dt.tz_localize(None).dt.floor("ms")


def typed(raw, columns, positive):
    """The columns as the page read them: numbers, times, texts; missing is NaN, the label is 0 or 1."""
    made = {}
    for name, how in columns.items():
        written = how["written"]
        if written == "row order":
            made[name] = np.arange(1, len(raw) + 1, dtype=float)
            continue
        # Joined from another file, and typed already.
        if written.endswith("from the second file"):
            made[name] = raw[name]
            continue
        cells = cells_of(raw[name])
        if written.startswith("numbers with a decimal"):
            if "between" in written:
                cells = cells.str.replace(written.split("“")[1].split("”")[0], "", regex=False)
            if "comma" in written:
                cells = cells.str.replace(",", ".", regex=False)
        if name == SETTING["LABEL"] and positive is not None:
            numeric = pd.to_numeric(cells, errors="coerce")
            same = numeric == float(positive) if numeric.notna().sum() == cells.notna().sum() else cells == positive
            made[name] = same.astype(float).where(cells.notna())
        elif how["kind"] == "number":
            made[name] = pd.to_numeric(cells, errors="coerce").replace([np.inf, -np.inf], np.nan)
        elif how["kind"] == "time":
            made[name] = moments_of(cells, written)
        else:
            made[name] = cells
    return pd.DataFrame(made)


def joined(tables):
    """The rows with what the other file knows of them: 1 where it names the row, and when it was known first."""
    how = SETTING["JOINED"]
    rows, outcomes = tables[how["rows"]].copy(), tables[1 - how["rows"]]
    keys = [cells_of(table[how[side]]) for table, side in ((rows, "first"), (outcomes, "second"))]
    if how["number"]:
        keys = [pd.to_numeric(key, errors="coerce") for key in keys]
    rows[how["label"]] = keys[0].isin(keys[1].dropna()).astype(float)
    if how["time"] is not None:
        times = moments_of(cells_of(outcomes[how["time"]["from"]]), how["time"]["written"])
        rows[how["time"]["name"]] = keys[0].map(times.groupby(keys[1]).min())
    return [rows]


def windows(tables):
    """The older and the newer rows, as they were chosen on the page."""
    by = SETTING["WINDOWS"]
    if by["by"] == "files":
        return tables[0], tables[1]
    rows = tables[0]
    if by["by"] == "none":
        return rows, None
    values = rows[by["column"]]
    if by["by"] == "split":
        return rows[values.isin(by["older"])], rows[values.isin(by["newer"])]
    moment = (lambda t: pd.Timestamp(t, unit="ms")) if by["clock"] == "time" else float
    (a, b), (c, d) = ([moment(t) for t in by[side]] for side in ("older", "newer"))
    return rows[(values >= a) & (values < b)], rows[(values >= c) & (values <= d)]


if __name__ == "__main__":
    # A share of no rows is NaN, and needs no warning.
    np.seterr(divide="ignore", invalid="ignore")
    raw = [read(file) for file in SETTING["FILES"]]
    # The second file may be written otherwise.
    how = [(SETTING[f"COLUMNS{which}"], SETTING[f"POSITIVE{which}"]) for which in ("", "_OF_SECOND")]
    tables = [typed(one, *how[i]) for i, one in enumerate(joined(raw) if SETTING["JOINED"] else raw)]
    older, newer = windows(tables)
    for check, columns, sides in SETTING["CHECKS"]:
        on_two = sides == 2
        # How old a row must be for its label to be trusted is told by all rows.
        beside = {"wholes": (tables[0], tables[-1])} if check == "calibration-over-time" else {}
        sides = (older.reset_index(drop=True), newer.reset_index(drop=True)) if on_two else (tables[0], None)
        try:
            found = FUNCTIONS[check](*sides, columns, SETTING["ROLES"], **beside)
        except Exception as error:  # One check that cannot tell must not take the others with it.
            print(f"{check} cannot tell of {columns}: {error!r}", file=sys.stderr)
            continue
        for figure, value in found.items():
            print(check, json.dumps(columns, ensure_ascii=False), figure, float(value), sep="\t")
