"""A version that something reads is frozen by the database itself, on both engines."""

from django.db import migrations

TABLE = "frameworks_frameworkversion"
SQLITE = (
    f"""
    CREATE TRIGGER frameworks_version_frozen BEFORE UPDATE OF urn, content, digest ON {TABLE}
    WHEN OLD.used_at IS NOT NULL AND (
        NEW.urn <> OLD.urn OR NEW.content <> OLD.content OR NEW.digest <> OLD.digest)
    BEGIN SELECT RAISE(ABORT, 'a framework version in use never changes'); END
    """,
    f"""
    CREATE TRIGGER frameworks_version_kept BEFORE DELETE ON {TABLE}
    WHEN OLD.used_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a framework version in use is never deleted'); END
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION frameworks_version_frozen() RETURNS trigger AS $$
    BEGIN
        IF OLD.used_at IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.urn <> OLD.urn
            OR NEW.content <> OLD.content OR NEW.digest <> OLD.digest) THEN
            RAISE EXCEPTION 'a framework version in use never changes'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    f"""
    CREATE TRIGGER frameworks_version_frozen BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION frameworks_version_frozen()
    """,
)


def freeze(_apps, editor):
    statements = POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        editor.execute(statement)


def thaw(_apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER frameworks_version_frozen ON {TABLE}")
        editor.execute("DROP FUNCTION frameworks_version_frozen()")
    else:
        editor.execute("DROP TRIGGER frameworks_version_frozen")
        editor.execute("DROP TRIGGER frameworks_version_kept")


class Migration(migrations.Migration):
    dependencies = [("frameworks", "0001_versions_documents_values")]
    operations = [migrations.RunPython(freeze, thaw)]
