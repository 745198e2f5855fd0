"""The import guard: the only place that opens archives, XML, spreadsheets, CSV, JSON or YAML."""

from essaim.platform.files.containers import read_workbook, read_xlsx
from essaim.platform.files.csv import ENCODINGS, SEPARATORS, read_csv, read_rows
from essaim.platform.files.guard import EVIDENCE, TABLES, Intake, Kind, clean_name, guard
from essaim.platform.files.json import read_json
from essaim.platform.files.tables import (
    Ragged,
    Reading,
    Row,
    Table,
    fold_header,
    with_header,
    without_header,
)
from essaim.platform.files.yaml import Lines, read_yaml

__all__ = [
    "ENCODINGS",
    "EVIDENCE",
    "SEPARATORS",
    "TABLES",
    "Intake",
    "Kind",
    "Lines",
    "Ragged",
    "Reading",
    "Row",
    "Table",
    "clean_name",
    "fold_header",
    "guard",
    "read_csv",
    "read_json",
    "read_rows",
    "read_workbook",
    "read_xlsx",
    "read_yaml",
    "with_header",
    "without_header",
]
