"""Published cases, and how the model is fitted and scored on them."""
