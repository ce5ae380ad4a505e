"""How much memory the service takes while a large file is uploaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from benchmarks.web_service import Running, running

_BOUNDARY: Final = "kinward-benchmark-boundary"
_LINE: Final = b"999999,01/04/2020,S,C2,N1,U1,INH,31/03/2021,X1\n"
_PIECE: Final = _LINE * 20_000


def run(build: Path, megabytes: int = 200) -> dict[str, Any]:
    """The seconds of an upload, and the most memory of the process that takes it, in MiB.

    Args:
        megabytes: of the file (millions of bytes).
    """
    folder = build / "upload_memory"
    shutil.rmtree(folder, ignore_errors=True)
    with running(folder) as service:
        worker = service.processes[1]
        before = _peak(worker)
        began = perf_counter()
        status = upload(service, "returns", "episodes.csv", content(megabytes * 1_000_000))
        seconds = perf_counter() - began
        if status != 302:
            raise RuntimeError(f"the upload was answered with {status}")
        result = {
            "megabytes": megabytes,
            "seconds": round(seconds, 1),
            "before_mib": before,
            "peak_mib": _peak(worker),
        }
    shutil.rmtree(folder)
    return result


def content(size: int) -> Iterator[bytes]:
    """Text of so many bytes, in pieces."""
    for start in range(0, size, len(_PIECE)):
        yield _PIECE[: size - start]


def upload(service: Running, kind: str, name: str, pieces: Iterator[bytes]) -> int:
    """Upload a file by the form, piece by piece; the status of the answer."""
    head, tail = parts(service, name)
    connection = HTTPConnection("127.0.0.1", service.port, timeout=300)
    body = [head, *pieces, tail]
    connection.request("POST", f"/data/{kind}/upload/", iter(body), headers(service, body))
    status = connection.getresponse().status
    connection.close()
    return status


def headers(service: Running, body: list[bytes]) -> dict[str, str]:
    """Of the request that uploads."""
    return {
        "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}",
        "Content-Length": str(sum(map(len, body))),
        "Cookie": service.cookies,
    }


def parts(service: Running, name: str) -> tuple[bytes, bytes]:
    """What stands before the file in the body of the form, and what after it."""
    fields = {"csrfmiddlewaretoken": service.mark, "key": f"upload-of-{name}", "note": ""}
    told = "".join(
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in fields.items()
    )
    told += (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="upload"; filename="{name}"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    )
    return told.encode(), f"\r\n--{_BOUNDARY}--\r\n".encode()


def _peak(pid: int) -> float:
    """The most memory that a process has had, in MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return round(int(line.split()[1]) / 1024, 1)
    raise RuntimeError("the system does not tell a process's memory")


if __name__ == "__main__":
    import json

    print(json.dumps(run(Path("build/bench")), indent=2))
