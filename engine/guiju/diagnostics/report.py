"""All findings of one run: counted, put in order, cut to what a person can read."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.diagnostics.model import Diagnostic, Lang, Severity
from guiju.diagnostics.wording import count


@dataclass(frozen=True, slots=True)
class Summary:
    """How many findings of each kind. A declared known defect counts as `expected` and as nothing else."""

    errors: int
    warnings: int
    infos: int
    expected: int
    files: int

    def text(self, lang: Lang) -> str:
        """The last line of a report."""
        parts = (
            count(lang, self.errors, "个错误", "error"),
            count(lang, self.warnings, "个警告", "warning"),
            count(lang, self.infos, "个提示", "info"),
            count(lang, self.expected, "处已知缺陷", "known defect"),
        )
        found = [part for number, part in zip(self.numbers, parts, strict=True) if number]
        files = count(lang, self.files, "个文件", "file")
        if lang is Lang.ZH:
            return f"检查了 {files}：" + ("，".join(found) or "没有发现问题")
        return f"checked {files}: " + (", ".join(found) or "no problems found")

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        return (self.errors, self.warnings, self.infos, self.expected)

    def to_json(self) -> dict[str, int]:
        return {
            "errors": self.errors,
            "warnings": self.warnings,
            "infos": self.infos,
            "expected": self.expected,
            "files": self.files,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found in `files` (names as the user gave them, in the order they were read)."""

    findings: tuple[Diagnostic, ...]
    files: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Some error is not a declared known defect."""
        return any(finding.is_error for finding in self.findings)

    @property
    def summary(self) -> Summary:
        fresh = [finding.severity for finding in self.findings if not finding.expected]
        return Summary(
            errors=fresh.count(Severity.ERROR),
            warnings=fresh.count(Severity.WARNING),
            infos=fresh.count(Severity.INFO),
            expected=len(self.findings) - len(fresh),
            files=len(self.all_files),
        )

    @property
    def all_files(self) -> tuple[str, ...]:
        """`files`, then any other file a finding points into, by name."""
        others = {finding.place.source.name for finding in self.findings if finding.place is not None}
        return tuple(dict.fromkeys((*self.files, *sorted(others))))

    def ordered(self) -> tuple[Diagnostic, ...]:
        """The findings by file, line, column and code; those without a place come last."""
        rank = {name: number for number, name in enumerate(self.all_files)}

        def key(finding: Diagnostic) -> tuple[int, int, str, int, str]:
            # Offsets order like (line, column) and cost nothing to compare.
            if finding.place is None:
                return (len(rank), 0, finding.code.id, 0, finding.message.en)
            span = finding.place.span
            return (
                rank[finding.place.source.name],
                span.start,
                finding.code.id,
                span.end,
                finding.message.en,
            )

        return tuple(sorted(self.findings, key=key))

    def shown(self, limit: int) -> tuple[tuple[Diagnostic, ...], int]:
        """At most `limit` findings in order, and how many are left out: errors are the last to go."""
        ordered = self.ordered()
        if len(ordered) <= limit:
            return ordered, 0
        kept = sorted(range(len(ordered)), key=lambda i: _urgency(ordered[i]))[:limit]
        return tuple(ordered[i] for i in sorted(kept)), len(ordered) - limit


def _urgency(finding: Diagnostic) -> int:
    order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    return len(order) if finding.expected else order.index(finding.severity)
