"""Pure: conditions, money, quotas, deadlines."""
