"""一月一宣传: what units write about their reforms, the month's series, the half-year's best."""
