"""What the templates of the atlas may call."""
