"""The system of record: two administrations, one record, on the contract of the library."""
