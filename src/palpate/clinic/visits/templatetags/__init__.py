"""Template tags of visits."""
