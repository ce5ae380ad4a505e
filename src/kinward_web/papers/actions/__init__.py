"""What people do to papers."""
