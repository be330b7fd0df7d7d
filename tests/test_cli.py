"""Every command says what it did; whatever it is given, it says what was seen, where, and what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tawatur.cli import main

PAGE = "أعلنت وزارة المرافئ في بيان، يوم الأحد 5 مايو 2024، افتتاح رصيف جديد في مدينة الخزامى.\n"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args])


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text(PAGE, "utf-8")
    return folder


def test_build_writes_a_story_and_says_what_it_holds(pages: Path, tmp_path: Path) -> None:
    done = run("build", pages, "-o", tmp_path / "s.tawatur")
    assert done.exit_code == 0, done.output
    assert "1 pages" in done.output
    assert run("verify", tmp_path / "s.tawatur").exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b"", "empty"),
        ("photo.txt", bytes(range(256)) * 8, "binary"),
        ("english.txt", b"The minister opened a new pier in the harbour on Sunday, officials said.\n" * 3, "en"),
    ],
)
def test_an_unreadable_page_is_listed_with_the_reason_and_the_rest_is_read(
    pages: Path, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (pages / name).write_bytes(content)
    done = run("build", pages, "-o", tmp_path / "s.tawatur")
    assert done.exit_code == 3
    assert name in done.output and told in done.output.lower()
    assert run("verify", tmp_path / "s.tawatur").exit_code == 0


def test_a_missing_file_is_listed_and_the_rest_is_read(pages: Path, tmp_path: Path) -> None:
    done = run("build", pages, tmp_path / "nowhere.txt", "-o", tmp_path / "s.tawatur")
    assert done.exit_code == 3
    assert "nowhere.txt" in done.output


def test_an_unknown_column_of_pages_csv_is_named(pages: Path, tmp_path: Path) -> None:
    (pages / "pages.csv").write_text("file,colour\none.txt,blue\n", "utf-8")
    done = run("build", pages, "-o", tmp_path / "s.tawatur")
    assert "colour" in done.output + json.dumps(warnings_of(tmp_path / "s.tawatur"))


def test_columns_of_a_table_are_given_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(f'lede,by\n"{PAGE.strip()}",بوصلة\n', "utf-8")
    target = tmp_path / "s.tawatur"
    told = run("build", tmp_path / "table.csv", "-o", target)
    assert told.exit_code == 2
    assert "lede, by" in told.output and "--columns, as in text=" in told.output
    assert run("build", tmp_path / "table.csv", "-o", target, "--columns", "words=lede").exit_code == 2
    assert not target.exists()
    done = run("build", tmp_path / "table.csv", "-o", target, "--columns", "text=lede,outlet=by")
    assert done.exit_code == 0, done.output
    assert any("text=lede, outlet=by" in w for w in warnings_of(target))


def warnings_of(path: Path) -> list[str]:
    documents = json.loads(run("export", path, "--to", "json").output)["documents"]
    return [w for d in documents for w in d["warnings"]]


def test_nothing_readable_leaves_what_was_built_before(pages: Path, tmp_path: Path) -> None:
    target = tmp_path / "s.tawatur"
    run("build", pages, "-o", target)
    before = target.read_bytes()
    (pages / "one.txt").write_bytes(b"")
    done = run("build", pages, "-o", target)
    assert done.exit_code == 2 and "not touched" in done.output
    assert target.read_bytes() == before


def test_a_page_with_no_date_gets_none(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(
        "افتتحت الوزارة رصيفا جديدا في المدينة، وحضر المحافظ حفل الافتتاح مع عدد من الأهالي.\n", "utf-8"
    )
    run("build", tmp_path / "p.txt", "-o", tmp_path / "s.tawatur")
    (document,) = json.loads(run("export", tmp_path / "s.tawatur").output)["documents"]
    assert document["published"]["value"] is None


def test_two_identical_pages_are_both_kept(pages: Path, tmp_path: Path) -> None:
    (pages / "two.txt").write_text(PAGE, "utf-8")
    done = run("build", pages, "-o", tmp_path / "s.tawatur")
    assert done.exit_code == 0
    assert len(json.loads(run("export", tmp_path / "s.tawatur").output)["documents"]) == 2


def test_a_page_of_only_residue_and_broken_html_do_not_stop_a_build(pages: Path, tmp_path: Path) -> None:
    (pages / "residue.txt").write_text("شارك المقال\nاشترك الآن\n0 132\n", "utf-8")
    (pages / "broken.html").write_text(f"<html><body><script>x('<p>'</script><div><p>{PAGE * 3}<table><p>", "utf-8")
    done = run("build", pages, "-o", tmp_path / "s.tawatur")
    assert done.exit_code in (0, 3), done.output
    assert run("verify", tmp_path / "s.tawatur").exit_code == 0


def test_fifty_megabytes_of_one_line_end_in_a_reason_or_a_reading(pages: Path, tmp_path: Path) -> None:
    (pages / "long.txt").write_text("ا" * 25_000_000, "utf-8")
    done = run("build", pages, "-o", tmp_path / "s.tawatur")
    assert done.exit_code in (0, 3), done.output
    assert (tmp_path / "s.tawatur").exists()


@pytest.mark.parametrize("command", ["build", "report", "export"])
def test_an_output_folder_that_is_not_there_is_told_before_any_work(
    pages: Path, sample_file: Path, command: str, tmp_path: Path
) -> None:
    done = run(command, pages if command == "build" else sample_file, "-o", tmp_path / "no" / "x")
    assert done.exit_code == 2
    assert "does not exist" in done.output


@pytest.mark.parametrize(
    ("options", "begins"), [([], "ar"), (["--language", "ar"], "ar"), (["--language", "en"], "en")]
)
def test_a_report_speaks_arabic_or_the_language_asked_for(
    sample_file: Path, tmp_path: Path, options: list[str], begins: str
) -> None:
    done = run("report", sample_file, "-o", tmp_path / "r.html", *options)
    assert done.exit_code == 0, done.output
    assert f'<html lang="{begins}"' in (tmp_path / "r.html").read_text("utf-8")


def test_a_language_that_no_report_speaks_is_told(sample_file: Path, tmp_path: Path) -> None:
    done = run("report", sample_file, "-o", tmp_path / "r.html", "--language", "fr")
    assert done.exit_code == 2
    assert "'ar', 'en'" in done.output
    assert not (tmp_path / "r.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="folders are made read-only differently there")
def test_a_read_only_output_folder_is_told(pages: Path, tmp_path: Path) -> None:
    """Root may write where modes forbid it, so the folder here is one that nobody can write: /proc."""
    folder = Path("/proc") if os.geteuid() == 0 else tmp_path / "locked"
    if folder != Path("/proc"):
        folder.mkdir(mode=0o500)
    done = run("build", pages, "-o", folder / "s.tawatur")
    assert done.exit_code == 2
    assert "cannot write" in done.output


def test_a_truncated_story_file_is_told(sample_file: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.tawatur"
    cut.write_bytes(sample_file.read_bytes()[:3000])
    for command in (["show", cut], ["report", cut, "-o", tmp_path / "r.html"], ["verify", cut], ["why", cut, "c1"]):
        done = run(*command)
        assert done.exit_code == 2, command
        assert "cut.tawatur" in done.output and "Build it again" in done.output


@pytest.mark.parametrize("part", [[], ["--events"], ["--chains"], ["--disagreements"], ["--people"], ["--copying"]])
def test_show_prints_every_part(sample_file: Path, part: list[str]) -> None:
    done = run("show", sample_file, *part)
    assert done.exit_code == 0, done.output
    assert done.output.strip()
    assert json.loads(run("show", sample_file, *part, "--json").output)


def test_why_explains_an_event_and_refuses_an_id_that_is_not_there(sample_file: Path) -> None:
    assert run("why", sample_file, "c1").exit_code == 0
    refused = run("why", sample_file, "c99999")
    assert refused.exit_code == 2
    assert "c99999" in refused.output


def test_score_says_what_is_not_gold(sample_file: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text("[]")
    done = run("score", tmp_path / "gold.json", sample_file)
    assert done.exit_code == 2
    assert "not gold facts" in done.output


def test_help_does_not_load_the_stages() -> None:
    code = "import sys; from tawatur.cli import main; sys.exit('tawatur.pipeline' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_pages_accounts_for_every_page_given(pages: Path, tmp_path: Path) -> None:
    (pages / "empty.txt").write_bytes(b"")
    assert run("build", pages, "-o", tmp_path / "s.tawatur").exit_code == 3
    told = run("pages", tmp_path / "s.tawatur").output
    assert "one.txt (d1)" in told and "not read:" in told and "empty.txt" in told
    assert told.endswith("2 pages: 1 read, 0 read with warnings, 1 not read\n")
    counted = json.loads(run("pages", tmp_path / "s.tawatur", "--json").output)
    assert counted["counts"] == {"pages": 2, "read": 1, "read with warnings": 0, "not read": 1}


def test_progress_is_told_as_json_lines_or_not_at_all(pages: Path, tmp_path: Path) -> None:
    told = run("build", pages, "-o", tmp_path / "s.tawatur", "--progress", "jsonl").stderr
    assert [json.loads(line)["stage"] for line in told.splitlines()][-1] == "done"
    file = tmp_path / "steps.jsonl"
    run("build", pages, "-o", tmp_path / "s.tawatur", "--progress", file)
    assert json.loads(file.read_text("utf-8").splitlines()[-1])["done"] == 1
    assert run("build", "-q", pages, "-o", tmp_path / "s.tawatur", "--progress", "jsonl").output == ""


def test_progress_that_cannot_be_written_is_told_before_any_work(pages: Path, tmp_path: Path) -> None:
    done = run("build", pages, "-o", tmp_path / "s.tawatur", "--progress", tmp_path / "no" / "steps.jsonl")
    assert done.exit_code == 2 and "cannot be written" in done.output


def test_a_damaged_work_file_is_told_and_the_story_is_built(pages: Path, tmp_path: Path) -> None:
    run("build", pages, "-o", tmp_path / "s.tawatur")
    whole = (tmp_path / "s.tawatur").read_bytes()
    (tmp_path / "s.tawatur-work").write_bytes(b"damaged" * 500)
    done = run("build", "-q", pages, "-o", tmp_path / "s.tawatur")
    assert done.exit_code == 0 and "put aside as s.tawatur-work.damaged" in done.output
    assert (tmp_path / "s.tawatur").read_bytes() == whole


def test_a_work_file_among_the_pages_is_no_page(pages: Path) -> None:
    run("build", pages, "-o", pages / "s.tawatur")
    (pages / "s.tawatur-work.damaged").write_bytes(b"damaged")
    done = run("build", pages, "-o", pages / "s.tawatur")
    assert done.exit_code == 0 and "1 pages" in done.output
