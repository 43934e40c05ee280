"""What the world is: data files, and the one reader that types and cross-checks them."""
