"""Bytes → an answer that a browser saves as a file."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response


def attached(data: bytes, name: str, media_type: str) -> Response:
    """Give bytes as a file to save (RFC 6266), so that nothing in it is shown as a page of ours."""
    return Response(
        data,
        media_type=media_type,
        headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"},
    )
