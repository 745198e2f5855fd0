"""What the import guard says when it refuses: where, and what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

_FILES = {
    "file_kind_not_accepted": _(
        "Le fichier « %(name)s » n’est pas d’un type accepté ici. "
        "Enregistrez-le dans l’un de ces formats : %(accepted)s."
    ),
    "file_empty": _("Le fichier « %(name)s » est vide. Vérifiez-le, puis envoyez-le de nouveau."),
    "file_too_large": _(
        "Le fichier dépasse 20 Mio, la taille admise. Partagez-le en plusieurs fichiers."
    ),
    "file_unreadable": _("Le fichier « %(name)s » ne peut pas être lu. Vérifiez qu’il existe."),
    "file_encrypted_or_old": _(
        "Le fichier « %(name)s » est protégé par un mot de passe ou d’un format ancien (.xls, "
        ".doc). Enregistrez-le sans mot de passe au format actuel (.xlsx, .docx)."
    ),
    "file_not_what_it_says": _(
        "Le contenu du fichier « %(name)s » n’est pas du %(kind)s, malgré son nom. "
        "Ouvrez-le dans son logiciel et enregistrez-le dans ce format."
    ),
    "file_too_heavy": _(
        "Le fichier demande trop de mémoire ou de temps pour être ouvert. "
        "Copiez ses valeurs dans un classeur neuf, puis envoyez celui-ci."
    ),
    "file_has_macros": _(
        "Le fichier contient des macros (%(entry)s). Enregistrez-le sans macros, puis envoyez-le."
    ),
    "pdf_damaged": _("Ce PDF est incomplet. Exportez-le de nouveau depuis son logiciel."),
    "image_damaged": _("Cette image est abîmée ou incomplète. Enregistrez-la de nouveau."),
    "image_too_large": _(
        "Cette image dépasse %(most)s millions de points. Réduisez-la, puis envoyez-la."
    ),
}
_ARCHIVES = {
    "archive_damaged": _(
        "Le fichier est abîmé : il ne s’ouvre pas. Enregistrez-le de nouveau, puis envoyez-le."
    ),
    "archive_too_many_entries": _(
        "Le fichier contient plus de %(most)s éléments. Copiez ses valeurs dans un classeur neuf."
    ),
    "archive_entry_name": _(
        "Le fichier contient un élément au nom interdit (%(entry)s). "
        "Enregistrez-le de nouveau depuis votre logiciel."
    ),
    "archive_entry_kind": _(
        "Le fichier contient un élément chiffré, un lien ou une compression inconnue (%(entry)s). "
        "Enregistrez-le sans protection."
    ),
    "archive_overlap": _(
        "Les éléments du fichier se recouvrent (%(entry)s). "
        "Enregistrez-le de nouveau depuis votre logiciel."
    ),
    "archive_too_big": _(
        "Une fois ouvert, le fichier est démesuré (%(entry)s). "
        "Copiez les seules lignes utiles dans un classeur neuf."
    ),
    "archive_nested": _(
        "Le fichier contient une autre archive (%(entry)s). Retirez l’objet incorporé."
    ),
    "archive_without_part": _(
        "Le fichier n’est pas un document de ce type : il lui manque « %(entry)s ». "
        "Enregistrez-le de nouveau depuis votre logiciel."
    ),
    "xml_doctype": _(
        "Le fichier contient une définition de type de document (%(entry)s), refusée par sûreté. "
        "Enregistrez-le de nouveau depuis votre logiciel."
    ),
    "xml_encoding": _(
        "Une partie du fichier (%(entry)s) est dans un encodage refusé : %(encoding)s. "
        "Enregistrez le fichier de nouveau ; il sera en UTF-8."
    ),
    "xml_too_deep": _(
        "Une partie du fichier (%(entry)s) emboîte plus de %(most)s niveaux. "
        "Copiez ses valeurs dans un fichier neuf."
    ),
    "xml_too_many_attributes": _(
        "Une partie du fichier (%(entry)s) a un élément de plus de %(most)s attributs. "
        "Copiez ses valeurs dans un fichier neuf."
    ),
    "xml_damaged": _(
        "Une partie du fichier (%(entry)s) est abîmée à la ligne %(line)s. "
        "Enregistrez le fichier de nouveau."
    ),
}
_TABLES = {
    "unknown_encoding": _(
        "L’encodage du fichier n’est pas reconnu. Enregistrez-le en « CSV UTF-8 », "
        "ou choisissez son encodage dans la liste."
    ),
    "wrong_encoding": _(
        "La ligne %(line)s ne se lit pas en %(encoding)s. Choisissez un autre encodage, "
        "ou enregistrez le fichier en « CSV UTF-8 »."
    ),
    "csv_quotes": _(
        "À partir de la ligne %(line)s, les guillemets ne se ferment pas correctement. "
        "Doublez ceux qui sont dans le texte, ou retirez-les."
    ),
    "empty_table": _("Le fichier ne contient aucune ligne remplie. Vérifiez la feuille envoyée."),
    "empty_header": _(
        "La colonne %(column)s n’a pas de titre (ligne %(line)s). Nommez-la ou supprimez-la."
    ),
    "duplicate_header": _(
        "Les colonnes %(first)s et %(second)s ont le même titre « %(name)s » (ligne %(line)s). "
        "Renommez l’une des deux."
    ),
    "too_many_columns": _(
        "La ligne %(line)s a plus de %(most)s colonnes. Gardez les seules colonnes utiles."
    ),
    "too_many_rows": _(
        "Le fichier a plus de %(most)s lignes remplies. Partagez-le en plusieurs fichiers."
    ),
    "too_many_sheets": _("Le classeur a plus de %(most)s feuilles. Gardez les feuilles utiles."),
    "cell_too_long": _("Une cellule dépasse %(most)s caractères. Raccourcissez son texte."),
    "unknown_sheet": _(
        "Le classeur n’a pas de feuille « %(sheet)s ». Feuilles trouvées : %(known)s."
    ),
    "formula_or_error_cells": _(
        "Feuille « %(sheet)s », cellules %(cells)s : une formule sans valeur calculée, ou une "
        "erreur. Recalculez le classeur, ou collez les valeurs à la place des formules."
    ),
}
_TEXTS = {
    "control_character": _(
        "La ligne %(line)s contient un caractère invisible interdit (%(character)s). "
        "Effacez-le, puis envoyez le fichier de nouveau."
    ),
    "half_character": _(
        "La ligne %(line)s contient un caractère coupé en deux (%(character)s). Retapez-le."
    ),
    "yaml_syntax": _("Ligne %(line)s : l’écriture YAML est fautive. Vérifiez retraits et « : »."),
    "yaml_several_documents": _(
        "Ligne %(line)s : un second document commence (« --- »). Gardez un seul document."
    ),
    "yaml_alias": _(
        "Ligne %(line)s : ancre ou renvoi YAML (& ou *), refusé. Recopiez la valeur à sa place."
    ),
    "yaml_tag": _("Ligne %(line)s : étiquette YAML (!), refusée. Écrivez la valeur seule."),
    "key_not_text": _("Ligne %(line)s : une clé doit être un texte simple. Corrigez-la."),
    "duplicate_key": _(
        "Ligne %(line)s : la clé « %(key)s » est déjà écrite plus haut. Supprimez l’une des deux."
    ),
    "json_duplicate_key": _(
        "La clé « %(key)s » est écrite deux fois dans le même objet. Supprimez l’une des deux."
    ),
    "too_deep": _("Ligne %(line)s : plus de %(most)s niveaux emboîtés. Simplifiez le fichier."),
    "too_many_digits": _("Un nombre a plus de %(most)s chiffres. Corrigez-le."),
    "json_syntax": _(
        "Ligne %(line)s, colonne %(column)s : l’écriture JSON est fautive. Vérifiez virgules, "
        "guillemets et accolades."
    ),
    "json_constant": _(
        "« %(value)s » n’est pas un nombre. Remplacez-le par une valeur, ou par null."
    ),
}
SENTENCES = _FILES | _ARCHIVES | _TABLES | _TEXTS
