"""The catalogue of findings: every thing that can be wrong has a code, words and a remedy here.

A finding names what is wrong, where (file, sheet, row, column), which value, and what to do.
Severity `error` stops acceptance, `warning` asks, `note` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from string import Formatter
from typing import Any, Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One line of the catalogue: severity, message template and remedy template."""

    severity: Severity
    message: str
    remedy: str


@cache
def gaps(kind: FindingKind) -> frozenset[str]:
    """The names of the gaps in the words of a kind."""
    parsed = [*Formatter().parse(kind.message), *Formatter().parse(kind.remedy)]
    return frozenset(name for _, name, _, _ in parsed if name)


# fmt: off
KINDS: dict[str, FindingKind] = {
    # files and sheets
    "path_not_found": FindingKind("error", "there is no file or folder {value}", "check the path"),
    "empty_folder": FindingKind("error", "no contract table was found in {value}", "put files named after contract tables there, for example flows.csv; `counterpart check --tables` lists them"),
    "empty_file": FindingKind("error", "the file has no bytes or no rows", "export the table again; a table without rows still needs its header line"),
    "unreadable_file": FindingKind("error", "the file cannot be read as {value}: {detail}", "open it in the program it came from and save it again"),
    "file_too_large": FindingKind("error", "the file unpacks to {value}, the limit is {limit}", "split the workbook, or deliver the table as Parquet"),
    "not_utf8": FindingKind("error", "the text is not UTF-8; the first bad byte is {value}", "save the file as 'CSV UTF-8'"),
    "unknown_table": FindingKind("warning", "{value} is not a contract table and was left out{hint}", "rename it after the table it holds, or move it elsewhere"),
    "merged_header": FindingKind("error", "the header row has merged cells ({value})", "give each column one header cell, named as in the contract"),
    "merged_cells": FindingKind("error", "cells are merged inside the table ({value})", "unmerge them and repeat the value in every row it belongs to"),
    "formula_cell": FindingKind("error", "the cell holds a formula, not a value: {value}", "copy the column and paste it back as values"),
    "error_cell": FindingKind("error", "the cell holds a spreadsheet error: {value}", "correct the formula it came from, then deliver the value"),
    "ragged_row": FindingKind("error", "the row has {value} cells, the header has {expected}", "quote cells that contain the separator, and give each row one cell per column"),
    # columns and cells
    "missing_column": FindingKind("error", "column {column} is missing from table {table}", "add the column; it may not be empty"),
    "unknown_column": FindingKind("warning", "column {column} is not in table {table} and was left out{hint}", "rename or remove it"),
    "duplicate_column": FindingKind("error", "column {column} stands twice in the header", "keep one of them"),
    "missing_value": FindingKind("error", "{column} is empty", "fill it in; it is required in table {table}"),
    "control_character": FindingKind("error", "{value!r} holds a control character that no cell may hold (U+0000 or U+001F)", "remove it; one closes texts in databases, the other cells in the seal"),
    "wrong_type": FindingKind("error", "{value!r} is not {expected}", "write {example}"),
    "full_width_digits": FindingKind("error", "{value!r} is text in full-width characters; it looks like {read}", "write {read}, if that is meant"),
    "too_many_digits": FindingKind("error", "{value!r} has more than four decimals or sixteen digits, or an exponent", "write plain digits rounded to four decimals, or use a larger unit"),
    "unknown_code": FindingKind("error", "{value!r} is not in the code list {list}{hint}", "use one of: {codes}"),
    "impossible_period": FindingKind("error", "the period ends ({end}) before it starts ({value})", "swap or correct the two dates"),
    "negative_count": FindingKind("error", "{value} is negative, and {kind} counts {unit}", "a count cannot be below zero; enter a correction as a revision of the row it corrects"),
    "bounds_disordered": FindingKind("error", "low, value and high are not in order: {value}", "low may not exceed value, value may not exceed high"),
    "empty_quantity": FindingKind("error", "there is neither a value nor a bound", "enter value, or low or high, or leave the row out"),
    "duplicate_key": FindingKind("error", "the key {value!r} stands {count} times in table {table}", "give each row its own key, or deliver the later one as a revision"),
    "dangling_reference": FindingKind("error", "{value!r} is not a key of {target}{hint}", "add the row to {target}, or correct the value"),
    "currency_missing": FindingKind("error", "a money value has no currency", "enter the ISO code, for example CNY"),
    "currency_unexpected": FindingKind("error", "{value!r} is given as currency of {kind}, which is counted in {unit}", "leave currency empty, or use a kind that is money"),
    "more_of_the_same": FindingKind("note", "{value} more findings {of} in column {column} are not listed", "correct those listed and check again"),
    # rules across rows
    "conflict": FindingKind("warning", "{count} rows give {kind} for the same cell from different sources: {value}", "keep them; the resolution policy takes {taken} and carries the spread"),
    "repeated_entry": FindingKind("warning", "{count} rows give {kind} for the same cell from one source: {value}", "tell them apart (batch, project, organisation), or withdraw the repeats"),
    "double_count": FindingKind("warning", "{value} contains other rows of {kind}: {others} ({count} in all, together {amount})", "roll-ups take only one of them; state the scope of each row if they are meant to add"),
    "partial_overlap": FindingKind("warning", "{value} shares days with other rows of {kind} and does not contain them: {others} ({count} in all, together {amount})", "roll-ups take the wider row only; split the rows at a common date, or state the scope of each"),
    "sum_mismatch": FindingKind("warning", "the parts of {value} sum to {sum}, outside {low} to {high}", "check the parts, or state what the total holds besides them"),
    "hierarchy_cycle": FindingKind("error", "{value} is above itself in the hierarchy of {table}", "correct the parent column"),
    "hierarchy_too_deep": FindingKind("error", "a hierarchy of {value} levels is too deep for flows to be compared ({bits} bits; at most 63 levels and 62 bits)", "shorten the chain of parents"),
    # commitments
    "commitment_circular": FindingKind("error", "{value} is a share of itself: {chain}", "name in of_commitment the promise that the share is taken of, one with an amount of its own"),
    "commitment_overlap": FindingKind("error", "{value} and {other} promise the same between the same places by the same rule, both from {start} to {end}", "end the earlier one where the later begins, or enter them as two readings of one commitment"),
    "commitment_base_missing": FindingKind("error", "{value} starts from a base that is not there: neither the rule nor the record has a figure for {year}", "enter the base, or deliver the figure of the base year first"),
    "commitment_steps": FindingKind("error", "{value!r} is no step", "write years and amounts, each once: 2018: 10000000; 2020: 30000000"),
    "commitment_chosen_twice": FindingKind("error", "{value} has more than one reading that counts; {first} is the first", "leave chosen true for one reading of each commitment"),
    "what_if_unknown": FindingKind("error", "{value!r} changes no commitment on record{hint}", "write COMMITMENT: column=value, or COMMITMENT/READING: column=value"),
    "what_if_column": FindingKind("error", "{value!r} is no change of a rule{hint}", "write column=value with one of: {columns}"),
    "draft_unknown": FindingKind("error", "there is no agreement {value!r} on record{hint}", "name an agreement of the register"),
    "draft_nothing": FindingKind("error", "agreement {value!r} promises nothing by a rule", "enter its commitments first, or draft without it"),
    "draft_term": FindingKind("error", "a term that ends in {value} cannot begin in {first}", "give a last year that is not before the first"),
    "draft_tables": FindingKind("error", "a draft holds one agreement with its source and commitments, not {value}", "hand in everything else as a delivery of its own"),
    "draft_closed": FindingKind("error", "version {value} of the draft is {status}", "look at the newest version of it"),
    "draft_signed": FindingKind("error", "your side has signed version {value} of the draft", "the other side signs it, or counters it; then it is open again"),
    "draft_same": FindingKind("error", "this says what version {value} of the draft says", "change a clause, or sign that version"),
    # stages
    "stage_overlap": FindingKind("warning", "the stages {value} and {other} share the days from {start} to {end}", "end the earlier one where the later begins, or say in note that the source lets them overlap"),
    "stage_gap": FindingKind("note", "no stage holds the days between {other}, which ends {end}, and {value}, which begins {start}", "correct the dates, or leave it where the source leaves it open"),
    "shift_invalid": FindingKind("error", "{value!r} is no shift", "write MEASURE rises, or MEASURE falls from an earlier STAGE; several separated by semicolons"),
    # composites
    "composite_undirected": FindingKind("error", "of {value} neither more nor less is better, so it is no part of a composite", "show it beside the index, or take a measure with a direction"),
    # what changed since
    "since_backwards": FindingKind("error", "the later snapshot is of {value}, before the other of {before}", "name the older snapshot first"),
    "since_strangers": FindingKind("error", "the snapshots have no programme in common: {before} and {value}", "compare two snapshots of one programme"),
    "since_same": FindingKind("error", "both snapshots hold the same facts ({value}) as of the same day", "name two different snapshots"),
    # claims
    "check_invalid": FindingKind("error", "the check expression is not understood: {detail}", "see the grammar in the documentation of claims"),
    "unit_mismatch": FindingKind("warning", "the claim is in {value}, its check computes {computed}", "bind the claim to rows of its own unit, or state that the definition differs"),
    # catalogue
    "catalogue_unknown_key": FindingKind("error", "key {value!r} is not known here{hint}", "remove or rename it"),
    "catalogue_missing_key": FindingKind("error", "key {value!r} is missing", "add it"),
    "catalogue_duplicate": FindingKind("error", "{value!r} is declared twice, first on line {first}", "supersede a kind, never declare it twice"),
    "catalogue_undated": FindingKind("error", "{value!r} has no valid date in {column}", "give the day from which it is in force, as YYYY-MM-DD"),
    "catalogue_dangling": FindingKind("error", "{column} names {value!r}, which is not in {target}{hint}", "add it there, or correct the name"),
    "catalogue_unreferenced": FindingKind("error", "{value!r} has no reference", "name the document it comes from"),
    "catalogue_bad_value": FindingKind("error", "{value!r} is not {expected} in {column}", "write {example}"),
    # snapshots
    "not_a_snapshot": FindingKind("error", "{value} is not a snapshot: it has no MANIFEST", "build one with `counterpart snapshot build`"),
    "not_replaced": FindingKind("error", "{value} exists and is not a snapshot", "choose another name for the output"),
    "file_damaged": FindingKind("error", "{value} differs from what was sealed", "take the file from another copy, or build the snapshot again"),
    "file_absent": FindingKind("error", "{value} was sealed and is gone", "take the file from another copy, or build the snapshot again"),
    "file_unsealed": FindingKind("error", "{value} lies in the snapshot and was never sealed", "remove it"),
    "root_differs": FindingKind("error", "the content root of {value} is not the one sealed", "take the file from another copy, or build the snapshot again"),
    # evaluation
    "unknown_measure": FindingKind("error", "{value!r} is not a measure{hint}", "`counterpart evaluate --list` lists the measures"),
    "unknown_subject": FindingKind("error", "{value!r} is no {kind} of this snapshot{hint}", "choose one that is on record"),
    "unknown_period": FindingKind("error", "{value!r} is not a period", "write 2023, 2021-2022, 2024-01..2024-05 or the name of a stage"),
    "nothing_computed": FindingKind("error", "{value} has no value for {subject} in {period}{hint}", "`counterpart evaluate -m {value}` shows what there is"),
    # forms
    "macros": FindingKind("error", "the workbook holds macros ({value})", "save it as .xlsx without macros, or copy the cells into a new template; macros are never run or kept"),
    "not_a_form": FindingKind("error", "the file is not the form {form}: none of its columns was found", "copy the lines into a template made by `counterpart template {form}`"),
    "other_form": FindingKind("error", "the file was made for the form {value!r}, not for {form}", "deliver it as {value}, or copy the lines into a template of {form}"),
    "older_template": FindingKind("warning", "the template was made with another version of the form {value}; its columns still match", "download the template again for the next period"),
    "unit_changed": FindingKind("error", "the template asks for {column} in {value}, the form now asks for it in {unit}", "download the template again and enter the figures in {unit}"),
    "column_absent": FindingKind("error", "column {column} of the form {form} is missing{hint}", "give it the title of the template again, or copy the lines into a new template"),
    "column_unused": FindingKind("warning", "column {column} is not in the form {form} and was left out{hint}", "rename or remove it; what the form does not ask for can go into the note"),
    "ambiguous_choice": FindingKind("error", "{value!r} is the name of several entries: {codes}", "choose the entry from the list, or write its code"),
    "empty_cell": FindingKind("error", "{column} is empty", "fill it in; the form {form} requires it"),
    "empty_line": FindingKind("warning", "the line has no figure and was left out", "enter a figure, or delete the line; what is not known may stay empty"),
    "odd_id": FindingKind("error", "{value!r} cannot be the id of a line", "restore the id from the template; for a new line leave it empty"),
    "repeated_id": FindingKind("error", "the id {value!r} stands in row {first} as well", "leave the id of a copied line empty: it is a new line"),
    "unknown_id": FindingKind("error", "the id {value!r} is none that this template was made with", "restore the id from the template; for a new line leave it empty"),
    "moved_id": FindingKind("error", "the line has the id {value}, but holds what the template had under the id {other}", "sort whole lines, with their ids, or download the template again"),
    "example_changed": FindingKind("warning", "the line marked as example holds other values and was not read", "copy it below the heads of the columns, without its mark"),
    "hidden_figures": FindingKind("note", "{value} are hidden and were read", "show them before you check the figures"),
    "formula_text": FindingKind("warning", "{value!r} looks like a formula and was kept as text", "remove the sign at its beginning, unless it is meant"),
    "not_a_template": FindingKind("error", "{value} exists and is not a template of Counterpart", "choose another name, or add --force"),
    # the site
    "no_site": FindingKind("error", "there is no site in {value}", "make one with `counterpart site init --data {value}`"),
    "not_a_folder": FindingKind("error", "{value} is a file, and a site is a folder", "name another folder with --data"),
    "folder_taken": FindingKind("error", "{value} holds other things and no site", "name the folder of the site, or a new one, with --data"),
    "port_taken": FindingKind("error", "something listens on port {value} already", "end it, or serve on another port: --port {other}"),
    "address_unusable": FindingKind("error", "nothing can listen on {value}: {detail}", "name an address of this machine with --host and a free port with --port"),
    "other_database": FindingKind("error", "this site keeps its record in {value}, and now {found} is asked", "set DATABASE_URL to the database of the site, or unset it for SQLite"),
    "database_unknown": FindingKind("error", "DATABASE_URL names a database of the kind {value!r}", "write postgresql://user@host/name, or unset it for SQLite"),
    "driver_missing": FindingKind("error", "PostgreSQL is asked for, and {value} is not installed", "`pip install counterpart[postgres]`"),
    "database_failed": FindingKind("error", "the database could not do it: {value}", "nothing was changed; make room or start the database, then do it again"),
    "unknown_programme": FindingKind("error", "{value!r} is no programme of this site{hint}", "`counterpart site init` says which programmes there are; load one with --from"),
    "future_moment": FindingKind("error", "{value} has not come yet", "ask for today or an earlier day"),
    "not_a_day": FindingKind("error", "{value!r} is no day", "write it as 2031-11-30"),
    "not_known": FindingKind("error", "{value} was not on record then", "ask for a later day, or look for it under its other name"),
    "not_an_order": FindingKind("error", "rows have no order or place {value!r}", "use one of: {orders}"),
    "nothing_published": FindingKind("error", "nothing of {value} is published for that day", "sign in as a member of the programme, or ask for a later day"),
    "start_over": FindingKind("error", "the start of {value} is over: members hand in by now", "hand it in as a delivery, which both sides look at"),
    "address_taken": FindingKind("error", "another account has the address {value}", "sign in with it, or give another address"),
    "unknown_account": FindingKind("error", "there is no account {value!r}{hint}", "`counterpart site user list` lists them"),
    "not_an_address": FindingKind("error", "{value!r} is no e-mail address", "write it as name@example.org"),
    "side_missing": FindingKind("error", "a {value} belongs to a side", "say which: --side a or --side b"),
    "role_ended": FindingKind("error", "your role as {value} in {programme} ended on {day}", "ask an administrator of the programme, if it is still needed; what you did stays on record"),
    "own_role": FindingKind("error", "nobody gives a role to themselves ({value})", "ask another administrator, or the operator of the site"),
    "last_administrator": FindingKind("error", "{value} is the last administrator of {programme}", "make somebody else administrator first"),
    "member_elsewhere": FindingKind("error", "{value} has roles in programmes that you do not administrate", "end the role in your programme; a person's account and links are kept where they have all their roles"),
    "contact_purpose": FindingKind("error", "no purpose is given", "say what this person is asked about"),
    "contact_expiry": FindingKind("error", "{value} is no day from tomorrow until {latest}", "give the day on which the entry is removed; it can be renewed before"),
    "action_refused": FindingKind("error", "{value} is refused: {reason}", "{help}"),
    "unknown_delivery": FindingKind("error", "there is no delivery {value}", "the page of deliveries lists them, or `counterpart site deliveries`"),
    "no_file": FindingKind("error", "no file was chosen", "choose a file, or drop one on the field"),
    "odd_file": FindingKind("error", "{value} is no kind of file that is read here", "save it as a workbook (.xlsx) or as CSV UTF-8"),
    "unnamed_layout": FindingKind("error", "the layout has no name, or none of its columns is pointed out", "say what at least one column of figures is, and give the layout a name"),
    "upload_too_large": FindingKind("error", "the file has {value}, the limit is {limit}", "split it by month or by district, or ask the operator to raise COUNTERPART_UPLOAD_LIMIT"),
    "unknown_layout": FindingKind("error", "{value!r} is no layout remembered here{hint}", "remember one with `counterpart site layout`"),
    "layout_needed": FindingKind("error", "{value} is no form and no table of ours, and no remembered layout is like it", "make a layout with `counterpart site layout propose`, answer its questions, `remember` it, and hand the workbook in with --layout"),
    "layout_proposed": FindingKind("error", "{value} is no form and no table of ours; its headers are like those of the layout {layout} ({likeness})", "hand it in with `--layout {layout}`, or make a layout for it with `counterpart site layout propose`"),
    "site_outdated": FindingKind("error", "the database of {value} is of another version: {missing}", "run `counterpart site init --data {value}`"),
    "unknown_form": FindingKind("error", "{value!r} is no delivery form{hint}", "`counterpart template` lists the forms"),
    "no_party": FindingKind("error", "{value!r} is no place and no organisation on record{hint}", "choose one of the list; a new office comes in by the form for organisations"),
    "of_other_side": FindingKind("error", "{value} does not belong to your side", "each side says what its own offices report"),
    "nothing_delivered": FindingKind("error", "{value} holds no row", "fill in at least one line, or hand in nothing"),
    "not_open": FindingKind("error", "delivery {value} is {status}", "look at its receipt; hand in a new delivery to change what is on record"),
    "returned_before": FindingKind("note", "the same content was returned before as delivery {value}: {comment}", "correct what was asked for, or say why it stands"),
    "waiting_beside": FindingKind("note", "delivery {value} of the same form and reporter waits as well", "discard the one that is not meant"),
    "record_moved": FindingKind("error", "since the preview of delivery {value} the record changed in what it touches", "look at the new preview, then accept it"),
    "scope_unstated": FindingKind("error", "delivery {value} holds rows that contain, or are contained in, rows of the record", "look at the preview; accept with a statement of scope (--scope), or withdraw one of them"),
    "nothing_to_withdraw": FindingKind("error", "{value!r} is not on record in {table}", "check the key; a row can be withdrawn once"),
    "still_referred_to": FindingKind("error", "{value!r} cannot be withdrawn: {table} {key} refers to it", "withdraw or correct that row first"),
    "empty_reason": FindingKind("error", "no reason is given", "say why, in a sentence that the other side can read"),
    "head_differs": FindingKind("error", "the chain of {value} has another head at {sequence} than the one given", "do not sign; compare the receipts of both sides with `counterpart verify`"),
    "chain_broken": FindingKind("error", "the chain of {value} is broken at entry {sequence}: {detail}", "restore from a backup, and compare with the receipts and snapshots of both sides"),
    "row_broken": FindingKind("error", "{table} {key!r} of {value}, entry {sequence}, does not hold: {detail}", "restore from a backup, and compare with the receipts and snapshots of both sides"),
    "chain_rewritten": FindingKind("error", "the chain of {value} has at {sequence} the head {found}; {document} says {head}", "somebody rewrote the chain, or the document is of another site: compare with the other side's receipts"),
    "chain_cut": FindingKind("error", "the chain of {value} ends at {length}; {document} knows entry {sequence}", "restore from a newer backup: accepted deliveries are missing"),
    "payload_broken": FindingKind("error", "the content of delivery {value} of {programme} does not hold: {detail}", "restore from a backup; whoever handed it in has the same file"),
    "no_heads": FindingKind("error", "{value} is neither a receipt nor a snapshot that a site made", "give the JSON file of `counterpart site receipt`, or the folder of `counterpart site export`"),
    "receipt_damaged": FindingKind("error", "the receipt {value} was changed after it was given", "ask for it again: `counterpart site receipt`"),
    "nothing_to_verify": FindingKind("error", "{value} is neither a snapshot nor a site", "give the folder that `snapshot build` or `site init` made"),
    "nothing_to_compare": FindingKind("error", "{value} and {document} have no entry of a chain in common", "give a receipt or a snapshot of the same programme"),
    "nothing_to_erase": FindingKind("error", "{table} has no row {value!r} to erase", "check the key; a row is erased once"),
    "backup_unreadable": FindingKind("error", "{value} is no backup that can be read: {detail}", "take another backup; nothing was changed"),
    "backup_newer": FindingKind("error", "{value} was made by a newer Counterpart: {detail}", "update Counterpart to {version} or later"),
    "not_a_backup": FindingKind("error", "{value} exists and is not a backup", "choose another name for the backup"),
    "not_empty": FindingKind("error", "{value} holds a record already: {detail}", "restore into a new folder and an empty database"),
    "not_loaded": FindingKind("error", "the backup cannot be loaded into this database: {detail}", "nothing was loaded; take another backup, or restore into the database it came from"),
    # layouts
    "layout_unknown_key": FindingKind("error", "key {value!r} is not known here{hint}", "remove or rename it; docs/layouts.md lists the keys"),
    "layout_missing_key": FindingKind("error", "key {value!r} is missing", "add it; docs/layouts.md says what it means"),
    "layout_bad_value": FindingKind("error", "{value!r} is not {expected}", "write {example}"),
    "layout_dangling": FindingKind("error", "{value!r} is no {what} of this block", "declare it, or correct the name"),
    "layout_form_key": FindingKind("error", "{value!r} is no column of the form {form}{hint}", "use one of: {keys}"),
    "sheet_absent": FindingKind("error", "no sheet is called {value}", "correct `sheets` in the layout, or ask for the missing sheet"),
    "sheet_left_out": FindingKind("note", "the sheet {value} is not in the layout and was left out", "add it to the layout, or to its `ignore`"),
    "header_not_found": FindingKind("error", "the header of {block} was not found; none of its rows holds {value}", "compare the sheet with the layout, and correct `header`"),
    "header_moved": FindingKind("note", "the header stands in row {row_found}, the layout saw it in row {value}", "nothing to do where the sheet is the same otherwise"),
    "header_changed": FindingKind("error", "the header {value!r} stands where the layout knows {before!r}; nothing was taken from column {column}", "if it means the same, add it to the header of that column in the layout; if not, describe the sheet as a block of its own"),
    "header_twice": FindingKind("error", "the header {value!r} stands over several columns", "tell them apart in the layout by the header above them, or by `part`"),
    "header_gone": FindingKind("error", "no column is called {value!r}; nothing that needs it was taken", "add the header that the sheet uses to the layout"),
    "column_new": FindingKind("warning", "the column {value!r} is not in the layout and was left out", "add it to a form of the layout, or to `ignore`"),
    "series_gap": FindingKind("note", "{value} has no figures on this sheet, as it has on others", "ask whether it was not counted, or is counted in another way"),
    "title_differs": FindingKind("warning", "the title {value!r} names another time than the sheet {taken}", "ask which is right; the layout takes {taken}"),
    "period_not_known": FindingKind("error", "it is not known which time {value!r} is for; its figures were left out", "state `period` in the layout, with its `year`"),
    "date_not_read": FindingKind("warning", "{value!r} is not understood as a date and was left empty", "write it as 2023-06 or 2023-06-30"),
    "unit_not_known": FindingKind("error", "{value!r} is not understood as a unit", "explain it under `units` of the layout"),
    "unit_not_stated": FindingKind("error", "the figures of {header!r} need a unit and none is stated", "state `unit` in the layout, for example 万元"),
    "unit_of_other": FindingKind("error", "{value!r} is no unit of what {header!r} is taken for, which is counted in {expected}", "choose another kind, or explain the unit under `units` of the layout"),
    "currency_differs": FindingKind("error", "the unit says {value}, the row says {given}", "correct one of them"),
    "merged_figure": FindingKind("error", "{value} stands in cells merged over several rows or columns; nothing of it was taken", "unmerge them, and write what belongs to each"),
    "hidden_sheet": FindingKind("warning", "the sheet {value} is hidden and was left out", "show it, or set `hidden_rows: take` in the layout"),
    "figure_not_read": FindingKind("error", "{value!r} is neither a number nor a mark for nothing", "write the number alone; a remark belongs into a column of its own"),
    "number_as_text": FindingKind("warning", "{value!r} is text that was read as {read}; sums of the sheet leave it out", "turn the cell into a number"),
    "formula_read": FindingKind("note", "figures of this column are computed ({value}); the values last computed were read", "nothing to do where the sheet was saved after its last change"),
    "formula_without_value": FindingKind("warning", "the formula ={value} has no computed value", "open the workbook in a spreadsheet program and save it"),
    "negative_figure": FindingKind("warning", "{value} is below 0: taken as a correction, an entry of its own", "confirm which figure it corrects"),
    "value_left_empty": FindingKind("warning", "{cell} is empty where nearly every row has a figure; it was not taken as 0", "ask for the figure; write 0 where it is 0, and / where there is none"),
    "row_sum_differs": FindingKind("warning", "the sum {value} differs from its parts, which are {sum}", "correct the sum or its parts"),
    "subtotal_differs": FindingKind("warning", "the subtotal {value} differs from its rows, which sum to {sum}", "correct the subtotal or its rows"),
    "total_differs": FindingKind("warning", "the total {value} differs from its rows or columns, which sum to {sum}", "correct the total or what it adds up"),
    "cumulative_differs": FindingKind("warning", "the cumulative figure {value} differs from the sheets up to here, which sum to {sum}", "correct it, or the month that it does not fit"),
    "paid_exceeds_planned": FindingKind("warning", "{value} is paid where {planned} is planned", "confirm, or correct one of them"),
    "currencies_mixed": FindingKind("note", "{value!r} adds several currencies at a rate; it is never taken", "nothing to do; compare it after conversion at a dated rate"),
    "currencies_added": FindingKind("warning", "{value} adds figures in several currencies as if they were one", "remove the total, or convert before adding"),
    "scale_by_row": FindingKind("warning", "rows are in different units: {value!r} here, {first!r} before", "confirm that each row is in the unit that it names"),
    "year_starts_late": FindingKind("note", "{value!r} is counted in a year that starts in month {month}: it begins on {start}", "nothing to do where that is right"),
    "figures_repeated": FindingKind("warning", "the sheet repeats figures of {other}: taking both would count them twice", "leave it under `ignore` of the layout"),
    "figure_in_note": FindingKind("note", "a note names a figure that is not in the table: {value!r}", "ask whether it is to be recorded, in the table or as a claim"),
    "provisional": FindingKind("note", "the sheet calls figures provisional: {value!r}", "expect a later issue, and deliver it as a revision"),
    "hidden_column": FindingKind("note", "the column {value!r} is hidden and holds {count} figures", "ask why; it is taken only where the layout names it"),
    "hidden_rows": FindingKind("warning", "{count} hidden rows were left out, the first {value!r}", "show them, or set `hidden_rows: take` in the layout"),
    "row_without_label": FindingKind("warning", "the row has figures and no label; it was left out", "give it its label, or call it a total"),
    "rows_after_notes": FindingKind("warning", "{count} rows with figures stand below notes or another header and were left out", "move them into the table, or describe them as a block of their own"),
    "part_of_row_above": FindingKind("note", "{value!r} is a part of the row above and was left out", "record it as a kind of its own where there is one"),
    "looks_like_total": FindingKind("warning", "{value!r} holds the sum of all other rows and was left out", "name it under `words: data` of the layout if it is no total"),
    "place_by_short_name": FindingKind("note", "{value!r} was taken for {official} ({place})", "confirm it; `names: places` of the layout remembers it"),
    "place_not_known": FindingKind("error", "no place is called {value!r}; its rows were left out", "name its code under `names: places` of the layout"),
    "place_of_many": FindingKind("error", "{value!r} may be any of {others}; its rows were left out", "name its code under `names: places`, or say `within` which place it lies"),
    "key_empty": FindingKind("error", "{key} is empty for {value!r}, and the form {form} requires it; its line was left out", "give it under `set` of the layout, or fill the cell"),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong or doubtful, with its place. Keys of `as_dict` are a contract (`check --json`).

    `of` is the code that a note about more of the same speaks of. `parts` fill the gaps of its
    words beside column and value, so that they can be said in another language; None where they
    were not kept.
    """

    code: str
    severity: Severity
    file: str | None
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    message: str
    remedy: str
    of: str | None = None
    parts: tuple[tuple[str, str | int | float], ...] | None = None

    def as_dict(self) -> dict[str, Any]:
        """The finding as a JSON object; `of` and `parts` stay inside."""
        document = asdict(self)
        del document["of"], document["parts"]
        return document

    def to_keep(self) -> dict[str, Any]:
        """The finding as a JSON object with all that it knows; `kept` reads it."""
        parts = None if self.parts is None else dict(self.parts)
        return {**self.as_dict(), "of": self.of, "parts": parts}

    @classmethod
    def kept(cls, document: Mapping[str, Any]) -> Finding:
        """The finding of a JSON object of `to_keep` or of `as_dict`."""
        parts = document.get("parts")
        return cls(**{**document, "parts": None if parts is None else tuple(parts.items())})

    @property
    def place(self) -> str:
        """Where it is, in words: file, sheet, row, column."""
        parts = [self.file, self.sheet, f"row {self.row}" if self.row else None, self.column]
        return ", ".join(part for part in parts if part)


def finding(
    code: str,
    *,
    file: str | None = None,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
    value: object = None,
    **words: object,
) -> Finding:
    """Make the finding `code`, its templates filled with the place, the value and `words`."""
    kind = KINDS[code]
    fields: dict[str, object] = {"hint": "", **words, "column": column, "value": value}
    return Finding(
        code=code,
        severity=kind.severity,
        file=file,
        sheet=sheet,
        row=row,
        column=column,
        value=None if value is None else str(value),
        message=kind.message.format(**fields),
        remedy=kind.remedy.format(**fields),
        of=str(words["of"]) if "of" in words else None,
        parts=tuple(
            (name, part if isinstance(part, str | int | float) else str(part))
            for name, part in words.items()
            if name in gaps(kind)
        ),
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding stops acceptance."""
    return any(item.severity == "error" for item in findings)


class InputError(Exception):
    """Input that cannot be accepted; carries every finding, not only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        first = next((item for item in self.findings if item.severity == "error"), None)
        super().__init__(f"{first.place}: {first.message} ({first.remedy})" if first else "")
