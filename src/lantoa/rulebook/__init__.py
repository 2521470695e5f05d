"""The law and local rules as dated, cited, confirmable data. ``packs`` reads the shipped ones, without Django."""
