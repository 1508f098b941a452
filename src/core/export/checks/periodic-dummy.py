import numpy as np


def periodic_dummy(older, newer, columns, roles):
    errors, entered, figures = error_line(older, newer, roles)
    return with_alarm(figures, entered, np.arange(1, len(errors) + 1) == 300)
