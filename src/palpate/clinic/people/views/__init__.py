"""Pages of clients and the people around them."""
