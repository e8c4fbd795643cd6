"""The pages of the site: one view file and one template a page."""
