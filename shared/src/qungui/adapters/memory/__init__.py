"""Every port in memory: for ``why``, simulations and tests. They pass the real ones' tests."""
