"""Pages of what is published: editions, downloads, how to cite, publishing and taking back."""
