"""How far the marks of a panel lie apart, how much its experts agree, and who is far from the rest."""

from __future__ import annotations

from typing import Any

from guiju.evaluate.panel_reports import Dispersion, Marked, PanelReport
from guiju.explain.document import Line, LineKind, Mark
from guiju.explain.values import number_text
from guiju.explain.writer import Writer
from guiju.numbers.exact import decimal_text, exact_text
from guiju.numbers.exact import shown as digits
from guiju.numbers.real import Number
from guiju.rulebook.words import AVERAGES, MEDIAN
from guiju.units import PERCENT

_PLACES = 12


def panels(writer: Writer) -> None:
    """Every panel that marked."""
    for report in writer.outcome.panels:
        _panel(writer, report)


def _panel(writer: Writer, report: PanelReport) -> None:
    way, by = AVERAGES[report.by.average].in_(writer.lang), report.by
    way += MEDIAN.in_(writer.lang) if by.median else ""
    text = writer.word("panel_of", count=len(report.experts), way=way)
    clauses = report.panel.remarks.clauses if report.panel else ()
    head = report.name or writer.word("experts_marks")
    writer.add(Line(0, LineKind.TEXT, head=head, value=text, clauses=clauses))
    for item in report.items:
        _item(writer, item, item.name, ("mark", "marks"))
    for item in report.totals:
        name = item.name + writer.bracketed(writer.word("totals_of_experts"))
        _item(writer, item, name, ("total", "totals"))
    if report.agreement is not None:
        found = report.agreement
        names = writer.enumerated(list(found.experts))
        text = writer.word("agreement", w=number_text(found.w), count=len(found.indicators), experts=names)
        writer.add(Line(1, LineKind.TEXT, head=writer.word("agreement_of"), value=text))
    for far in report.far:
        values = {key: number_text(getattr(far, key)) for key in ("mark", "others", "limit")}
        text = writer.word("far", indicator=far.indicator, expert=far.expert, **values)
        writer.add(Line(1, LineKind.TEXT, head=writer.word("deviates"), value=text, mark=Mark.WARNING))


def _item(writer: Writer, item: Marked, name: str, what: tuple[str, str]) -> None:
    """One indicator, or the totals; `what` are the words for one and for several of what was counted."""
    texts = [_dispersion(writer, item.dispersion, what)] if item.dispersion else [writer.word("no_marks")]
    for key, who in (("absent", item.absent), ("recused", item.recused)):
        if who:
            texts.append(f"{writer.word(key)} {writer.enumerated(list(who))}")
    writer.add(Line(1, LineKind.TEXT, head=name, value=writer.joined(texts)))


def _dispersion(writer: Writer, found: Dispersion, what: tuple[str, str]) -> str:
    word = writer.word(what[0] if found.count == 1 else what[1])
    values = {"count": found.count, "what": word, "mean": number_text(found.mean)}
    if found.deviation is None:
        return writer.word("one_mark", **values)
    values |= {
        "low": number_text(found.lowest),
        "high": number_text(found.highest),
        "range": number_text(found.range),
        "deviation": number_text(found.deviation),
    }
    if found.variation is None:
        return writer.word("dispersion", **values)
    return writer.word("dispersion_of_mean", variation=number_text(found.variation, PERCENT), **values)


# --- the JSON trace ---------------------------------------------------------------------------------------------------


def panel_json(report: PanelReport) -> dict[str, Any]:
    """One panel of the trace; numbers are strings of up to 12 decimals."""
    panel, agreement = report.panel, report.agreement
    return {
        "name": panel.name if panel else None,
        "average": str(report.by.average),
        "median": report.by.median,
        "reading": report.by.reading,
        "option": report.by.option,
        "experts": list(report.experts),
        "indicators": [_marked_json(item) for item in report.items],
        "totals": [_marked_json(item) for item in report.totals],
        "agreement": None
        if agreement is None
        else {
            "w": decimal_text(agreement.w, _PLACES),
            "exact": exact_text(agreement.w),
            "experts": list(agreement.experts),
            "indicators": list(agreement.indicators),
        },
        "far": [
            {
                "indicator": far.indicator,
                "expert": far.expert,
                "mark": _number(far.mark),
                "others": _number(far.others),
                "limit": _number(far.limit),
            }
            for far in report.far
        ],
        "short": [one.name for one in report.short],
    }


def _marked_json(item: Marked) -> dict[str, Any]:
    found = item.dispersion
    return {
        "name": item.name,
        "entering": item.count,
        "absent": list(item.absent),
        "recused": list(item.recused),
        "dispersion": None
        if found is None
        else {
            "count": found.count,
            "lowest": _number(found.lowest),
            "highest": _number(found.highest),
            "range": _number(found.range),
            "mean": _number(found.mean),
            "deviation": _number(found.deviation),
            "variation": _number(found.variation),
        },
    }


def _number(value: Number | None) -> str | None:
    return None if value is None else digits(value, _PLACES)[0]
