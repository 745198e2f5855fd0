"""Aid going out: data for programs, frozen content, printed statement, tables."""

from essaim.funding.exporters.data import decision_as_data
from essaim.funding.exporters.frozen import frozen_content
from essaim.funding.exporters.printed import explained_statement, statement_pdf, statement_print
from essaim.funding.exporters.tables import lines_header, lines_table

__all__ = [
    "decision_as_data",
    "explained_statement",
    "frozen_content",
    "lines_header",
    "lines_table",
    "statement_pdf",
    "statement_print",
]
