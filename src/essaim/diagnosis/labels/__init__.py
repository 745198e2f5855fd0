"""French words of the diagnosis: roles, modes, states, and a sentence for each refusal."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from essaim.diagnosis.domain.campaign import CampaignState
from essaim.diagnosis.domain.crossed_views import GapLevel
from essaim.diagnosis.domain.links import LinkKind, LinkRefusal
from essaim.diagnosis.domain.roles import Absence, CollectionMode, RespondentRole
from essaim.diagnosis.labels import results

Words = Mapping[str, str | Promise]

ROLES: Words = {
    RespondentRole.SENIOR_MANAGER: gettext_lazy("Direction"),
    RespondentRole.MIDDLE_MANAGER: gettext_lazy("Encadrement intermédiaire"),
    RespondentRole.CARE_WORKER: gettext_lazy("Intervenant·es à domicile"),
    RespondentRole.SERVICE_USER: gettext_lazy("Personnes accompagnées"),
    RespondentRole.FAMILY_CARER: gettext_lazy("Aidant·es"),
    RespondentRole.BOARD_MEMBER: gettext_lazy("Administrateur·rices bénévoles"),
    RespondentRole.FUNDER: gettext_lazy("Financeurs"),
    RespondentRole.HEALTH_PROFESSIONAL: gettext_lazy("Professionnels de santé"),
    RespondentRole.SUPPLIER: gettext_lazy("Fournisseurs"),
    RespondentRole.LOCAL_AUTHORITY: gettext_lazy("Collectivités"),
}
MODES: Words = {
    CollectionMode.ONLINE: gettext_lazy("en ligne, par la personne"),
    CollectionMode.PAPER: gettext_lazy("feuille papier"),
    CollectionMode.PHONE: gettext_lazy("téléphone"),
    CollectionMode.VISIT: gettext_lazy("visite"),
    CollectionMode.COLLECTIVE: gettext_lazy("réponse collective"),
}
ABSENCES: Words = {
    Absence.DONT_KNOW: gettext_lazy("ne sait pas"),
    Absence.NOT_APPLICABLE: gettext_lazy("pas concerné·e"),
    Absence.UNANSWERED: gettext_lazy("sans réponse"),
    Absence.NOT_ASKED: gettext_lazy("non demandé"),
}
STATES: Words = {
    CampaignState.DRAFT: gettext_lazy("à préparer"),
    CampaignState.OPEN: gettext_lazy("ouverte"),
    CampaignState.CLOSED: gettext_lazy("close"),
    CampaignState.PUBLISHED: gettext_lazy("publiée"),
}
STATE_TONES: Mapping[str, str] = {
    CampaignState.DRAFT: "",
    CampaignState.OPEN: "warn",
    CampaignState.CLOSED: "info",
    CampaignState.PUBLISHED: "good",
}
GAPS: Words = {
    GapLevel.NONE: gettext_lazy("proches"),
    GapLevel.TO_DISCUSS: gettext_lazy("à discuter"),
    GapLevel.DISAGREEMENT: gettext_lazy("désaccord"),
}
LINK_KINDS: Words = {
    LinkKind.PERSONAL: gettext_lazy("lien personnel"),
    LinkKind.ROLE: gettext_lazy("lien du groupe"),
}
#: What the holder of a link reads when it opens nothing: simple words, and what to do.
LINK_REFUSALS: Words = {
    LinkRefusal.UNKNOWN: gettext_lazy(
        "Cette adresse n’est pas complète. Prenez la feuille ou le message et recommencez."
    ),
    LinkRefusal.REVOKED: gettext_lazy(
        "Ce lien a été annulé. Demandez un autre lien à la personne qui vous l’a donné."
    ),
    LinkRefusal.EXPIRED: gettext_lazy(
        "La date de ce lien est passée. Demandez un autre lien à la personne qui vous l’a donné."
    ),
    LinkRefusal.NOT_OPEN: gettext_lazy(
        "Les questions ne sont pas encore ouvertes. Revenez dans quelques jours."
    ),
    LinkRefusal.CLOSED: gettext_lazy(
        "Les réponses sont closes. Vous aurez la suite à la date promise."
    ),
    LinkRefusal.FULL: gettext_lazy(
        "Toutes les places de ce lien sont prises. Demandez un autre lien ou une feuille."
    ),
}

SENTENCES = {
    "scale_reversed": _(
        "Barème de %(least)s à %(most)s : le niveau le plus haut doit dépasser le plus bas."
    ),
    "collective_too_small": _(
        "Une réponse collective compte au moins 2 personnes présentes, pas %(n)s."
    ),
    "threshold_too_low": _("Le seuil %(threshold)s est trop bas : donnez un nombre à partir de 1."),
    "no_free_consent": _(
        "L’accord pour être montré·e seul·e ne se demande qu’à la direction, jamais à un·e "
        "subordonné·e : retirez « %(role)s »."
    ),
    "level_off_scale": _(
        "%(criterion)s, %(role)s : le niveau %(level)s n’est pas sur le barème de %(least)s à "
        "%(most)s ; corrigez-le."
    ),
    "unknown_respondent_role": _(
        "« %(role)s » n’est pas un rôle connu : utilisez par exemple care_worker ou middle_manager."
    ),
    "case_too_large": _("Ce cas est trop grand ou trop imbriqué : vérifiez le fichier."),
    "case_not_json": _(
        "Ligne %(line)s, colonne %(column)s : ce n’est pas du JSON ; corrigez ce passage."
    ),
    "case_not_utf8": _(
        "Octet %(place)s : le fichier n’est pas en UTF-8 ; enregistrez-le dans cet encodage."
    ),
    "case_key": _("%(place)s : la clé « %(key)s » n’est pas prévue ; retirez-la ou corrigez-la."),
    "case_key_twice": _("La clé « %(key)s » est écrite deux fois : gardez-en une seule."),
    "case_shape": _(
        "%(place)s : la forme n’est pas celle attendue ; voyez l’exemple de la notice."
    ),
    "case_number": _("%(place)s « %(value)s » : écrivez un nombre entier, sans guillemets."),
    "case_mark": _('%(place)s « %(value)s » : écrivez un nombre entier, "NA", "DK" ou null.'),
    "individual_and_collective": _(
        "%(place)s : réponses individuelles et collective d’un même rôle ne s’ajoutent jamais ; "
        "gardez l’une des deux."
    ),
    "campaign_step_refused": _(
        "Cette campagne ne peut pas faire ce pas maintenant : rechargez la page pour voir où elle "
        "en est."
    ),
    "no_purpose": _("Écrivez le but de la campagne avant de l’ouvrir."),
    "no_cse_word": _(
        "Donnez la date d’information du CSE, ou cochez « pas de CSE » : l’un des deux, pas les "
        "deux."
    ),
    "cse_informed_later": _(
        "Le CSE ne peut pas avoir été informé le %(date)s, qui est dans le futur."
    ),
    "no_paid_time_word": _("Dites si l’on répond sur le temps de travail payé : oui ou non."),
    "no_promised_answer": _(
        "Promettez une date de réponse aux personnes interrogées : sans elle, la campagne n’ouvre "
        "pas."
    ),
    "promised_answer_past": _(
        "La date de réponse promise, %(date)s, est passée : choisissez un jour à venir."
    ),
    "question_without_words": _(
        "%(criterion)s, %(role)s : écrivez la question dans les mots de ce rôle."
    ),
    "anchors_incomplete": _(
        "%(criterion)s, %(role)s : écrivez un repère pour chaque niveau du barème."
    ),
    "nothing_asked": _("Cette campagne ne pose aucune question : choisissez au moins un rôle."),
    "asked_twice": _("%(criterion)s est demandé deux fois à « %(role)s » : gardez une question."),
    "too_many_questions": _(
        "« %(role)s » aurait %(n)s questions : %(most)s au plus pour ce rôle, retirez-en."
    ),
    "mode_has_no_collector": _("Ce mode de recueil se fait sans tiers : choisissez-en un autre."),
    "no_collector": _("Dites qui a recueilli la réponse : il faut un compte."),
    "collected_by_employer": _(
        "L’employeur ne recueille jamais les réponses de ses salarié·es : confiez la saisie à "
        "l’accompagnement."
    ),
    "collected_by_care_giver": _(
        "La personne qui apporte l’aide ne recueille pas la réponse : confiez-la à un tiers."
    ),
    "link_full": _(
        "Toutes les places de ce lien sont prises : demandez un autre lien ou une feuille."
    ),
    "link_places": _("Un lien sert de 1 à %(most)s personnes, pas %(n)s : corrigez le nombre."),
    "link_expiry_past": _(
        "Le dernier jour du lien, %(date)s, est passé : choisissez un jour à venir."
    ),
    "link_revoked_already": _("Ce lien est déjà annulé : créez-en un autre."),
    "table_not_publishable": _("Le tableau « %(table)s » n’est pas de ceux qui se publient."),
    "tables_too_close": _(
        "Les tableaux « %(one)s » et « %(other)s » ne diffèrent que de %(n)s personnes : n’en "
        "publiez qu’un."
    ),
    "group_too_small_to_quote": _(
        "Ce groupe est masqué : ses paroles sont comptées, jamais citées. Proposez une réponse "
        "collective."
    ),
    "nothing_to_release": _("Le verbatim est vide : écrivez le passage à diffuser."),
    "names_someone": _(
        "Confirmez que le passage ne nomme ni personne, ni tournée, ni lieu, ni date, ni poste "
        "rare."
    ),
    "not_the_adviser": _(
        "Seule l’accompagnatrice ou l’accompagnateur de cette campagne fait cet acte."
    ),
    "campaign_not_draft": _(
        "Cette campagne est déjà ouverte : ses questions ne changent plus, créez-en une autre."
    ),
    "campaign_changed": _(
        "Quelqu’un a modifié cette campagne pendant que vous écriviez : relisez, puis enregistrez "
        "de nouveau."
    ),
    "role_not_asked": _("« %(role)s » n’est pas interrogé dans cette campagne."),
    "criterion_not_asked": _("« %(criterion)s » n’est pas demandé à ce rôle."),
    "level_unknown": _("« %(value)s » n’est pas une des réponses proposées à %(criterion)s."),
    "answer_needs_reason": _("%(criterion)s : dites pourquoi vous n’êtes pas concerné·e."),
    "everyone_is_concerned": _("%(criterion)s : ce référentiel n’admet pas « pas concerné·e »."),
    "words_too_long": _("%(criterion)s : ce texte dépasse %(most)s signes, raccourcissez-le."),
    "unreadable_words": _("Ce texte contient un signe illisible : tapez-le de nouveau."),
    "nothing_answered": _("Répondez à une question au moins avant d’envoyer."),
    "round_not_open": _("Ce tour n’est pas ouvert : aucune réponse n’entre."),
    "submission_key": _("Cet envoi est incomplet : rechargez la page et recommencez."),
    "sheet_code_unknown": _("Aucune feuille ne porte le code « %(sheet)s » : relisez-le."),
    "sheet_code_taken": _("La feuille « %(sheet)s » est déjà saisie : ouvrez-la pour la corriger."),
    "collective_already_accepted": _(
        "La réponse collective de « %(role)s » est déjà acceptée : elle ne change plus."
    ),
    "collective_not_needed": _(
        "« %(role)s » a assez de réponses individuelles pour être montré : elles ne s’ajoutent "
        "pas à une réponse collective."
    ),
    "not_read_back": _(
        "Relisez la réponse au groupe, et cochez qu’il l’accepte, avant de l’enregistrer."
    ),
    "workbook_empty": _("Ce classeur ne contient aucune réponse : remplissez une ligne au moins."),
    "column_missing": _("La colonne « %(column)s » manque : repartez du modèle téléchargé."),
    "sheet_lines_refused": _("Rien n’est importé. %(lines)s"),
}
SENTENCES |= results.SENTENCES
