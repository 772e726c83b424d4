"""Referral charts: where a source is felt, drawn on the body."""

from palpate.charts.chart import png_chart, svg_chart
from palpate.charts.figure import body_picture

__all__ = ["body_picture", "png_chart", "svg_chart"]
