"""Pure foundations: no Django, no clock reads outside clock.py, no input or output."""
