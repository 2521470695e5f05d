"""Ký số và liên thông: a registered paper out to be signed and back, bundles and edXML."""
