"""Published papers as folders that `kinward check-paper` reads, with the numbers copied in."""

from published_papers.folder import PAPERS, write_paper

__all__ = ["PAPERS", "write_paper"]
