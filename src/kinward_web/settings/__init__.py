"""Settings: `service` for a council, `demo` for `make run`, `test` for the tests.

All come from the environment, so that nothing secret is in a file. docs/service.md lists them.
"""
