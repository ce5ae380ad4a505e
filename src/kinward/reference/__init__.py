"""Code sets, commissioning categories, dated parameters and official files."""
