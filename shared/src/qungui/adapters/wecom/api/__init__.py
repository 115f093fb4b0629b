"""
WeCom's calls, one module per family: values in, values out, one request each.

All raise what :class:`qungui.adapters.wecom.client.WeComClient` raises, and TransientError for an
answer that lacks what is documented. Each request spends the budget of its path where it leaves:
see ``adapters/wecom/toll.py``.
"""
