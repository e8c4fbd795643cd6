"""The addresses of the start, a step a line."""

from __future__ import annotations

from django.urls import path

from counterpart_site.web.starting import agreement, pairing, people, register, start, workbook

urlpatterns = [
    path("start/", start.start, name="start"),
    path("start/places/", register.places, name="start_places"),
    path("start/programme/", register.programme, name="start_programme"),
    path("start/people/", people.people, name="start_people"),
    path("start/agreement/", agreement.agreement, name="start_agreement"),
    path("start/pairing/", pairing.pairing, name="start_pairing"),
    path("start/workbook/", workbook.workbook, name="start_workbook"),
    path("start/workbook.xlsx", workbook.template, name="start_template"),
]
