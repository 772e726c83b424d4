"""The workbench: one page on which pain is drawn and its possible sources are ranked."""
