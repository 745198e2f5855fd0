"""What the acts of aid did, as the log says them after their author."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

ACTS: Mapping[str, str | Promise] = {
    "publish_scheme": gettext_lazy("a publié une règle d’aide"),
    "prepare_agreement": gettext_lazy("a préparé la convention"),
    "sign_agreement": gettext_lazy("a signé la convention"),
    "amend_rule": gettext_lazy("a annexé une autre règle, par avenant"),
    "prepay_tranche": gettext_lazy("a noté un acompte"),
    "draft_statement": gettext_lazy("a fait recalculer l’état de versement"),
    "submit_statement": gettext_lazy("a transmis l’état de versement au financeur"),
    "reopen_statement": gettext_lazy("a remis l’état de versement en projet"),
    "propose_statement": gettext_lazy("a proposé le montant de l’aide"),
    "send_back_statement": gettext_lazy("a renvoyé la proposition de montant"),
    "decide_statement": gettext_lazy("a décidé l’aide"),
}
