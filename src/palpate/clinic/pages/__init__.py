"""What all pages share: the shell, the navigation, the messages."""
