import pandas as pd

payments = pd.read_csv("payments.csv", parse_dates=["event_at"])
print(payments.head())
