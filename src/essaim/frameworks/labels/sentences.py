"""The sentence of each refusal: what, where, and the remedy."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "unknown_framework": _("Le référentiel « %(urn)s » n’est pas chargé : chargez son fichier."),
    "unknown_criterion": _(
        "Le critère « %(criterion)s » n’existe pas dans ce référentiel : vérifiez son code."
    ),
    "unknown_level": _(
        "Critère %(criterion)s : le niveau %(value)s n’est pas au barème, choisissez-en un autre."
    ),
    "unknown_special_mark": _(
        "Critère %(criterion)s : la mention « %(value)s » n’est pas prévue par le barème."
    ),
    "level_needs_evidence": _(
        "Critère %(criterion)s : le niveau %(value)s demande une pièce datée. Joignez-la, "
        "ou choisissez un niveau plus bas."
    ),
    "not_applicable_on_imperative": _(
        "Le critère %(criterion)s est impératif : il ne peut pas être « non concerné ». "
        "Donnez-lui un niveau."
    ),
    "not_applicable_forbidden": _(
        "Critère %(criterion)s : ce référentiel n’admet pas « non concerné ». Donnez un niveau."
    ),
    "reason_required": _("Critère %(criterion)s : dites pourquoi vous n’êtes pas concerné."),
    "mark_not_one_answer": _("Une réponse est un niveau, une mention ou une absence : une seule."),
    "mark_unreadable": _("La réponse « %(value)s » ne se lit pas : donnez un niveau du barème."),
    "nothing_to_score": _("« %(framework)s » est une nomenclature : elle ne se note pas."),
    "total_of_profile": _(
        "« %(framework)s » est un profil : il n’a pas de total. Lisez-le axe par axe."
    ),
    "total_of_hierarchy": _("« %(framework)s » se lit par chapitre : il n’a pas de total."),
    "other_framework": _(
        "« %(old)s » et « %(new)s » ne sont pas deux versions du même référentiel."
    ),
    "nothing_edited": _("Rien n’a changé : modifiez au moins un texte, un poids ou une question."),
    "unknown_place": _("« %(place)s » n’existe pas dans ce référentiel : rien n’a été modifié."),
    "edit_refused": _(
        "La version modifiée a %(count)s défaut(s), d’abord à « %(place)s » : corrigez-les."
    ),
    "framework_refused": _(
        "Le fichier « %(file)s » a %(count)s défaut(s), le premier ligne %(line)s : "
        "corrigez-les, puis chargez-le de nouveau. Rien n’a été enregistré."
    ),
    "version_in_use": _(
        "La version « %(urn)s » sert déjà et ne change plus : donnez un nouveau numéro de "
        "version à votre fichier (clés « version » et « urn »)."
    ),
    "unknown_document": _(
        "Le fichier « %(file)s » ne dit pas ce qu’il est (clé « schema » : « %(value)s ») : "
        "écrivez « urn:essaim:schema:framework:1 » pour un référentiel."
    ),
    "file_not_utf8": _(
        "Le fichier « %(file)s », ligne %(line)s, n’est pas écrit en UTF-8 : "
        "enregistrez-le dans cet encodage."
    ),
    "not_one_framework": _("« %(file)s » n’est pas un référentiel : comparez deux référentiels."),
    "unknown_parameter": _("Le paramètre « %(parameter)s » n’existe pas : vérifiez son code."),
    "not_a_number": _("La valeur « %(value)s » n’est pas un nombre : lisez une de ses parties."),
    "unknown_vocabulary": _("La liste « %(name)s » n’existe pas : vérifiez son nom."),
    "unknown_indicator": _("L’indicateur « %(indicator)s » n’existe pas : vérifiez son code."),
    "nothing_to_confirm": _("Les correspondances de cette version n’attendent plus personne."),
    "value_or_reason": _(
        "Donnez une valeur, ou dites pourquoi elle n’est pas disponible : l’une des deux."
    ),
    "value_out_of_range": _("Cette valeur n’est pas plausible : vérifiez le nombre de chiffres."),
    "too_many_decimals": _("Gardez %(most)s décimales au plus."),
    "fact_outside_year": _(
        "La date d’effet %(effective)s n’est pas dans l’année du %(start)s au %(end)s : "
        "choisissez l’année où le fait était vrai."
    ),
    "evidence_of_another": _("Cette pièce n’est pas un fichier de la structure : joignez-la ici."),
}
