"""What the acts on frameworks did, as the log says them after their author."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

ACTS: Mapping[str, str | Promise] = {
    "load_framework": gettext_lazy("a chargé un référentiel"),
    "load_document": gettext_lazy("a chargé un fichier de référence"),
    "publish_next_version": gettext_lazy("a publié la version suivante"),
    "use_version": gettext_lazy("a figé une version, désormais utilisée"),
    "confirm_bridges": gettext_lazy("a confirmé les correspondances"),
    "record_fact": gettext_lazy("a noté une valeur d’indicateur"),
}
