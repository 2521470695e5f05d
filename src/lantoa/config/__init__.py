"""Settings, addresses and servers: the top of the house."""
