"""The words of evaluation - arithmetic, missing inputs, notes - in the languages of a report."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from counterpart.evaluation.texts import section

# fmt: off
PHRASES: dict[str, tuple[str, str]] = {
    # arithmetic of checks
    "change": ("change from {start} to {end}{steps} = {result} %", "由 {start} 到 {end} 的变化{steps} = {result} %"),
    "part of": (" in ", " 占 "),
    "per step": (", per step over {steps} steps", "（{steps} 步的平均每步变化）"),
    "whole years": ("whole years from {start} to {end} = {result}", "自 {start} 至 {end} 的整年数 = {result}"),
    "not computable": ("not computable", "无法计算"),
    "operands": (" and ", " 与 "),
    "against": ("{left} against {right}", "{left}，对照 {right}"),
    "true at": ("true at {day}", "于 {day} 成立"),
    "base needed": ("it would hold with a base of {base}", "若基数为 {base} 则成立"),
    "no check": ("no check: the record has no rows of this kind", "无核查式：记录中没有此类行"),
    "rows of this kind": ("rows of this kind", "此类记录行"),
    "observations": ("{value} ({count} observations of {day})", "{value}（{day} 的 {count} 项观测）"),
    "over": ("over {value}", "超过 {value}"),
    "at least": ("at least {value}", "至少 {value}"),
    "under": ("under {value}", "不足 {value}"),
    "at most": ("at most {value}", "至多 {value}"),
    "span": ("{low} to {high}", "{low} 至 {high}"),
    "more": (" + {count} more", " + 另 {count} 项"),
    "no source": ("no source", "无来源"),
    "count of rows": ("{count} rows", "{count} 行"),
    "count of table": ("{table}{filter}: {count}", "{table} 表{filter}：{count} 行"),
    "rows of table": ("rows of {table}{filter}", "{table} 表的行{filter}"),
    "figure of claim": ("a figure in claim {claim}", "陈述 {claim} 中的数字"),
    "due": ("due {year} by {rule} {amount} {currency}", "{rule} 规定 {year} 年应付 {amount} {currency}"),
    "due missing": ("amount due in {year} by {rule}", "{rule} 规定的 {year} 年应付额"),
    "date missing": ("{column} of {key} in {table}", "{table} 表中“{key}”的 {column}"),
    "known to the year": ("{column} of {key}, known to the year only", "{key} 的 {column}（仅知年份）"),
    "known to the month": ("{column} of {key}, known to the month only", "{key} 的 {column}（仅知年月）"),
    "coordinates": ("coordinates of {place}", "{place} 的坐标"),
    "great circle": ("great circle {places} {kilometres} km", "大圆距离 {places} {kilometres} 公里"),
    "rank": ("rank {rank} of {count}", "{count} 者中第 {rank} 位"),
    "rank by day": ("rank {rank} of {count} by first day, {day}", "按起始日排 {count} 者中第 {rank} 位（{day}）"),
    "start missing": ("first day of every member of {group}", "{group}每个成员的起始日"),
    "rank missing": ("{names} of every member of {group}", "{group}每个成员的{names}"),
    "of subject": ("{names} of {subject}, {span}", "{subject}的{names}，{span}"),
    "in span": ("{names}, {span}", "{names}，{span}"),
    "up to": ("up to {day}", "截至 {day}"),
    "one currency": ("one currency of {names}", "{names}须为同一货币"),
    # the audit as a table
    "audit headline": (
        "{all} claims: {stated} stated, {derived} derived. Of the {stated} stated ones {independent} rest on other "
        "sources than their own document ({reproduced} of these reproduced) and {unchecked} cannot be checked.",
        "{all} 条陈述：文中明示 {stated} 条，由文推出 {derived} 条。明示的 {stated} 条中，{independent} 条有独立来源（非本文件）的依据"
        "，其中 {reproduced} 条可复算；{unchecked} 条无法核查。",
    ),
    "claim": ("claim", "编号"),
    "what is claimed": ("what is claimed", "陈述"),
    "stated": ("stated", "文中明示"),
    "derived": ("derived", "由文推出"),
    "found": ("found", "查得"),
    "verdict": ("verdict", "判定"),
    "basis": ("basis", "依据"),
    "what is missing": ("What is missing", "缺少什么"),
    "reproduced": ("reproduced", "可复算"),
    "stale": ("stale", "已过时"),
    "not_reproduced": ("not reproduced", "未能复算"),
    "contradicted": ("contradicted", "与记录相反"),
    "definition_differs": ("definition differs", "定义不同"),
    "not_checkable": ("not checkable", "无法核查"),
    "independent": ("independent", "独立来源"),
    "same_document": ("same document", "同一文件"),
    "arithmetic": ("arithmetic", "文内运算"),
    # codes that claims state
    "code below": ("below", "低于"),
    "code above": ("above", "高于"),
    "code increase": ("increase", "增加"),
    "code decrease": ("decrease", "减少"),
    "code good": ("good", "好"),
    "code more": ("more", "更多"),
    "code less": ("less", "更少"),
    "code fewer": ("fewer", "更少"),
    "code higher": ("higher", "更高"),
    "code lower": ("lower", "更低"),
    "code equal": ("equal", "相等"),
    # inputs of measures
    "flows missing": ("{names}, {arrow}", "{names}，{arrow}"),
    "or": (" or ", "或"),
    "a_to_b": ("A to B", "A 到 B"),
    "b_to_a": ("B to A", "B 到 A"),
    "of side": ("{names}, side {side}", "{names}，{side} 方"),
    "of places": ("{names} by place, side {side}", "{side} 方各地区的{names}"),
    "of organisations": ("{names} by organisation, side {side}", "{side} 方各机构的{names}"),
    "count missing": ("{names} held, {arrow}", "已举行的{names}，{arrow}"),
    "person_days missing": ("{names} held with batch, dates and headcount, {arrow}", "有批次、日期和人数的{names}，{arrow}"),
    "ties missing": ("pairings stated with both ends and years", "双方与年份均明确的结对"),
    "reported missing": ("{names}, {of}", "{names}，{of}"),
    "side reports": ("reported for side {side}", "{side} 方上报"),
    "pair reports": ("reported for the pair or either side", "双方或任一方上报"),
    "reported beside": (" together with {names} of the same period", "（同期并有{names}）"),
    "spells missing": ("dated {names} with a post, {arrow}", "有岗位和日期的{names}，{arrow}"),
    "coordinates missing": ("coordinates of places", "地区坐标"),
    "composition missing": ("{names} of the places of side {side}, published for one day", "{side} 方各地区同日公布的{names}"),
    "composition twice": ("{names} of the places of side {side}, published for two days", "{side} 方各地区先后两次公布的{names}"),
    "panel missing": ("{names} by place and year, {of}", "分地区分年份的{names}，{of}"),
    "of both sides": ("both sides", "双方"),
    "of one side": ("side {side}", "{side} 方"),
    "rows missing": ("rows of {table}", "{table} 表的行"),
    "rows of some kind missing": ("rows of {table} that are {values}", "{table} 表中为 {values} 的行"),
    "stages missing": ("stages with dates", "有日期的阶段"),
    "yearly missing": ("years with {what}", "有以下数据的年份：{what}"),
    "no subject": ("a side of the subject", "该对象所属的一方"),
    "mean of reporters": ("unweighted mean of {count} reporters; bounds are the smallest and the largest", "{count} 个上报单位的简单平均；上下限为最小值与最大值"),
    "on geography": ("places as of {day}; {count} figures of earlier places carried over", "按 {day} 的区划；{count} 个旧区划数据已折算"),
    "drawn": ("bounds: 95 % of {draws} draws within the stated bounds of the inputs", "上下限：在各输入所述范围内随机抽取 {draws} 次的 95% 区间"),
    "places missing": ("places of side {side}", "{side} 方的地区"),
    "rules missing": ("commitment rules that make an amount of money due, {arrow}", "产生应付金额的承诺规则，{arrow}"),
    "payments missing": ("payments on commitments, {arrow}", "承诺项下的到位资金，{arrow}"),
    "base missing": ("a base of the rule that holds in {year}", "该规则适用于 {year} 年的基数"),
    "units missing": ("places of the group {group} in {year}", "{year} 年{group}组的成员"),
    "short reading": ("{gap} short of this reading; under the reading {detail} ({amount} due) it is met: which one holds?", "按此理解短缺 {gap}；按理解“{detail}”（应付 {amount}）则已履行：以哪种为准？"),
    "short rounding": ("{gap} short, within the rounding of the printed figures: what is the exact amount?", "短缺 {gap}，在印刷数字的进位误差之内：确切金额是多少？"),
    "short committed": ("{gap} short; {amount} are agreed and not on record as paid: were they paid?", "短缺 {gap}；另有已承诺 {amount}，未记录拨付：是否已拨付？"),
    "short account": ("{gap} short; {amount} came on other accounts ({detail}): do they count for this promise?", "短缺 {gap}；其他资金渠道有 {amount}（{detail}）：是否计入本项承诺？"),
    "short later": ("{gap} short; {detail} has {amount} more than it owes: was it paid a year late?", "短缺 {gap}；{detail} 年多付 {amount}：是否晚付一年？"),
    "short longer": ("{gap} short; {amount} of a sum for a longer time ({detail}) are not on record by year: how much of it belongs to this one?", "短缺 {gap}；一笔跨更长时期的金额（{detail}）中有 {amount} 未分年记录：其中多少属于本年？"),
    "short none": ("{gap} short, and nothing else on record explains it: {owner} is asked what was paid, or why not", "短缺 {gap}，记录中没有其他可解释的款项：请{owner}说明实际拨付额或原因"),
    "draft given": ("what was given: the promise was kept", "按实际拨付额：承诺已履行"),
    "draft short": ("what was due goes on: less than that is on record", "沿用应付额：记录的拨付少于应付"),
    "draft untold": ("what was due goes on: nothing is on record as given", "沿用应付额：无拨付记录"),
    "draft rate": ("the same share", "占比不变"),
    "draft above": ("no amount of its own: not less than the year before", "无固定金额：不低于上年"),
    "ask no amount": ("makes no amount due by itself: is that meant?", "本身不产生应付额：是否如此约定？"),
    "ask below force": ("{gap} less than {rule}, which is in force, makes due: does that rule end?", "比现行的 {rule} 应付额少 {gap}：该规则是否终止？"),
    "ask below due": ("{gap} less than was due in {year}: is that meant?", "比 {year} 年应付额少 {gap}：是否如此约定？"),
    "ask below given": ("{gap} less than was given in {year}: is that meant?", "比 {year} 年实际拨付少 {gap}：是否如此约定？"),
    # questions to self-reported counts
    "asks heaping": ("{round} of {count} counts end in 0 or 5, where about two in ten would: are they rounded, or estimated?", "{count} 个计数中有 {round} 个以 0 或 5 结尾，通常约为十分之二：是否经过取整或估计？"),
    "innocent heaping": ("the form asks for round figures; things come in tens (rooms, batches)", "表单要求取整；事物本来成批出现"),
    "answer heaping": ("the list from which it was counted, or marking the figures as rounded", "计数所依据的清单，或将数字标为四舍五入"),
    "asks last month": ("December is {times} times the months around it over {years} years: what happens then?", "{years} 年来十二月为其前后月份的 {times} 倍：当月有何安排？"),
    "innocent last month": ("seasons; budgets that close with the year; activities that are booked when they are paid", "季节因素；预算年底结清；活动按付款时间登记"),
    "answer last month": ("the days of the activities themselves", "各项活动的实际日期"),
    "asks same values": ("the two give the same value in {alike} of {count} periods: does one report for both?", "两者在 {count} 个时期中有 {alike} 个数值相同：是否由一方代为上报？"),
    "innocent same values": ("one activity of both, told by each; a form that is filled in for both", "双方共同的活动各自上报；由一方代填表单"),
    "answer same values": ("which of them held it, and counting it once", "说明由哪一方实施，并只计一次"),
    "asks never falls": ("it rises in each of {years} years, from {first} to {last}: is it of each year, or since the beginning?", "{years} 年逐年上升，由 {first} 到 {last}：是当年数还是累计数？"),
    "innocent never falls": ("an activity that grows", "活动确在增长"),
    "answer never falls": ("the figure of a single year, from its own list", "据当年清单得出的单年数字"),
    "asks attainment": ("of {near} results near their target {met} reach it and {short} miss it: how were targets and results set?", "{near} 个接近目标的结果中有 {met} 个达标、{short} 个未达标：目标与结果如何确定？"),
    "innocent attainment": ("work that stops when the target is reached; targets that are set from what is known already", "达标即止；目标按已知结果确定"),
    "answer attainment": ("when each target was fixed, and the list behind each result", "各目标确定的时间，以及各结果所依据的清单"),
    "asks same figure": ("{value} stands under {one} and under {two}: which of the two is it?", "{value} 同时记为 {one} 和 {two}：应为哪一类？"),
    "innocent same figure": ("all that was agreed was also done", "所约定者均已实现"),
    "answer same figure": ("the document behind each of the two", "两者各自所依据的文件"),
    "shift unknown": ("there is no measure {measure}{hint}", "没有指标 {measure}{hint}"),
    "shift first": ("it is the first stage: there is none before it to compare with", "这是首个阶段，此前没有可比较的阶段"),
    "shift no value": ("no value over the stage", "该阶段无数值"),
    "shift reversed": ("the record says the reverse, beyond how its years differ (p = {chance})", "记录显示相反方向，且超出年际差异（p = {chance}）"),
    "shift beyond years": ("beyond how the years differ (p = {chance})", "超出年际差异（p = {chance}）"),
    "shift within years": ("no more than years differ anyway (p = {chance}, more than {limit})", "未超出年际差异（p = {chance}，大于 {limit}）"),
    "shift few years": ("fewer than {needed} years of a stage have a value: how years differ cannot be told", "某阶段有数值的年份不足 {needed} 个：无法判断年际差异"),
    "shift open": ("a bound is open: what the figures allow is not told to that side", "有一侧界限未知：数字所允许的范围不完整"),
    "shift overlaps": ("what the figures of the two stages allow overlaps", "两阶段数字所允许的范围重叠"),
    "breaks untold": ("no break can be looked for: {count} years have a value, {needed} are needed", "无法检验断点：只有 {count} 个年份有数值，需要 {needed} 个"),
    "years untold": ("nothing on record for {years}", "{years} 年无记录"),
    "accounts told": ("the parts tell of {names} only", "分项只涉及{names}"),
    "places told": ("the parts are of single places below those of the total, {count} in all", "分项为合计所辖的 {count} 组地区"),
    "rate missing": ("the rate of the rule", "该规则的比例"),
    "share missing": ("{names} of all accounts together, {year}, of which the rule takes a share", "{year} 年各类资金合计的{names}（该规则所取比例的总额）"),
    "no currency": ("money without a currency", "未注明货币的金额"),
    "nothing but zero": ("a value of {names} other than zero", "{names}中不为零的数值"),
    "missing": ("missing: {what}", "缺失：{what}"),
    "left out": ("{count} rows left out: wider rows hold them or share days", "略去 {count} 行：更宽的行已包含或与之重叠"),
    "whole missing": ("{names} of the two sides as a whole", "双方整体的{names}"),
    "parts only": ("rows of places in the sides only: perhaps not all", "仅有双方部分地区的行，可能不全"),
    "rows": ("{count} rows", "{count} 行"),
}
# fmt: on


class Phrases:
    """The phrases in one language, "en" or "zh"."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._column = 1 if language == "zh" else 0
        self._kept: dict[Hashable, str] = {}

    def once(self, of: Hashable, make: Callable[[], str]) -> str:
        """What `make` says of a thing; made once, however many subjects and years ask for it."""
        if of not in self._kept:
            self._kept[of] = make()
        return self._kept[of]

    def __call__(self, phrase: str, /, **words: object) -> str:
        """The phrase with its words; KeyError when there is none."""
        return PHRASES[phrase][self._column].format(**words)

    def code(self, code: str) -> str:
        """A direction or a grade in words; other codes, as dates, stand as they are."""
        return PHRASES.get(f"code {code}", (code, code))[self._column]

    def input(self, name: str) -> str:
        """What an input of a measure is called."""
        return str(section("inputs")[name]) if self._column else name.replace("_", " ")

    def reason(self, reason: str, /, **words: object) -> str:
        """Why there is no value, or what is to be known beside it; KeyError when there is none."""
        said = section("reasons")[reason]
        return str(said.get(self.language) or said["en"]).format(**words)

    def pick(self, text: str) -> str:
        """Of a text written in both languages, `English | Chinese`, the half in this one."""
        halves = text.split(" | ", 1)
        return halves[min(self._column, len(halves) - 1)]
