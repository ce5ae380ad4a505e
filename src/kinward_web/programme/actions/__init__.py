"""What people do to programmes."""
