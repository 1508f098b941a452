import numpy as np


def ddm(older, newer, columns, roles):
    errors, entered, figures = error_line(older, newer, roles)
    alarms = np.zeros(len(errors), dtype=bool)
    n = np.arange(1, len(errors) + 1)
    rates = np.cumsum(errors) / n
    deviations = np.sqrt(rates * (1 - rates) / n)
    lowest, bound = np.inf, np.inf
    for i in range(30, len(errors)):
        level = rates[i] + deviations[i]
        if level <= lowest:
            lowest, bound = level, rates[i] + 3 * deviations[i]
        alarms[i] = level > bound
    return with_alarm(figures, entered, alarms)
