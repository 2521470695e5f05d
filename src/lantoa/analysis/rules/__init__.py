"""Pure rules of analysis: what a table asks, which counts are too small to show, when a sending is due."""
