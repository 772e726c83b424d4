"""Where the landmarks lie on the surface."""

from palpate.anatomy.build.landmarks.all import find_landmarks

__all__ = ["find_landmarks"]
