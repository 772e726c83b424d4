"""What a body is: its surface, patches, regions, landmarks, and places between them."""

from palpate.anatomy.body import Body
from palpate.anatomy.landmarks import Landmark, load_landmarks
from palpate.anatomy.regions import Region, load_regions
from palpate.anatomy.site import Offset, Site, parse_site, place
from palpate.anatomy.store import load_body

__all__ = [
    "Body",
    "Landmark",
    "Offset",
    "Region",
    "Site",
    "load_body",
    "load_landmarks",
    "load_regions",
    "parse_site",
    "place",
]
