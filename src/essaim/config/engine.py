"""Give Django a SQLite that is safe under several writers, before it imports its own.

SQLite 3.7.0 to 3.51.2 may corrupt a database in WAL mode when a checkpoint meets a
reset of the log; Debian 12 ships 3.40. ``pysqlite3`` carries a mended one.
"""

import sys
from importlib import import_module, util

#: The first release without the WAL-reset bug.
SAFE_SQLITE = (3, 51, 3)


def use_safe_sqlite() -> None:
    """Put ``pysqlite3`` in the place of ``sqlite3`` where it is installed."""
    if util.find_spec("pysqlite3"):
        sys.modules["sqlite3"] = import_module("pysqlite3")
        sys.modules["sqlite3.dbapi2"] = import_module("pysqlite3.dbapi2")
