"""Settings: `service` for a council, `local` for `kinward serve` on one's own machine, `demo` for
`make run`, `test` for the tests.

What differs from place to place comes from the environment, the secret of `service` too;
docs/service.md lists it. `local` and `demo` make a secret of their own, kept in the data folder.
"""
