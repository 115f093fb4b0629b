"""A plan played on a stage: what was before, then its own event, by the use cases."""
