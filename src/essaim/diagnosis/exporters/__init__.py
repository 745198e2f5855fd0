"""What leaves the diagnosis as a file."""

from essaim.diagnosis.exporters.sheet import CODE, COMMENT, sheet_pdf, workbook

__all__ = ["CODE", "COMMENT", "sheet_pdf", "workbook"]
