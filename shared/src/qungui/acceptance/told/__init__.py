"""What a scenario tells, ``given`` and ``when``, key by key into a plan."""
