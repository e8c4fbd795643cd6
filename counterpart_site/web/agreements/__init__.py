"""Pages of what was agreed: the register of agreements, one with its promises, a what-if."""
