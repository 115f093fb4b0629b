"""
What people say to the desk, one to one: short Chinese texts become commands, forms become values.

The commands are one table (``commands.COMMANDS``). Reading is pure and looks nothing up: who is
meant, whether somebody may, and what follows is for whoever carries the command out.
"""
