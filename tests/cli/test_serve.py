"""A worker of the server has connections of its own, however many requests come at once."""

import os
import subprocess
import sys

import pytest

WORKER = """
import os, threading
import django

django.setup()
from django.db import connection
from kreislotse.cli.serve import forget_connections

connection.cursor().execute("SELECT 1")
forget_connections()
if os.fork() == 0:
    together, failed = threading.Barrier(3), []

    def ask():
        try:
            connection.cursor().execute("SELECT 1")
            together.wait(timeout=20)
        except BaseException as problem:
            failed.append(problem)

    asking = [threading.Thread(target=ask) for _ in range(3)]
    [each.start() for each in asking]
    [each.join() for each in asking]
    os._exit(len(failed))
raise SystemExit(os.waitstatus_to_exitcode(os.wait()[1]))
"""


@pytest.mark.slow
def test_three_requests_at_once_each_get_a_connection_in_a_worker(tmp_path):
    surroundings = {**os.environ, "KREISLOTSE_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", WORKER], env=surroundings, capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
