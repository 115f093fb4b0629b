"""How much is found, how much is found wrongly, and how fast, beside peers in the same run."""
