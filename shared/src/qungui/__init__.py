"""The rule layer of Qungui: everything that the functions do."""
