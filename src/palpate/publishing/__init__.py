"""The atlas as files: one JSON, a set of CSV tables, a page, and printed books and charts."""

from palpate.publishing.citation import citation_file, cite
from palpate.publishing.contact_sheet import Sheet, contact_sheets
from palpate.publishing.csv_tables import csv_tables
from palpate.publishing.document import atlas_document, document_version
from palpate.publishing.export import csv_archive, export_files
from palpate.publishing.pdf import atlas_pdf
from palpate.publishing.region_chart import chart_names, find_chart, region_pdf
from palpate.publishing.schema import document_schema
from palpate.publishing.setting import PAPERS

__all__ = [
    "PAPERS",
    "Sheet",
    "atlas_document",
    "atlas_pdf",
    "chart_names",
    "citation_file",
    "cite",
    "contact_sheets",
    "csv_archive",
    "csv_tables",
    "document_schema",
    "document_version",
    "export_files",
    "find_chart",
    "region_pdf",
]
