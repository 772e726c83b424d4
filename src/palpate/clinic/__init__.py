"""The clinic: a Django project that shows the library to a therapist."""
