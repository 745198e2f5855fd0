from django.urls import path

from essaim.diagnosis.views import (
    campaigns,
    collect,
    consolidation,
    crossed,
    links,
    release,
    reply,
    report,
    respond,
    what_if,
)

app_name = "diagnosis"
_ROLE = "tours/<int:round_id>/<str:role>/"
urlpatterns = [
    path("", campaigns.campaigns, name="campaigns"),
    path("nouvelle/", campaigns.campaign_new, name="campaign-new"),
    path("essayer/", what_if.what_if, name="what-if"),
    path("<int:campaign_id>/", campaigns.campaign, name="campaign"),
    path("<int:campaign_id>/conditions/", campaigns.terms, name="terms"),
    path("<int:campaign_id>/questions/", campaigns.questions, name="questions"),
    path("<int:campaign_id>/roles/", campaigns.roles_choose, name="roles-choose"),
    path("<int:campaign_id>/question/", campaigns.question_write, name="question-write"),
    path("<int:campaign_id>/ouvrir/", campaigns.campaign_open, name="campaign-open"),
    path("<int:campaign_id>/clore/", campaigns.round_close, name="round-close"),
    path("<int:campaign_id>/publier/", campaigns.round_publish, name="round-publish"),
    path("<int:campaign_id>/tour-suivant/", campaigns.round_next, name="round-next"),
    # links and their posters
    path("tours/<int:round_id>/liens/", links.links, name="links"),
    path("tours/<int:round_id>/liens/nouveau/", links.link_make, name="link-make"),
    path("liens/<int:link_id>/annuler/", links.link_revoke, name="link-revoke"),
    path("liens/<int:link_id>/places/", links.link_places, name="link-places"),
    path("liens/<int:link_id>/affiche/", links.link_poster, name="link-poster"),
    path("liens/<int:link_id>/qr.svg", links.link_qr, name="link-qr"),
    # other ways to answer
    path(f"{_ROLE}feuilles/", collect.sheets, name="sheets"),
    path(f"{_ROLE}feuilles.pdf", collect.sheets_pdf, name="sheets-pdf"),
    path(f"{_ROLE}saisie/", collect.typing, name="typing"),
    path(f"{_ROLE}ensemble/", collect.collective, name="collective"),
    path(f"{_ROLE}ensemble/relire/", collect.collective_accept, name="collective-accept"),
    path(f"{_ROLE}classeur.xlsx", collect.workbook_template, name="workbook-template"),
    path(f"{_ROLE}classeur/", collect.workbook_import, name="workbook-import"),
    # the form without account
    path("r/<str:link_token>/", respond.landing, name="respond"),
    path("r/<str:link_token>/commencer/", respond.start, name="respond-start"),
    path("r/<str:link_token>/<int:question_number>/", respond.question, name="respond-question"),
    path("r/<str:link_token>/brouillon/", respond.draft, name="respond-draft"),
    path("r/<str:link_token>/merci/", respond.thanks, name="respond-thanks"),
    # crossed views, release, consolidation, reply, report
    path("tours/<int:round_id>/regards/", crossed.crossed, name="crossed-views"),
    path(
        "tours/<int:round_id>/regards/tableau.<str:table_format>",
        crossed.crossed_table,
        name="crossed-views-table",
    ),
    path("tours/<int:round_id>/paroles/", release.release, name="release"),
    path("tours/<int:round_id>/paroles/diffuser/", release.word_release, name="word-release"),
    path("tours/<int:round_id>/paroles/garder/", release.word_withhold, name="word-withhold"),
    path(
        "tours/<int:round_id>/paroles/retirer/", release.excerpt_withdraw, name="excerpt-withdraw"
    ),
    path("tours/<int:round_id>/consolidation/", consolidation.consolidation, name="consolidation"),
    path(
        "tours/<int:round_id>/consolidation/reunion/",
        consolidation.meeting_keep,
        name="meeting-keep",
    ),
    path(
        "tours/<int:round_id>/consolidation/decider/", consolidation.rating_keep, name="rating-keep"
    ),
    path("tours/<int:round_id>/comparaison/", consolidation.compare, name="comparison"),
    path("tours/<int:round_id>/reponse/", reply.reply, name="reply"),
    path("tours/<int:round_id>/reponse/affiche/", reply.reply_poster, name="reply-poster"),
    path("tours/<int:round_id>/diagnostic/", report.report, name="report"),
    path("tours/<int:round_id>/diagnostic/ecrire/", report.report_write, name="report-write"),
    path("tours/<int:round_id>/diagnostic/signer/", report.report_sign, name="report-sign"),
    path(
        "tours/<int:round_id>/diagnostic/transmettre/", report.report_submit, name="report-submit"
    ),
    path(
        "tours/<int:round_id>/diagnostic.<str:report_format>",
        report.report_file,
        name="report-file",
    ),
]
