"""What was seen of it: the keys of ``then``, from what the platform and the ledger hold."""
