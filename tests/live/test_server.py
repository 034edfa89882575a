import os
import signal
import subprocess
import sys
import textwrap

import pytest

from toolkit.live.server import listen, raise_descriptor_limit

PROGRAM = """
    import sys
    from toolkit.live.hub import Hub
    from toolkit.live.server import listen, run
    from toolkit.live.shell import Shell

    def application(environ, start_response):
        start_response("200 OK", [])
        return [b"fine"]

    door = listen("127.0.0.1", 0)
    shell = Shell(application, Hub(lambda channel: "state"), "secret")
    run(shell, [door], ready=lambda: print("ready", flush=True))
    print("left", flush=True)
"""


def test_a_taken_port_is_passed_over():
    first = listen("127.0.0.1", 0)
    port = first.getsockname()[1]
    second = listen("127.0.0.1", port, tries=20)

    assert second.getsockname()[1] > port
    first.close()
    second.close()


def test_without_a_free_port_the_system_says_so():
    with listen("127.0.0.1", 0) as taken, pytest.raises(OSError, match=r"."):
        listen("127.0.0.1", taken.getsockname()[1])
    with pytest.raises(OSError, match="no port"):
        listen("127.0.0.1", 8000, tries=0)


def test_more_connections_than_the_system_allows_at_first_can_be_held():
    limit = raise_descriptor_limit()

    assert limit is None or limit >= 1024


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_an_interrupted_server_leaves_quietly():
    program = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert program.stdout.readline() == "ready\n"
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=30)

    assert (out, err, program.returncode) == ("left\n", "", 0)
