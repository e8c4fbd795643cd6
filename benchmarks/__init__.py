"""Benchmarks: ours, the peer and the floor on the same input in one run, as ratios.

Not part of the tests. `script/bench` runs them all; a target that is missed is printed as missed.
"""
