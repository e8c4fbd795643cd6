"""Pages of published figures: claims with their verdicts, documents, a claim tried and added."""
