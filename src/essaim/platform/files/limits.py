"""Every limit of the import guard, in one place."""

from __future__ import annotations

MIB = 1024 * 1024

#: An office, text or data file.
MOST_BYTES = 20 * MIB
#: What an office file may hold once inflated.
MOST_ENTRIES = 2_000
MOST_INFLATED = 60 * MIB
MOST_PART = 40 * MIB
#: Above one mebibyte inflated, how many times larger than compressed; honest styles exceed 100.
MOST_RATIO = 200
RATIO_FROM = MIB
MOST_NAME = 200

#: XML inside an office file.
MOST_XML_DEPTH = 64
MOST_ATTRIBUTES = 500

#: Tables.
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_SHEETS = 50
MOST_CELL = 32_767
#: Spreadsheets declare rows that hold nothing; they are read past, up to the format's own end.
MOST_PHYSICAL_ROWS = 1_048_576

#: JSON and YAML.
MOST_DIGITS = 40
MOST_DEPTH = 64

#: The child process that opens containers.
CHILD_MEMORY = 600 * MIB
CHILD_SECONDS = 20
