"""The ``qungui`` command: for people at a terminal; no function loads it."""
