"""One sentence for each refusal: what, where, and the remedy."""

from django.utils.translation import gettext_noop as _

CASE_SENTENCES = {
    "weights_not_one": _(
        "Les poids des lignes font %(total)s et non 1 : corrigez-les pour que leur somme soit "
        "exactement 1."
    ),
    "not_observed": _(
        "Restent à renseigner : %(targets)s. Constatez une valeur ou déclarez un échec motivé : "
        "une ligne inconnue n’est pas une ligne à zéro."
    ),
    "negative_amount": _(
        "%(name)s : le montant %(value)s est négatif. Donnez un montant nul ou positif."
    ),
    "rule_disordered": _(
        "Le plancher (%(floor)s) ne peut dépasser le plein (%(full)s), et le plein doit être "
        "au-dessus de zéro et au plus 1."
    ),
    "steps_missing": _(
        "La forme « steps » demande une table de paliers : ajoutez « steps », par exemple "
        '[["0.5","0.4"],["1","1"]].'
    ),
    "steps_without_shape": _(
        "Des paliers sont donnés, mais la forme est « %(shape)s » : écrivez « steps », ou retirez "
        "les paliers."
    ),
    "steps_not_increasing": _(
        "Les paliers doivent monter : celui de %(threshold)s ne suit pas le précédent. Rangez les "
        "seuils du plus petit au plus grand, sans qu’une part diminue."
    ),
    "steps_pay_nothing_done": _(
        "Le premier palier paie %(share)s du plafond pour une atteinte nulle : relevez son seuil "
        "au-dessus de 0, ou mettez sa part à 0."
    ),
    "steps_short_of_full": _(
        "Au plein (%(full)s), les paliers ne paient que %(share)s du plafond : le plein doit payer "
        "1. Ajoutez un palier, ou changez le plein."
    ),
    "step_not_a_pair": _(
        '%(name)s : un palier est une paire, le seuil puis la part, par exemple ["0.5","0.4"].'
    ),
    "not_an_object": _("%(name)s : un objet avec ses champs est attendu ici."),
    "not_a_list": _("%(name)s : une liste est attendue ici."),
    "unknown_key": _("%(name)s : champ inconnu. Champs possibles : %(known)s."),
    "missing_key": _("%(name)s : ce champ manque. Ajoutez-le."),
    "text_missing": _(
        "%(name)s : un texte d’au plus %(most)s caractères, sur une ligne, est attendu ici."
    ),
    "not_a_whole_number": _(
        "%(name)s : « %(value)s » n’est pas un nombre entier de %(least)s à %(most)s."
    ),
    "too_many_lines": _("%(count)s lignes : un cas n’en a pas plus de %(most)s."),
    "line_given_twice": _(
        "%(name)s : la ligne est donnée de plusieurs façons (%(keys)s). Gardez-en une : "
        "achievement, ou baseline, goal et observed, ou rubric."
    ),
    "line_incomplete": _("%(name)s : il manque %(missing)s pour mesurer l’atteinte de la ligne."),
    "level_outside_rubric": _(
        "%(name)s : le niveau doit être entre %(lowest)s et %(highest)s, et le dernier niveau "
        "au-dessus du premier."
    ),
    "unknown_shape": _("%(name)s : la forme « %(value)s » est inconnue. Choisissez : %(known)s."),
    "unknown_family": _(
        "%(name)s : la famille « %(value)s » n’est pas connue ici. Choisissez : %(known)s."
    ),
}
SCHEME_SENTENCES = {
    "unknown_schema": _("%(name)s : « %(value)s » n’est pas le schéma attendu, %(known)s."),
    "urn_mismatch": _("%(name)s : « %(value)s » ne correspond pas à %(expected)s."),
    "not_a_slug": _(
        "%(name)s : « %(value)s » ne doit contenir que des lettres sans accent, des chiffres, des "
        "points et des tirets bas."
    ),
    "not_a_day": _("%(name)s : « %(value)s » n’est pas une date écrite '2026-12-31'."),
    "unknown_status": _("%(name)s : l’état « %(value)s » est inconnu. Choisissez : %(known)s."),
    "unknown_weights": _(
        "%(name)s : « %(value)s » ne dit pas où sont écrits les poids. Choisissez : %(known)s."
    ),
    "unknown_provenance": _(
        "%(name)s : « %(value)s » ne dit pas qui l’affirme. Choisissez : %(known)s."
    ),
    "nothing_to_grant": _("%(name)s : le montant de la subvention doit dépasser zéro."),
    "tranches_not_one": _(
        "%(name)s : les parts des tranches font %(total)s et non 1. Corrigez-les (dix années au "
        "plus)."
    ),
    "scheme_version_is_frozen": _(
        "La version %(urn)s est déjà publiée et ne change plus : donnez un nouveau numéro de "
        "version à ce texte."
    ),
    "scheme_faulty": _("%(count)s fautes dans ce dispositif, à corriger :\n%(faults)s"),
    "scheme_not_in_force": _(
        "La version %(urn)s n’est pas en vigueur le %(day)s : choisissez une version en vigueur."
    ),
}
AGREEMENT_SENTENCES = {
    "plan_not_signed_yet": _(
        "Le plan « %(plan)s » n’est pas signé : une convention s’appuie sur un plan signé."
    ),
    "agreement_number_taken": _(
        "La convention %(number)s existe déjà chez ce financeur : donnez un autre numéro."
    ),
    "plan_already_funded": _(
        "Ce plan a déjà une convention avec ce financeur : modifiez-la par un avenant."
    ),
    "grant_above_scheme": _(
        "La subvention de %(grant)s dépasse le maximum du dispositif, %(most)s."
    ),
    "weights_not_of_plan": _(
        "Donnez un poids à chaque objectif annuel du plan, et à eux seuls : %(targets)s."
    ),
    "year_without_weight": _(
        "Les objectifs de %(year)s pèsent zéro : donnez-leur des poids dont la somme dépasse zéro."
    ),
    "agreement_already_signed": _(
        "La convention %(number)s est déjà signée : elle ne change plus."
    ),
    "agreement_not_signed": _(
        "La convention %(number)s n’est pas signée : rien ne se calcule avant la signature."
    ),
    "signatory_missing": _(
        "Une convention nomme son signataire, sa qualité, le jour de la signature et la décision "
        "de l’instance : complétez %(name)s."
    ),
    "board_decision_after_signature": _(
        "La décision de l’instance (%(decided)s) doit précéder la signature (%(signed)s)."
    ),
    "amendment_not_ahead": _(
        "Un avenant ne vaut que pour une année sans état définitif : %(year)s est déjà décidée."
    ),
    "year_not_in_agreement": _("L’année %(year)s n’est pas dans la convention %(number)s."),
    "prepayment_above_share": _("L’acompte ne peut dépasser %(most)s pour %(year)s."),
    "year_already_final": _("L’état de %(year)s est définitif : il ne change plus."),
}
STATEMENT_SENTENCES = {
    "rule_not_in_agreement": _(
        "La version %(urn)s n’est pas annexée à la convention signée %(number)s ni à un avenant : "
        "le calcul se fait avec %(annexed)s."
    ),
    "statement_not_submitted": _(
        "L’état de %(year)s n’attend pas de proposition : son bilan n’est pas transmis, ou un "
        "montant est déjà proposé."
    ),
    "statement_not_proposed": _("Cet état n’attend pas de décision."),
    "same_person": _(
        "Qui évalue ne décide pas : cet état a été proposé par vous, une autre personne du "
        "financeur doit le décider."
    ),
    "inputs_changed": _(
        "Les constats ont changé depuis la proposition : renvoyez-la, puis proposez le nouveau "
        "calcul."
    ),
    "grant_exhausted": _("La somme des états (%(total)s) dépasserait la subvention de %(grant)s."),
    "reason_missing": _("Dites pourquoi, en une phrase : la raison est gardée avec l’acte."),
    "statement_incomplete": _(
        "L’aide de %(year)s n’a pas encore de montant : renseignez les objectifs qui manquent, "
        "puis imprimez."
    ),
    "cannot_write": _(
        "Le fichier « %(file)s » ne peut pas être écrit : choisissez un autre dossier."
    ),
    "no_such_statement": _("Aucun état de versement ne porte le numéro %(statement)s."),
}
SENTENCES = {**CASE_SENTENCES, **SCHEME_SENTENCES, **AGREEMENT_SENTENCES, **STATEMENT_SENTENCES}
