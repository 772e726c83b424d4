"""Leave Palpate: everything in one archive that needs no Palpate to be read."""
