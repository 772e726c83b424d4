"""Episodes of care and their visits: drawing, examination, hypotheses, plan."""
