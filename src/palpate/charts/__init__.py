"""Referral charts: where a source is felt, drawn on the body."""

from palpate.charts.chart import png_chart, svg_chart
from palpate.charts.figure import body_picture
from palpate.charts.plate import Plate, plates

__all__ = ["Plate", "body_picture", "plates", "png_chart", "svg_chart"]
