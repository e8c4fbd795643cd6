"""What an act refuses, said in the form that asked for it: nothing that was typed is lost."""

from __future__ import annotations

from django import forms

from counterpart.errors import InputError
from counterpart_site.web.templatetags.site import message, remedy


def add_findings(form: forms.Form, error: InputError) -> None:
    """Say the findings above the fields; a refused act stays a page of its own."""
    if any(each.code == "action_refused" for each in error.findings):
        raise error
    for each in error.findings:
        form.add_error(None, f"{message(each)} – {remedy(each)}")
