"""Running an installation: serving, checking, backing up, restoring. No movement in here."""
