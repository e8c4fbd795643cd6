"""How the reads that measures declare are answered from a snapshot: one file for each table read.

Every reader gives an input (`input`) and exactly the record rows behind it (`rows`).
"""
