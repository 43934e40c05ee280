"""Assembly: mentions in, statements about launches, people and reactions out."""
