"""Many organisations from one: every row that belongs to L’Amandier, copied by the engine.

What belongs to an organisation is found by following foreign keys from its row and from the
accounts of those who belong to it alone; a copy's key is the original's plus a multiple of a
stride, so that links between copies need no table of correspondence. One INSERT … SELECT per
table: 5,800 organisations in seconds.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection, models

from essaim.platform.models import Link, Membership, Organisation, User

STRIDE = 10_000_000
#: Shared by everybody, or copied in its own way: never found by following keys.
COMMON = {"platform.audithead", "platform.auditline", "platform.link"}
#: Other bodies of an agreement, of a mandate, of a campaign: they do not make a row ours.
OTHERS = {"owner", "holder", "funder"}
#: Keys of rows kept without a foreign key.
LOOSE = {"node_id", "source_id", "target_id"}
#: The rows that the thread links.
NODES = {
    "excerpt": "diagnosis.ReleasedExcerpt",
    "criterion": "diagnosis.ConsolidatedRating",
    "diagnosis": "diagnosis.CampaignRound",
    "plan": "plans.ActionPlan",
    "action": "plans.Action",
    "target": "plans.YearTarget",
    "result": "plans.YearTarget",
    "aid_line": "funding.StatementLine",
    "payment": "funding.Statement",
}
#: Days that differ from one copy to the next, as an agency's dues do over a year.
SPREAD = {"due_on"}
#: Digits that make a copied value differ, and bytes kept of a file: nobody opens a copy's.
DIGITS, HEAD = 5, 1000
Field = models.Field[Any, Any]
Rows = dict[type[models.Model], set[int]]


def belongings(organisation_id: int) -> Rows:
    """Return the keys of every row that belongs to an organisation, by model."""
    found: Rows = {Organisation: {organisation_id}, User: _people(organisation_id)}
    ours = (m for m in apps.get_models(include_auto_created=True) if "essaim." in m.__module__)
    candidates = [m for m in ours if m._meta.label_lower not in COMMON and m not in found]
    grew = True
    while grew:
        grew = False
        for model in candidates:
            keys = _owned(model, found)
            if keys - found.get(model, set()):
                found[model] = keys
                grew = True
    return found


def _people(organisation_id: int) -> set[int]:
    """Return the accounts that belong to this organisation and to no other."""
    here = Membership.objects.filter(organisation=organisation_id).values_list("user", flat=True)
    away = Membership.objects.exclude(organisation=organisation_id)
    return set(here) - set(away.values_list("user", flat=True))


def _owned(model: type[models.Model], found: Rows) -> set[int]:
    owned = models.Q(pk__in=[])
    for field in model._meta.concrete_fields:
        if _parent(field) in found and field.name not in OTHERS:
            owned |= models.Q(**{f"{field.attname}__in": found[_parent(field)]})
    return set(model._default_manager.filter(owned).values_list("pk", flat=True))


def _parent(field: Field) -> Any:
    return field.remote_field.model if field.remote_field else None


def grow(organisation_id: int, copies: int) -> int:
    """Copy an organisation and all that belongs to it; return the number of rows made."""
    found = belongings(organisation_id)
    found[Link] = _links(found)
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for model, keys in found.items():
            if keys:
                cursor.execute(*_copy(model, keys, found, copies))
        cursor.execute("ANALYZE")
    return copies * sum(map(len, found.values()))


def _links(found: Rows) -> set[int]:
    """Return the links of the thread between rows that are all copied."""
    ours = {code: found.get(apps.get_model(label), set()) for code, label in NODES.items()}
    return {
        link.pk
        for link in Link.objects.iterator()
        if link.source_id in ours.get(link.source_kind, ())
        and link.target_id in ours.get(link.target_kind, ())
    }


def _copy(
    model: type[models.Model], keys: set[int], found: Rows, copies: int
) -> tuple[str, list[int]]:
    """Return one statement that copies *keys* of a table *copies* times."""
    quote, fields = connection.ops.quote_name, model._meta.concrete_fields
    table, varied = quote(model._meta.db_table), _varied(model, found)
    written = ", ".join(_written(field, found, is_varied=field.name in varied) for field in fields)
    names = ", ".join(quote(field.column or field.name) for field in fields)
    chosen = ", ".join(map(str, sorted(keys)))
    statement = (
        f"WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < %s) "
        f"INSERT INTO {table} ({names}) SELECT {written} FROM {table}, n "
        f"WHERE {table}.{quote(_key(model))} IN ({chosen})"
    )
    return statement, [copies]


def _key(model: type[models.Model]) -> str:
    assert model._meta.pk.column, "each of our tables has one key"
    return model._meta.pk.column


def _varied(model: type[models.Model], found: Rows) -> set[str]:
    """Return the texts that must differ, since no moved key makes their row unique."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    together = [{field.name} for field in fields.values() if field.unique]
    together += [
        {str(each.deconstruct()[1][0]) for each in rule.expressions if isinstance(each, models.F)}
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint)
    ]
    alone = [names for names in together if not any(_moves(fields[name], found) for name in names)]
    texts = {name for names in alone for name in names}
    return {name for name in texts | {"name"} & set(fields) if _is_text(fields[name])}


def _is_text(field: Field) -> bool:
    return isinstance(field, models.CharField)


def _moves(field: Field, found: Rows) -> bool:
    is_ours = _parent(field) in found and field.name not in OTHERS
    return is_ours or field.primary_key or field.name in LOOSE


def _written(field: Field, found: Rows, *, is_varied: bool) -> str:
    """Return how a column of a copy is written from the original's."""
    column = connection.ops.quote_name(field.column or field.name)
    moved = f"{column} + k * CAST({STRIDE} AS BIGINT)"
    if _moves(field, found) and _parent(field):
        kept = ", ".join(map(str, sorted(found[_parent(field)]))) or "0"
        return f"CASE WHEN {column} IN ({kept}) THEN {moved} ELSE {column} END"
    if _moves(field, found):
        return moved
    if field.name in SPREAD:
        is_sqlite = connection.vendor == "sqlite"
        return f"date({column}, (k %% 365) || ' days')" if is_sqlite else f"{column} + k %% 365"
    if is_varied:
        kept = f"SUBSTR({column}, 1, {(field.max_length or 200) - DIGITS})"
        return f"CASE {column} WHEN '' THEN '' ELSE {kept} || ({10 ** (DIGITS - 1)} + k) END"
    if isinstance(field, models.BinaryField):
        return f"SUBSTR({column}, 1, {HEAD})"
    return column


def shrink(organisation_id: int) -> None:
    """Throw the copies away: the rows whose key is past the stride."""
    quote = connection.ops.quote_name
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        found: list[type[models.Model]] = [*belongings(organisation_id), Link]
        for model in found:
            table, key = quote(model._meta.db_table), quote(_key(model))
            cursor.execute(f"DELETE FROM {table} WHERE {key} > %s", [STRIDE])
