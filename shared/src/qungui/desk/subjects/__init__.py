"""What can be said to the desk, a module for each subject; ``commands.COMMANDS`` is all of it."""
