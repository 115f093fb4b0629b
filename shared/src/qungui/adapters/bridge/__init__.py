"""
A generic bridge to groups outside WeCom: signed JSON in, signed requests out. Off by default.

No bridge is bundled; what it risks stands in docs/topics/bridge.md.
"""
