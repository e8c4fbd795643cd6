"""The tests mirror the package: behaviour, on data written here or published."""
