"""Pages of văn thư: the queue, a paper with its steps, both registers, series, files for the archive."""
