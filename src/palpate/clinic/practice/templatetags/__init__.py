"""What templates of the practice need beyond the framework."""
