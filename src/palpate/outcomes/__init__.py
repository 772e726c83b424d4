"""What happened to the pain: drawings compared and laid over one another."""

from palpate.outcomes.change import DrawingChange, SideChange, drawing_change, summary
from palpate.outcomes.drawing import Drawing, read_drawing
from palpate.outcomes.heat import heat_map

__all__ = [
    "Drawing",
    "DrawingChange",
    "SideChange",
    "drawing_change",
    "heat_map",
    "read_drawing",
    "summary",
]
