"""Referral charts: where a source is felt, drawn on the body."""

from palpate.charts.chart import png_chart, svg_chart
from palpate.charts.figure import body_picture
from palpate.charts.plate import Plate, place_plates, plates

__all__ = ["Plate", "body_picture", "place_plates", "plates", "png_chart", "svg_chart"]
