"""What things are: articles, mentions in them, records of them."""
