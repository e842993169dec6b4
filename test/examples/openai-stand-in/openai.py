"""As much of OpenAI's package as the example uses, with real HTTP: the package itself can't be installed by npm.

As in the real one, an `api_key` that can be called is called before each request, and a 401 is an AuthenticationError.
"""

import json
import urllib.error
import urllib.request
from types import SimpleNamespace


class OpenAIError(Exception):
    pass


class AuthenticationError(OpenAIError):
    pass


class OpenAI:
    def __init__(self, *, base_url, api_key):
        self._base_url = base_url
        self._api_key = api_key
        self.chat = SimpleNamespace(completions=SimpleNamespace(create=self._create))

    def _create(self, *, stream=False, **body):
        request = urllib.request.Request(
            f"{self._base_url}/chat/completions",
            data=json.dumps({**body, "stream": stream}).encode(),
            headers={"Authorization": f"Bearer {self._api_key()}", "Content-Type": "application/json"},
        )
        try:
            response = urllib.request.urlopen(request)
        except urllib.error.HTTPError as error:
            kind = AuthenticationError if error.code == 401 else OpenAIError
            raise kind(f"Error code: {error.code} - {error.read().decode()}") from None
        return _events(response) if stream else _object(response.read())


def _events(response):
    for line in response:
        data = line.decode().strip().removeprefix("data: ")
        if data.startswith("{"):
            yield _object(data)


def _object(text):
    members = {"content": None}  # the real one has None for a member that is not there
    return json.loads(text, object_hook=lambda value: SimpleNamespace(**{**members, **value}))
