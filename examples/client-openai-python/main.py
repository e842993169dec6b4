"""A program that runs on while its access key rotates: it answers each line of its input, in one piece and as a stream."""

import os
import sys

import openai

from token_source import TokenError, read_token

MODEL = os.environ.get("MODEL", "openai:gpt-4o")
URL = os.environ.get("AIGATEWAY_URL", "http://127.0.0.1:8080")

client = openai.OpenAI(base_url=f"{URL}/v1", api_key=read_token)  # called before each request


def ask(**request):
    """A completion or a stream. A request whose token ended on its way is made again, if there is another one by then."""
    token = read_token()
    try:
        return client.chat.completions.create(model=MODEL, **request)
    except openai.AuthenticationError:
        if read_token() == token:
            raise  # refused for good
        return client.chat.completions.create(model=MODEL, **request)


def main() -> None:
    for line in sys.stdin:
        messages = [{"role": "user", "content": line.strip()}]
        completion = ask(messages=messages)
        print(f"answer: {completion.choices[0].message.content}", flush=True)

        print("stream: ", end="")
        for chunk in ask(messages=messages, stream=True):
            if chunk.choices:
                print(chunk.choices[0].delta.content or "", end="", flush=True)
        print(flush=True)


if __name__ == "__main__":
    try:
        main()
    except (openai.OpenAIError, TokenError) as error:
        sys.exit(str(error))
