"""
A WeCom that is not there: documented endpoints, fields and limits, and a record of every call.

``endpoints.TABLE`` is the platform's documentation as data, ``corp`` what a company has on the
platform, ``archive`` its message archive, ``server`` the HTTP around them, ``client`` how the
driver and the tests look inside. What is refused where the platform would be milder is said in
docs/topics/local-stack.md.
"""
