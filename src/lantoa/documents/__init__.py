"""Official papers as one pure tree, rendered to DOCX, PDF and HTML; and the checker of others' files.

No Django, no models: facts come in as dataclasses, bytes go out.
"""
