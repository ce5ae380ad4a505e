"""Running the service on one machine: the pages and the worker, started and stopped together."""
