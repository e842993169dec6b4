"""The access key's token, as the deployment has put it into a file: read again at each request, so that it may rotate."""

import os
import re
from pathlib import Path


class TokenError(Exception):
    """There is no token; says where it was looked for and what to do, and never what is in the file."""


def read_token() -> str:
    """The token as it is now."""
    path = os.environ.get("AIGATEWAY_TOKEN_FILE")
    if not path:
        raise TokenError("AIGATEWAY_TOKEN_FILE is not set; give it the path of your FileSink's file.")
    try:
        token = Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        remedy = "deploy the key with a FileSink of that path, or set AIGATEWAY_TOKEN_FILE to its path"
        raise TokenError(f"There is no token to be read at {path} ({error.strerror}); {remedy}.") from None
    if not token:
        raise TokenError(f"{path} is empty; deploy the key's FileSink again with -replace.")
    if re.search(r"[^\w.~+/-]", token):
        raise TokenError(f"{path} holds more than a token; leave `variable` out of its FileSink.")
    return token
