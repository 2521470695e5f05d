"""Charts as pictures for pages, files and papers: pure SVG, each drawn for a given width.

A drawing names its colours by class; a page's stylesheet fills them (light and dark), ``Picture.file`` writes them out.
"""
