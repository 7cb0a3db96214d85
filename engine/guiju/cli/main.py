"""`guiju VERB …`: one parser, one function for each verb."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from guiju.cli.console import Exit, UsageError, prepare_streams, spare_collector, tell
from guiju.version import VERSION

Verb = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (see `Exit`)."""
    prepare_streams()
    spare_collector()
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    try:
        code = _verb(arguments.verb)(arguments)
        sys.stdout.flush()
        return code
    except UsageError as error:
        tell(f"guiju: {error}")
        return Exit.USAGE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has seen enough; without this Python complains once more while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except OSError as error:
        tell(f"guiju: {error.filename or ''}: {error.strerror or error}")
        return Exit.USAGE
    except Exception as error:
        return _defect(error)


def _defect(error: Exception) -> int:
    """A defect of the program is said to be one, never dressed as a mistake of the user."""
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    tell(
        f"guiju {VERSION} 内部错误，请报告此问题 / internal error, please report it: "
        f"{type(error).__name__}: {error} ({os.path.basename(frame.filename)}:{frame.lineno})"
    )
    if os.environ.get("GUIJU_TRACEBACK"):
        traceback.print_exception(error)
    return Exit.DEFECT


def _verb(name: str) -> Verb:
    """The function of a verb; only what it needs is imported."""
    if name == "check":
        from guiju.cli.check import run
    elif name == "evaluate":
        from guiju.cli.evaluate import run
    elif name == "explain":
        from guiju.cli.explain import run
    elif name == "diff":
        from guiju.cli.diff import run
    elif name == "fmt":
        from guiju.cli.fmt import run
    elif name == "repair":
        from guiju.cli.repair import run
    elif name == "table":
        from guiju.cli.table import run
    elif name == "schema":
        from guiju.cli.schema import run
    elif name == "show":
        from guiju.cli.show import run
    elif name == "template":
        from guiju.cli.template import run
    elif name == "test":
        from guiju.cli.test import run
    else:
        from guiju.cli.help import run
    return run


def parser() -> argparse.ArgumentParser:
    """The command line as argparse knows it; `guiju VERB --help` is the reference."""
    top = argparse.ArgumentParser(
        prog="guiju",
        description="规矩：检查、计算并解释以规则写成的标准 / check, evaluate and explain standards written as rules",
    )
    top.add_argument("--version", action="version", version=f"guiju {VERSION}")
    # `prog` is what argparse would work out: that takes a layout of help, and with it shutil and all its archives.
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB", prog="guiju")
    _check(verbs.add_parser("check", help="检查规则文件 / check rule files"))
    _evaluate(verbs.add_parser("evaluate", help="计算得分和等级 / compute scores and grades"))
    _explain(verbs.add_parser("explain", help="计算并写出全部推导 / compute and show the whole derivation"))
    _diff(verbs.add_parser("diff", help="比较两版规则的含义 / compare what two revisions mean"))
    _fmt(verbs.add_parser("fmt", help="整理规则文件的格式 / format rule files"))
    _repair(verbs.add_parser("repair", help="最少改哪些数 / the fewest figures to change so that all sums are right"))
    _table(verbs.add_parser("table", help="写出标准的表，或与印出的表核对 / print the tables, or compare printed ones"))
    _schema(verbs.add_parser("schema", help="写出数据文件的 JSON Schema / the JSON Schema of the data the rules need"))
    _template(verbs.add_parser("template", help="写出要填的表单 / a form to fill in"))
    _show(verbs.add_parser("show", help="写出修订后的全文 / print the whole text of a revision"))
    _test(verbs.add_parser("test", help="运行用例 / run given-when-then cases"))
    _help(verbs.add_parser("help", help="解释一个代码 / explain a code"))
    return top


def _common(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--lang", choices=("zh", "en"), help="输出语言 / language of messages")


def _check(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("paths", nargs="+", metavar="PATH", help="规则文件或目录 / rule files or folders")
    verb.add_argument(
        "--format", choices=("human", "json", "sarif", "junit", "github", "comments"), default="human"
    )
    verb.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="写入文件；comments 可用 .xlsx .csv / write to a file; comments: .xlsx or .csv",
    )
    verb.add_argument("--force", action="store_true", help="覆盖已有文件 / overwrite an existing file")
    _common(verb)


def _data(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "towns",
        nargs="+",
        metavar="TOWN",
        help="城镇数据 .yaml .json .xlsx .csv，或这些文件的文件夹 / data of towns, or a folder of such files",
    )
    verb.add_argument(
        "--rules",
        metavar="FILE",
        help="规则文件（默认用数据里写的）/ rule file (default: the one the data name)",
    )
    _join(verb)
    verb.add_argument(
        "--as-of", metavar="DATE", help="按该日有效的版次 / use the rules in force on this date"
    )
    verb.add_argument(
        "--readings",
        metavar="WHICH",
        help="all：比较条文的各种读法；解读=选项：按这种读法 / "
        "all: compare every way to read the clauses; reading=option: read one so",
    )
    verb.add_argument(
        "--anonymous", action="store_true", help="不印专家姓名，编号代替 / number the experts, print no names"
    )
    _common(verb)


def _join(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--join",
        action="store_true",
        help="同名城镇的各个文件合成一个 / files of one town are put together",
    )


def _evaluate(verb: argparse.ArgumentParser) -> None:
    _data(verb)
    verb.add_argument(
        "--format",
        choices=("human", "json", "csv"),
        help="csv：一镇一行的汇总表 / csv: a sheet with a row for each town",
    )
    verb.add_argument("-o", "--output", metavar="FILE", help="写入文件 .csv .json .txt / write to a file")
    verb.add_argument("--force", action="store_true", help="覆盖已有文件 / overwrite an existing file")


def _explain(verb: argparse.ArgumentParser) -> None:
    _data(verb)
    verb.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        help="默认按 -o 的扩展名 / default: by the ending of -o",
    )
    verb.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="写入文件 .txt .md .json；文件夹（以 / 结尾）：一镇一个文件 / "
        "write to a file; a folder (ends in /): a file for each town",
    )
    verb.add_argument("--force", action="store_true", help="覆盖已有文件 / overwrite an existing file")
    verb.add_argument("--depth", type=int, metavar="N", help="推导的层数 / levels of the derivation")
    verb.add_argument("--only", metavar="NAME", help="只写一个名称的推导 / derivation of one name only")


def _diff(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("old", metavar="OLD", help="旧版规则文件 / rule file of the old revision")
    verb.add_argument("new", metavar="NEW", help="新版规则文件 / rule file of the new revision")
    verb.add_argument(
        "--towns",
        nargs="+",
        metavar="TOWN",
        help="比较这些城镇的结果 / compare the results of these data files",
    )
    _join(verb)
    verb.add_argument(
        "--format",
        choices=("text", "markdown", "html", "json"),
        help="默认按 -o 的扩展名 / default: by the ending of -o",
    )
    verb.add_argument(
        "-o", "--output", metavar="FILE", help="写入文件 .txt .md .html .json / write to a file"
    )
    verb.add_argument("--force", action="store_true", help="覆盖已有文件 / overwrite an existing file")
    verb.add_argument(
        "--fail-on",
        choices=("grade-change", "any"),
        help="有城镇等级改变（或有任何修改）时退出码为 1 / exit 1 when a grade of a town (or anything) changes",
    )
    _common(verb)


def _fmt(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="规则文件或目录，- 是标准输入 / rule files or folders, - is standard input",
    )
    verb.add_argument(
        "--check",
        action="store_true",
        help="不写文件，只列出没有整理好的 / write nothing, list what is not formatted",
    )
    verb.add_argument(
        "--diff", action="store_true", help="不写文件，只写出差别 / write nothing, show the difference"
    )
    verb.add_argument(
        "--to", choices=("zh", "en"), help="翻译关键词和内置名称 / translate keywords and built-in names"
    )
    _common(verb)


def _repair(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("rules", metavar="RULES", help="规则文件 / rule file")
    verb.add_argument(
        "-o", "--output", metavar="FILE", help="把改法存为修订文件 / save a repair as an amendment"
    )
    verb.add_argument("--set", type=int, metavar="N", help="存第几种改法 / which repair to save")
    verb.add_argument(
        "--revision",
        default="repair",
        metavar="NAME",
        help="修订后的版次（默认 repair）/ the revision it makes (default: repair)",
    )
    verb.add_argument("--force", action="store_true", help="覆盖已有文件 / overwrite an existing file")
    _common(verb)


def _table(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("rules", metavar="RULES", help="规则文件 / rule file")
    verb.add_argument(
        "--format",
        choices=("markdown", "html", "docx"),
        help="默认按 -o 的扩展名 / default: by the ending of -o",
    )
    verb.add_argument("-o", "--output", metavar="FILE", help="写入文件 .md .html .docx / write to a file")
    verb.add_argument("--force", action="store_true", help="覆盖已有文件 / overwrite an existing file")
    verb.add_argument(
        "--no-notes",
        action="store_false",
        dest="notes",
        help="不写规则里的说明 / leave out the notes of the rules",
    )
    verb.add_argument(
        "--against",
        metavar="PRINTED",
        help="与印出的表逐格核对 .txt .md .csv .docx / compare with a printed table cell by cell",
    )
    _common(verb)


def _schema(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("rules", metavar="RULES", help="规则文件 / rule file")
    verb.add_argument("-o", "--output", metavar="FILE", help="写入文件 .json / write to a file")
    verb.add_argument("--force", action="store_true", help="覆盖已有文件 / overwrite an existing file")
    _common(verb)


def _template(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("rules", metavar="RULES", help="规则文件 / rule file")
    verb.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        help="写入文件 .xlsx .yaml；--each 时是文件夹 / write to a file; with --each into a folder",
    )
    verb.add_argument("--force", action="store_true", help="覆盖已有文件 / overwrite an existing file")
    verb.add_argument("--town", metavar="NAME", default="", help="镇的名称 / name of the town")
    verb.add_argument("--date", metavar="DATE", default="", help="数据日期 / the day the figures speak of")
    verb.add_argument("--year", type=int, metavar="YEAR", help="年度，逐年的数据按它排好年份 / the year at hand")
    verb.add_argument(
        "--experts", type=int, metavar="N", help="附 N 张专家评分表 / with N score sheets"
    )
    verb.add_argument(
        "--for",
        dest="parts",
        action="append",
        metavar="OFFICE",
        help="只要这个责任单位的数据，可写几次；其他：没有责任单位的数据和外部判定；专家：评分表 / "
        "only what this office supplies, may be repeated; other: what nobody owns; experts: score sheets",
    )
    verb.add_argument(
        "--each",
        action="store_true",
        help="每个责任单位、每位专家各一份，写入文件夹 / one form for each office and each expert, into a folder",
    )
    verb.add_argument(
        "--format",
        choices=("xlsx", "yaml"),
        help="--each 写哪一种（默认 xlsx）/ which kind --each writes (default: xlsx)",
    )
    _common(verb)


def _show(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "file", metavar="FILE", help="规则文件，可以是修订 / rule file, which may be an amendment"
    )
    verb.add_argument(
        "--mark", action="store_true", help="注明哪些行来自修订 / mark the lines that come from an amendment"
    )
    _common(verb)


def _test(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("paths", nargs="+", metavar="PATH", help="用例文件或目录 / case files or folders")
    _common(verb)


def _help(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("code", metavar="CODE", nargs="?", help="例如 W401 / for example W401")
    _common(verb)
