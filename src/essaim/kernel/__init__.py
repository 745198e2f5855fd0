"""Words every domain shares (money, shares, periods, errors). Pure: nothing here imports Django."""
