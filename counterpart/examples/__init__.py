"""Example folders as data, and the generator of the synthetic programme among them."""
