"""Speed and cost, measured on the spot: ``python -m benchmarks [NAME ...]``."""
