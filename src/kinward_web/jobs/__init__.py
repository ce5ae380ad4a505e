"""Long work: done by a worker, watched from a page that can be left, whole or not at all."""
