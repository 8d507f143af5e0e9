"""A real server on a free port of this machine, and a session on it."""

import json
import os
import pathlib
import socket
import subprocess
import tempfile
import time
import urllib.request
import uuid

from websockets.sync.client import connect

PLAN = {
    "about": {"title": "A launch"},
    "agenda": [
        {"kind": "opening", "title": "Welcome", "minutes": 5, "minutes_min": 5, "minutes_max": 10},
        {"kind": "questions", "title": "Questions", "minutes": 20, "minutes_min": 10, "minutes_max": 30},
    ],
}


class Server:
    """Starts the binary; `again` starts it anew over the same data."""

    def __init__(self):
        self.directory = tempfile.TemporaryDirectory(prefix="onefloor-schemathesis-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.log = pathlib.Path(self.directory.name, "log")
        self.starts = 0
        self._start()

    def _start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [os.environ["ONEFLOOR_BIN"], "--listen", self.address]
                + ["--data-dir", f"{self.directory.name}/data"],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        # Once it has greeted, its key is there.
        self.process.stdout.readline()
        link = [os.environ["ONEFLOOR_BIN"], "host-link", "--data-dir", f"{self.directory.name}/data"]
        self.host = subprocess.check_output(link, text=True).strip().split("#host=")[1]
        self.starts += 1
        until = time.monotonic() + 20
        while True:
            try:
                with urllib.request.urlopen(f"http://{self.address}/readyz", timeout=5):
                    return
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def again(self):
        """Stops it as an operator does, and starts it anew: what is counted in memory begins anew."""
        self.stop()
        self._start()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        if self.process.returncode != 0:
            raise SystemExit(f"the server ended with {self.process.returncode}")

    def close(self):
        self.stop()
        self.directory.cleanup()

    def document(self):
        """The path of a file with the OpenAPI document as it is served."""
        path = pathlib.Path(self.directory.name, "openapi.json")
        with urllib.request.urlopen(f"http://{self.address}/api/openapi.json", timeout=10) as answer:
            path.write_bytes(answer.read())
        return str(path)

    def session(self):
        """A session, the secret of its organiser, and the token of an integration."""
        made = self._asked("/api/sessions", self.host, PLAN)
        code, organiser = made["code"], made["organiser"]
        self._commands(code, organiser, {"type": "add_integration", "name": "Schemathesis"})
        links = self._asked(f"/api/sessions/{code}/links", organiser)
        token = next(link["secret"] for link in links if "integration" in link["roles"])
        return code, organiser, token

    def _asked(self, path, secret, body=None):
        request = urllib.request.Request(f"http://{self.address}{path}")
        request.add_header("Authorization", f"Bearer {secret}")
        if body is not None:
            request.data = json.dumps(body).encode()
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def _commands(self, code, secret, command):
        asyncapi = self._asked("/api/asyncapi.json", secret)
        credential = {"session": code, "secret": secret, "person_key": "s" * 32}
        protocol = asyncapi["channels"]["screen"]["x-protocol"]
        hello = {"type": "hello", "protocol": protocol, "credential": credential}
        number = str(uuid.uuid4())
        with connect(f"ws://{self.address}/ws") as screen:
            screen.send(json.dumps(hello))
            screen.send(json.dumps({"type": "command", "id": number, "command": command}))
            while True:
                frame = json.loads(screen.recv(timeout=10))
                if frame.get("id") == number:
                    if frame["type"] != "done":
                        raise SystemExit(f"the session could not be prepared: {frame}")
                    return
