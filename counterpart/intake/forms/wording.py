"""The words of a template, in both languages: instructions, prompts, messages of cells."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.catalogue import Catalogue, Form
from counterpart.intake.forms.asked import Asked, id_column, is_wide
from counterpart.tables import TABLES

PROMPT = 255
PROMPT_TITLE = 32
DATES = ("YYYY-MM-DD, YYYY-MM or YYYY", "年-月-日、年-月或年")
WRONG_DATE = (
    "日期无效 Not a date",
    "请按 年-月-日、年-月 或 年 填写，例如 2031-03-31。\n"
    "Write YYYY-MM-DD, YYYY-MM or YYYY, for example 2031-03-31.",
)
WRONG_NUMBER = (
    "数字无效 Not a number",
    "只填数字，不带单位和文字。\nOnly a number, without unit or words.",
)
NOT_LISTED = (
    "不在列表中 Not in the list",
    "请从下拉列表中选择，或填写其代码。\nChoose from the list, or write its code.",
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A head and its text in both languages."""

    head_zh: str
    zh: str
    head_en: str
    en: str


def instructions(form: Form, catalogue: Catalogue) -> list[Paragraph]:
    """What the form is, who hands it in, how often, how it is filled in, what a correction does."""
    every_en = catalogue.name("frequency", form.every)
    every_zh = catalogue.name("frequency", form.every, "zh")
    event = form.every == "event"
    due_zh = f"{'事项发生' if event else '每期结束'}后 {form.due_days} 天内"
    after = "the event" if event else "the end of the period"
    due_en = f"within {form.due_days} days of {after}"
    table = TABLES[form.table]
    found = [
        Paragraph(
            "这是什么表",
            f"{form.name_zh}（{form.code}）",
            "What this form is",
            f"{form.name_en} ({form.code}); its lines become rows of {table.name}: {table.about}",
        ),
        Paragraph("由谁填报", form.reporter_zh, "Who reports", form.reporter_en),
        Paragraph("多久填报一次", every_zh, "How often", every_en),
        Paragraph("何时报送", due_zh, "Due", due_en),
        Paragraph(
            "如何填写",
            "在填报表中灰色示例行和单位行以下逐行填写，每行一条；只填白色单元格。"
            "标有“必填”的列不能为空。有下拉列表的列从列表中选择，也可填写代码或名称。"
            "只填数值，不填公式；不合并单元格。",
            "How to fill it in",
            "Fill in the sheet below its grey heads, one line each; only white cells. Columns "
            "marked required may not be empty. Where there is a list, choose from it, or write a "
            "code or a name. Values only, no formulas; never merge cells.",
        ),
        Paragraph(
            "示例行",
            "标有“示例”的一行只作说明，不会被读取；其中的数据是虚构的。",
            "The example",
            "The line marked as example only explains and is never read; its figures are made up.",
        ),
        Paragraph(
            "日期",
            f"{DATES[1]}；只写年或月时，开始日期取第一天，结束日期取最后一天。",
            "Dates",
            f"{DATES[0]}; of a year or a month, the first day is taken for a beginning and the "
            "last for an end.",
        ),
        Paragraph(
            "数值与单位",
            "只填数字，按单位行所示单位填写；事项列表中每项后面注明其单位。不详留空，不要填 0。",
            "Figures and units",
            "Digits only, in the unit that stands above the column, or behind the entry of the "
            "list. Leave empty what is not known; 0 means none.",
        ),
    ]
    if is_wide(form):
        found.append(
            Paragraph(
                "一行多个数值",
                "每行是一个对象在一个时期的全部数值；空单元格不产生记录。",
                "Several figures in a line",
                "A line holds all figures of one subject in one period; empty cells yield nothing.",
            )
        )
    if id_column(form):
        found.append(
            Paragraph(
                "编号列",
                "第一列的编号由系统给出，请勿修改、复制或删除；新增的行留空。排序时须连同编号整行排序。",
                "The column of ids",
                "The ids in the first column come from the system: never change, copy or delete "
                "them; leave them empty in new lines. Sort whole lines only, with their ids.",
            )
        )
    else:
        key = "、".join(_title_zh(form, name) for name in table.key)
        key_en = ", ".join(_title_en(form, name) for name in table.key)
        found.append(
            Paragraph(
                "编码",
                f"“{key}”固定不变：同一编码再次报送即为更正，不会成为新记录。",
                "The key",
                f"{key_en}: never changes. The same key handed in again is a correction, "
                "not a new record.",
            )
        )
    found += [
        Paragraph(
            "如何更正",
            "改正数值后再次报送整行：旧值保留在历史中，新值为其修订，不会重复计算。"
            "删去一行并不等于撤回；撤回请在网站上进行。",
            "Corrections",
            "Correct the figure and hand the line in again: the older figure stays in the history, "
            "the new one is its revision, and nothing is counted twice. Deleting a line here "
            "withdraws nothing; withdraw it on the site.",
        ),
        Paragraph(
            "个人信息",
            "不填写任何个人姓名或可识别个人的信息。",
            "Persons",
            "No names, and nothing by which a person can be recognised.",
        ),
    ]
    return found


def prompt(asked: Asked) -> tuple[str, str]:
    """Title and text of the message that a cell shows when it is chosen."""
    lines = [asked.help_zh, asked.help_en]
    if asked.unit:
        lines.append(f"{asked.unit.name_zh} · {asked.unit.name_en}")
    return short(f"{asked.title_zh} {asked.title_en}", PROMPT_TITLE), short("\n".join(lines))


def asks(asked: Asked) -> str:
    """The line of units: whether a column must be filled, and the unit that it takes."""
    words = ["必填 required"] if asked.required else []
    if asked.unit and asked.unit.quantity == "money" and asked.unit.currency is None:
        words.append("按币种 in the currency of the line")
    elif asked.unit:
        zh, en = asked.unit.name_zh, asked.unit.name_en
        words.append(zh if zh == en else f"{zh} {en}")
    elif asked.key in ("value", "low", "high"):
        words.append("单位见事项列表 unit: see the list")
    return " · ".join(words)


def short(text: str, limit: int = PROMPT) -> str:
    """Cut text at what a spreadsheet takes."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _title_zh(form: Form, name: str) -> str:
    return next((each.title_zh for each in form.columns if each.column == name), name)


def _title_en(form: Form, name: str) -> str:
    return next((each.title_en for each in form.columns if each.column == name), name)
