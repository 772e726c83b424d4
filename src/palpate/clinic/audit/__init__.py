"""The audit chain: who did what, to which client's record, why and when."""
