"""What comes in and goes out: tables as files, packages between deployments, an officer's hand-over."""
