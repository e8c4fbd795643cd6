"""The addresses of pages; a noun a line."""

from __future__ import annotations

from django.urls import path

from counterpart_site.web import (
    charts,
    home,
    organisations,
    pairings,
    places,
    programme,
    projects,
)
from counterpart_site.web.accounts import account, contacts, links, members
from counterpart_site.web.agreements import drafting, negotiation
from counterpart_site.web.agreements import pages as agreements
from counterpart_site.web.claims import claim, claim_add, claims, document
from counterpart_site.web.coordinating import urls as coordinating
from counterpart_site.web.data import data
from counterpart_site.web.delivering import (
    delivery_page,
    form_page,
    list_page,
    point_page,
    template_file,
)
from counterpart_site.web.evaluation import (
    evaluation,
    explain,
    measure,
    questions,
    reconciliation,
    since,
    stages,
)
from counterpart_site.web.records import row, table, tables
from counterpart_site.web.starting import urls as starting

urlpatterns = [
    *starting.urlpatterns,
    *coordinating.urlpatterns,
    path("", home.home, name="home"),
    path("sign-in/", links.sign_in_by_link, name="sign_in_by_link"),
    path("me/", account.account, name="account"),
    path("me/tokens/", account.token_make, name="token_make"),
    path("me/tokens/<int:number>/revoke/", account.token_revoke, name="token_revoke"),
    path("me/language/", account.language, name="account_language"),
    path("me/leave/", account.leave_everywhere, name="leave_everywhere"),
    path("members/", members.members, name="members"),
    path("members/<int:number>/link/", members.member_link, name="member_link"),
    path("members/<int:number>/end/", members.member_end, name="member_end"),
    path("members/<int:number>/close/", members.member_close, name="member_close"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/<int:number>/", contacts.contact, name="contact"),
    path("contacts/<int:number>/remove/", contacts.contact_remove, name="contact_remove"),
    path("programmes/<slug:programme>/", programme.programme, name="programme"),
    path("pairings/", pairings.pairings, name="pairings"),
    path("pairings/<path:pairing>/", pairings.pairing, name="pairing"),
    path("places/<path:place>/", places.place, name="place"),
    path("organisations/<path:organisation>/", organisations.organisation, name="organisation"),
    path("agreements/", agreements.register, name="agreements"),
    path("agreements/drafts/new/", drafting.draft_new, name="draft_new"),
    path("agreements/drafts/<int:number>/", negotiation.draft, name="draft"),
    path("agreements/drafts/<int:number>/counter/", drafting.draft_counter, name="draft_counter"),
    path("agreements/<path:agreement>/", agreements.agreement, name="agreement"),
    path("projects/", projects.projects, name="projects"),
    path("projects/<path:project>/", projects.project, name="project"),
    path("charts/<slug:name>/<path:subject>/data.csv", charts.chart_data, name="chart_data"),
    path("charts/<slug:name>/<path:subject>/<slug:width>.svg", charts.chart, name="chart"),
    path("records/", tables.records, name="records"),
    path("records/<slug:table>.csv", table.table_csv, name="table_csv"),
    path("records/<slug:table>/", table.table, name="table"),
    path("records/<slug:table>/<path:key>/", row.row, name="row"),
    path("claims/", claims.claims, name="claims"),
    path("claims/add/", claim_add.claim_add, name="claim_add"),
    path("claims/<path:claim>/", claim.claim, name="claim"),
    path("documents/<path:source>/sheet/", document.sheet, name="document_sheet"),
    path("documents/<path:source>/", document.document, name="document"),
    path("deliveries/", list_page.deliveries, name="deliveries"),
    path("deliveries/forms/<slug:form>/", form_page.deliver, name="deliver"),
    path(
        "deliveries/forms/<slug:form>/template.<slug:ending>",
        template_file.template_file,
        name="deliver_template",
    ),
    path("deliveries/workbooks/<int:number>/", point_page.point, name="point"),
    path("deliveries/<int:number>/", delivery_page.delivery, name="delivery"),
    path("deliveries/<int:number>/check/", delivery_page.recheck, name="delivery_check"),
    path("deliveries/<int:number>/take-back/", delivery_page.take_back, name="delivery_take_back"),
    path("deliveries/<int:number>/receipt/", delivery_page.receipt_page, name="receipt"),
    path("deliveries/<int:number>/receipt.json", delivery_page.receipt_json, name="receipt_json"),
    path("evaluation/", evaluation.evaluation, name="evaluation"),
    path("evaluation/<str:measure>/", measure.measure, name="measure"),
    path("evaluation/<str:measure>/values.csv", measure.measure_csv, name="measure_csv"),
    path("evaluation/<str:measure>/<path:subject>/<str:period>/", explain.explain, name="explain"),
    path("reconciliation/", reconciliation.reconciliation, name="reconciliation"),
    path("questions/", questions.questions, name="questions"),
    path("stages/", stages.stages, name="stages"),
    path("since/", since.since, name="since"),
    path("data/", data.data, name="data"),
    path("data/publish/", data.data_publish, name="data_publish"),
    path("data/<int:number>/withdraw/", data.data_withdraw, name="data_withdraw"),
    path("data/<int:number>.zip", data.data_zip, name="data_zip"),
    path("data/<int:number>/heads.json", data.data_heads, name="data_heads"),
    path("data/<int:number>/<slug:table>.csv", data.data_table, name="data_table"),
]
