"""The engine: one connection, the tables it holds, and the aggregations that measures need."""
