"""A value → JSON bytes that may also stand inside an HTML script element, the same bytes for the same value."""

from __future__ import annotations

import json
import re
from typing import Any

from tawatur.view.exports.characters import utf8_text

# «</script>» ends a script element even inside a JSON string; U+2028 and U+2029 end a line of old JavaScript.
UNSAFE = re.compile("[<>&\u2028\u2029]")


def to_bytes(value: Any) -> bytes:
    """Write a value as UTF-8 JSON (RFC 8259), keys in the order given; a lone surrogate becomes U+FFFD."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    return (UNSAFE.sub(lambda c: f"\\u{ord(c.group()):04x}", utf8_text(text)) + "\n").encode("utf-8")
