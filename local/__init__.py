"""The local stack: the real template on an emulator, a WeCom that is not there, and a story."""
