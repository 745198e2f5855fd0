"""Accounts, tenants, who belongs where, and who serves whom."""

from datetime import date

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from essaim.kernel.errors import DomainError
from essaim.platform import queries
from essaim.platform.domain.viewer import (
    HOUSE,
    MandateKind,
    OrganisationKind,
    Role,
    Viewer,
    check_role,
)
from essaim.platform.models import Mandate, Membership, Organisation, User
from essaim.platform.services.audit import keep_audit_line

#: Who may say who belongs to an organisation; nobody grants above own role.
GRANTORS = (Role.DIRECTOR, Role.OPERATOR)


@transaction.atomic
def open_account(*, email: str, name: str, password: str | None, by: Viewer) -> User:
    """Open an account; without *password*, its owner asks for one by e-mail."""
    if User.objects.filter(email__iexact=email).exists():
        raise DomainError("account_exists", email=email)
    user = User(email=email.lower(), name=name)
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise DomainError("weak_password", why=" ".join(error.messages)) from error
    user.set_password(password)
    user.save()
    keep_audit_line(user, act="open_account", by=by)
    return user


@transaction.atomic
def found_organisation(*, name: str, kind: OrganisationKind, by: Viewer) -> Organisation:
    """Create a tenant that nobody belongs to yet; adviser or operator grants the first role."""
    organisation = Organisation.objects.create(name=name, kind=kind)
    keep_audit_line(organisation, act="found_organisation", by=by, organisation_id=organisation.pk)
    return organisation


@transaction.atomic
def grant_role(*, organisation_id: int, account_id: int, role: Role, by: Viewer) -> Membership:
    """Give an account a role in an organisation; the first one of a tenant comes from the house.

    Raises:
        DomainError: ``not_allowed``, ``above_own_role``, ``employer_is_operator``,
            ``role_not_for_kind``, ``role_already_held``.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    check_role(role, OrganisationKind(organisation.kind))
    _check_grantor(organisation, role, by)
    membership, is_new = Membership.objects.get_or_create(
        user_id=account_id, organisation=organisation, role=role
    )
    if not is_new:
        raise DomainError("role_already_held", organisation=organisation.name)
    keep_audit_line(membership, act="grant_role", by=by, organisation_id=organisation_id)
    return membership


def _check_grantor(organisation: Organisation, role: Role, by: Viewer) -> None:
    """Refuse who may not grant *role* there: the house founds, then directors decide.

    An adviser seats the first member of an organisation that nobody belongs to yet.
    """
    if by == HOUSE:
        return
    held = queries.roles_in(by, organisation.pk)
    if Role.ADVISER in held and not organisation.memberships.exists():
        return
    if not held & set(GRANTORS):
        raise DomainError("not_allowed")
    if role is Role.OPERATOR and Role.OPERATOR not in held:
        raise DomainError("above_own_role")


@transaction.atomic
def invite_member(
    *, organisation_id: int, email: str, name: str, role: Role, by: Viewer
) -> Membership:
    """Give a role to the account of an address, opened if there is none yet."""
    organisations = queries.own_organisations(by, *GRANTORS)
    organisation = organisations.get(pk=organisation_id)
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = open_account(email=email, name=name, password=None, by=by)
    membership = grant_role(organisation_id=organisation.pk, account_id=user.pk, role=role, by=by)
    transaction.on_commit(lambda: _welcome(user, organisation.name))
    return membership


def _welcome(user: User, organisation: str) -> None:
    """Tell a person who was given a role where to choose a password."""
    address = settings.ESSAIM_SITE + reverse("account_reset_password")
    facts = {"name": user.name, "organisation": organisation, "address": address}
    send_mail(
        subject=gettext("Votre accès à Essaim"),
        message=gettext(
            "Bonjour %(name)s,\n\n« %(organisation)s » vous a donné un rôle dans Essaim.\n"
            "Choisissez votre mot de passe à l’adresse %(address)s\n"
        )
        % facts,
        from_email=None,
        recipient_list=[user.email],
        fail_silently=True,
    )


@transaction.atomic
def revoke_role(*, membership_id: int, by: Viewer) -> None:
    """Take a role back; the next request of its holder is refused. A tenant keeps a director."""
    mine = queries.own_organisations(by, *GRANTORS)
    membership = (
        Membership.objects.select_for_update().filter(organisation__in=mine).get(pk=membership_id)
    )
    peers = Membership.objects.filter(
        organisation_id=membership.organisation_id, role=membership.role
    )
    if membership.role == Role.DIRECTOR and peers.count() == 1:
        raise DomainError("last_director")
    keep_audit_line(
        membership, act="revoke_role", by=by, organisation_id=membership.organisation_id
    )
    membership.delete()


@transaction.atomic
def give_mandate(
    *,
    holder_id: int,
    organisation_id: int,
    kind: MandateKind,
    by: Viewer,
    since: date | None = None,
) -> Mandate:
    """Let *holder* serve an organisation; the same running mandate is given once."""
    if holder_id == organisation_id:
        raise DomainError("mandate_to_oneself")
    mandate, is_new = Mandate.objects.get_or_create(
        holder_id=holder_id,
        organisation_id=organisation_id,
        kind=kind,
        until=None,
        defaults={"since": since or timezone.localdate()},
    )
    if is_new:
        keep_audit_line(mandate, act="give_mandate", by=by, organisation_id=organisation_id)
    return mandate


def choose_appearance(*, theme: str, by: Viewer) -> None:
    """Keep the reader's own choice of light or dark on the account."""
    if theme not in {"auto", "light", "dark"}:
        raise DomainError("unknown_theme")
    User.objects.filter(pk=by.account_id or 0).update(theme=theme)
