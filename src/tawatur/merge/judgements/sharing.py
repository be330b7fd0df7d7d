"""One desk's judgements and another's → one list: what both have stands once, ids that clash are given anew."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawatur.base.judgement import Judgement, JudgementError


def taken_over(mine: Sequence[Judgement], theirs: Sequence[Judgement]) -> list[Judgement]:
    """Put `theirs` after `mine`, in their order; raises JudgementError where one undoes what neither holds."""
    out = [j.row for j in mine]
    known = {content(j): j.id for j in out}
    used = {j.id for j in out}
    new_id: dict[str, str] = {}
    for j in (j.row for j in theirs):
        if j.undoes and j.undoes not in new_id:
            raise JudgementError(
                f"judgement {j.id} undoes {j.undoes}, which is not before it. Export all of them again."
            )
        renamed = msgspec.structs.replace(j, undoes=new_id.get(j.undoes or ""))
        same = content(renamed)
        if same not in known:
            name = j.id if j.id not in used else next_free(used)
            used.add(name)
            out.append(msgspec.structs.replace(renamed, id=name))
            known[same] = name
        new_id[j.id] = known[same]
    return out


def content(judgement: Judgement) -> bytes:
    """Return everything of a row but its id: what makes two rows one."""
    return msgspec.json.encode(msgspec.structs.replace(judgement, id=""))


def next_free(used: set[str]) -> str:
    """Give the id after the highest one used."""
    return f"j{max(int(name[1:]) for name in used) + 1}"
