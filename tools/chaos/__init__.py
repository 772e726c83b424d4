"""Cruelty to the record: killed servers and power cuts, against what was acknowledged."""
