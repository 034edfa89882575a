"""The rendering process: `python -m toolkit.printing.render.worker BEHIND` reads jobs and answers with PDF.

It is a process of its own because a renderer can hang, eat memory or crash on a page, and the room must not
notice. It ends when its input does, so it never outlives the program that started it.
"""

import gc
import os
import sys
from typing import Any, BinaryIO

from toolkit import processes, wire
from toolkit.printing.faces.frames import Frame

CPU_SECONDS = 45  # for each job
MEMORY = 1_500_000_000
FILE = 64_000_000


def main() -> None:
    """Say whether this machine can render, then take one job after the other."""
    jobs, answers = os.fdopen(0, "rb"), processes.own_output()
    gc.disable()
    processes.settle(MEMORY, file=FILE, niceness=int(sys.argv[1]))
    try:
        from toolkit.printing.render.engine import VERSION, Engine  # noqa: PLC0415  needs Pango
    except OSError as error:
        wire.send(answers, {"missing": str(error)})
        return
    engine = Engine()
    gc.freeze()
    wire.send(answers, {"ready": VERSION})
    try:
        while True:
            _answer(engine, jobs, answers)
    except EOFError:
        return


def _answer(engine: Any, jobs: BinaryIO, answers: BinaryIO) -> None:
    job, body = wire.receive(jobs)
    processes.allow(CPU_SECONDS)
    engine.warnings.clear()
    try:
        head, pdf = _work(engine, job, body)
    except Exception as error:  # noqa: BLE001  whatever a page provokes is an answer
        head, pdf = {"refused": f"{type(error).__name__}: {error}"[:500]}, b""
    wire.send(answers, {**head, "warnings": engine.warnings[:50]}, pdf)
    gc.collect()


def _work(engine: Any, job: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    if "picture" in job:
        from toolkit.printing.render import pictures  # noqa: PLC0415  loaded by whoever shows previews

        return pictures.draw(body, job["picture"], job["dpi"])
    if "faces" in job:
        return _faces(engine, job)
    if "font" in job:
        return {}, engine.font(job["font"], job["subset"])
    pdf, missing = engine.document(body.decode(), job["title"], job["language"])
    return {"missing": missing}, pdf


def _faces(engine: Any, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Draw faces; answer with one message for each, and how long each is."""
    answers = []
    frame = Frame(tuple(job["card"]), split=job["split"])
    for face, notes in engine.faces(job["language"], job["faces"], frame, job["steps"]):
        head = {"notes": notes, "fonts": face.fonts, "states": face.states, "things": len(face.things)}
        answers.append(wire.message(head, face.content + face.things))
    return {"lengths": [len(answer) for answer in answers]}, b"".join(answers)


if __name__ == "__main__":
    main()
