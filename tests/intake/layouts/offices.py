"""Five workbooks as five invented offices would keep them, with the facts that they hold.

Every figure is invented. A fact is (form, cell, kind or indicator, from, to, start, end, value,
currency); `place` facts have their place as `to`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter

Fact = tuple[str, ...]
BANNERS = {"敖汉旗": "150430", "察右中旗": "150927", "商都": "150923"}


def labour(folder: Path) -> tuple[Path, list[Fact]]:
    """Placements by banner and month, wages and complaints beside them, in one table."""
    path = folder / "2024年一季度转移就业.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("转移就业")
    sheet.merge_range("A1:H1", "2024年第一季度京蒙劳务协作情况")
    sheet.write("A2", "填表单位：示例就业中心（虚构）")
    sheet.merge_range("A3:A4", "输出地")
    sheet.merge_range("B3:B4", "就业地")
    sheet.merge_range("C3:F3", "帮助就业人数（人）")
    sheet.write_row("C4", ["1月", "2月", "3月", "合计"])
    sheet.merge_range("G3:G4", "转移就业人员月工资中位数（元/月）")
    sheet.merge_range("H3:H4", "转移就业人员投诉（件）")
    numbers = [(40, 35, 61), (12, "/", 9), (0, 18, 22)]
    facts: list[Fact] = []
    for row, (name, place) in enumerate(BANNERS.items(), start=5):
        months = numbers[row - 5]
        sheet.write_row(f"A{row}", [name, "北京", *months])
        total = sum(each for each in months if isinstance(each, int))
        sheet.write_formula(f"F{row}", f"=SUM(C{row}:E{row})", None, total)
        sheet.write_row(f"G{row}", [5200 + 100 * row, row - 5])
        for letter, month, value in zip("CDE", (1, 2, 3), months, strict=True):
            if value != "/":
                end = {1: "31", 2: "29", 3: "31"}[month]
                days = (f"2024-0{month}-01", f"2024-0{month}-{end}")
                kind = ("labour_placement", f"{letter}{row}", "labour_placement")
                facts.append((*kind, place, "110000", *days, str(value), ""))
        quarter = ("", place, "2024-01-01", "2024-03-31")
        wage = ("labour_conditions", f"G{row}", "placement_wage")
        facts.append((*wage, *quarter, str(5200 + 100 * row), "CNY"))
        told = ("labour_conditions", f"H{row}", "labour_complaints")
        facts.append((*told, *quarter, str(row - 5), ""))
    sheet.write_row("A8", ["合计", "", 52, 53, 92, 197])
    sheet.write("A10", "注：另有约30人待核实。")
    book.close()
    return path, facts


def consumption(folder: Path) -> tuple[Path, list[Fact]]:
    """Purchases on the left, helped sales on the right, quarters across, one row of totals."""
    path = folder / "消费帮扶.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("2023年")
    sheet.write("A1", "2023年消费帮扶统计表（虚构）")
    sheet.write("L2", "单位：万元")
    facts: list[Fact] = []
    quarters = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")]
    for left, kind, title, factor in (
        (0, "consumption_purchased", "消费帮扶采购额", 1),
        (6, "consumption_helped_sell", "消费帮扶帮销额", 3),
    ):
        sheet.merge_range(3, left, 4, left, "旗县")
        sheet.merge_range(3, left + 1, 3, left + 4, title)
        sheet.write_row(4, left + 1, ["一季度", "二季度", "三季度", "四季度"])
        for row, (name, place) in enumerate(BANNERS.items(), start=5):
            sheet.write(row, left, name)
            for number, days in enumerate(quarters):
                value = factor * (10 * row + number) + 0.5
                sheet.write(row, left + 1 + number, value)
                cell = f"{chr(65 + left + 1 + number)}{row + 1}"
                span = (f"2023-{days[0]}", f"2023-{days[1]}")
                amount = f"{int(value * 10000)}"
                facts.append(("product_sales", cell, kind, place, "110000", *span, amount, "CNY"))
        sheet.write(8, left, "总计")
        for number in range(4):
            column = chr(65 + left + 1 + number)
            total = sum(factor * (10 * row + number) + 0.5 for row in (5, 6, 7))
            sheet.write_formula(8, left + 1 + number, f"=SUM({column}6:{column}8)", None, total)
    book.close()
    return path, facts


def schools(folder: Path) -> tuple[Path, list[Fact]]:
    """A list of exchanges, a row each, with dates as everybody writes them."""
    path = folder / "校际交流.xlsx"
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy/m/d"})
    sheet = book.add_worksheet("交流台账")
    sheet.write("A1", "结对学校交流活动台账（虚构）")
    header = [
        "序号",
        "派出学校",
        "受援学校",
        "活动类型",
        "活动名称",
        "开始日期",
        "结束日期",
        "人数",
        "人日",
        "备注",
    ]
    sheet.write_row("A3", header)
    rows = [
        ("甲中学", "乙中学", "培训", "数学教研", "2024.3.5", "2024.3.7", 6, 18),
        ("甲中学", "乙中学", "授课", "示范课", "2024年4月", "2024年4月", 2, "10"),
        ("丙小学", "丁小学", "培训", "班主任培训", date(2024, 5, 6), date(2024, 5, 10), 12, 60),
        ("丙小学", "丁小学", "授课", "科学课", "2024-09-02", "2024-09-03", "3人", 6),
    ]
    facts: list[Fact] = []
    starts = ["2024-03-05", "2024-04-01", "2024-05-06", "2024-09-02"]
    ends = ["2024-03-07", "2024-04-30", "2024-05-10", "2024-09-03"]
    kinds = {"培训": "training", "授课": "lesson"}
    for row, line in enumerate(rows, start=4):
        sheet.write(f"A{row}", row - 3)
        for column, value in enumerate(line, start=1):
            if isinstance(value, date):
                sheet.write_datetime(row - 1, column, value, day)
            else:
                sheet.write(row - 1, column, value)
        span = (starts[row - 4], ends[row - 4])
        if line[6] != "3人":
            told = ("trainings_and_lessons", f"H{row}", kinds[line[2]])
            facts.append((*told, "110000", "150430", *span, str(line[6]), ""))
        held = ("staff_exchange", f"I{row}", "expert_days", "110000", "150430")
        facts.append((*held, *span, str(line[7]), ""))
    sheet.write("B9", "合计")
    sheet.write_row("H9", [20, 84])
    book.close()
    return path, facts


def electricity(folder: Path) -> tuple[Path, list[Fact]]:
    """Months down, lines across, in 10 thousand kilowatt-hours, with row and column totals."""
    path = folder / "送电.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("2024")
    sheet.write("A1", "内蒙古送电量月报（虚构）")
    sheet.write("A2", "单位：万千瓦时")
    sheet.write_row("A3", ["月份", "北京", "天津", "河北", "合计"])
    facts: list[Fact] = []
    for month in range(1, 7):
        row = month + 3
        values = [1000 * month + 0.5, 200 * month, 30 * month]
        sheet.write_row(f"A{row}", [f"{month}月", *values])
        sheet.write(f"E{row}", sum(values) + (100 if month == 4 else 0))
        end = ["31", "29", "31", "30", "31", "30"][month - 1]
        for letter, place, value in zip("BCD", ("110000", "120000", "130000"), values, strict=True):
            span = (f"2024-0{month}-01", f"2024-0{month}-{end}")
            told = ("energy_supply", f"{letter}{row}", "electricity", "150000", place)
            facts.append((*told, *span, f"{int(value * 10000)}", ""))
    sheet.write_row("A10", ["累计", 21003, 4200, 630, 25933])
    book.close()
    return path, facts


def in_kind(folder: Path) -> tuple[Path, list[Fact]]:
    """Gifts of a charity, each in its currency, some in thousands, dates in English."""
    path = folder / "In-kind ledger 2024.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Ledger")
    sheet.write("A1", "Example Charity - in-kind support received (invented)")
    sheet.write_row(
        "A3", ["No.", "Date", "Donor", "Recipient", "Item", "Currency", "Unit", "Value", "Remarks"]
    )
    rows = [
        ("12 March 2024", "Kent Trust", "North Clinic", "Monitors", "GBP", "units", 4200.5),
        ("3 April 2024", "Kent Trust", "North Clinic", "Beds", "GBP", "units", "1,350"),
        ("15 April 2024", "Ohio Friends", "South School", "Books", "USD", "'000", 12.75),
        ("30/06/2024", "Ohio Friends", "North Clinic", "Training kit", "USD", "units", 980),
        ("04/05/2024", "Ohio Friends", "North Clinic", "Chairs", "USD", "units", 75),
    ]
    days = ["2024-03-12", "2024-04-03", "2024-04-15", "2024-06-30", ""]
    places = {
        "Kent Trust": "UK1",
        "Ohio Friends": "US1",
        "North Clinic": "UG1",
        "South School": "UG2",
    }
    amounts = ["4200.5", "1350", "12750", "980", ""]
    facts: list[Fact] = []
    for row, line in enumerate(rows, start=4):
        sheet.write_row(f"A{row}", [row - 3, *line])
        if days[row - 4]:
            told = (
                "money_movements",
                f"H{row}",
                "assistance_funds",
                places[line[1]],
                places[line[2]],
            )
            facts.append((*told, days[row - 4], days[row - 4], amounts[row - 4], line[4]))
    sheet.write("A9", "Total")
    sheet.write("H9", 6618.25)
    sheet.write("A10", "Note: a further USD 2,000 is promised.")
    book.close()
    return path, facts


OFFICES = {
    "labour": labour,
    "consumption": consumption,
    "schools": schools,
    "electricity": electricity,
    "in_kind": in_kind,
}
