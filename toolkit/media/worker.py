"""The process that reads pictures from outside: `python -m toolkit.media.worker`, started by `decoding`."""

from toolkit.media import pictures
from toolkit.media.errands import too_much
from toolkit.media.pictures import READER, PictureRefused
from toolkit.media.readers import Answer, Files, serve


def _read(request: Answer, data: bytes) -> tuple[Answer, Files]:
    try:
        return pictures.MAKERS[request["kind"]](request["name"], data)
    except PictureRefused as refusal:
        return {"refused": [str(refusal)]}, {}
    except BaseException:  # noqa: BLE001 - a library's panic is no Exception, and any of them is an answer
        return {"refused": [too_much()]}, {}


if __name__ == "__main__":
    serve(READER, _read)
