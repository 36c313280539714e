"""Datasets in a file and in a real PostgreSQL, which the tests start from what Debian installed."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from socket import socket
from tempfile import mkdtemp

import pytest

from tocsin.dataset.store import Dataset

_BINARIES = Path("/usr/lib/postgresql")
_PASSWORD = "s3cret-word"  # noqa: S105 - of a server that lives as long as the tests
_numbers = count()


def _postgresql_bin() -> Path | None:
    """Where the programs of the newest PostgreSQL lie; None if there is none."""
    found = sorted(_BINARIES.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


class Server:
    """A PostgreSQL server of our own, on a free port of this machine only."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries
        # PostgreSQL refuses to run as root; the folder belongs to whoever runs it.
        self.prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self.folder = Path(mkdtemp(prefix="tocsin-pg-"))
        if self.prefix:
            shutil.chown(self.folder, "postgres", "postgres")
        with closing(socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def run(self, program: str, *arguments: str) -> None:
        command = [*self.prefix, str(self.binaries / program), *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self) -> None:
        secret = self.folder / "secret"
        secret.write_text(_PASSWORD, "utf-8")
        if self.prefix:
            shutil.chown(secret, "postgres", "postgres")
        data = str(self.folder / "data")
        self.run(
            "initdb", "-D", data, "-U", "anna", "-A", "scram-sha-256", f"--pwfile={secret}",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} -F"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def url(self, database: str) -> str:
        return f"postgresql://anna:{_PASSWORD}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The URL of a database that is empty."""
        import pg8000.native

        name = f"test{next(_numbers)}"
        connection = pg8000.native.Connection("anna", "127.0.0.1", "postgres", self.port, _PASSWORD)
        connection.run(f"CREATE DATABASE {name}")
        connection.close()
        return self.url(name)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server that runs as long as the tests."""
    pytest.importorskip("pg8000", reason="pg8000 is not installed: pip install 'tocsin[postgres]'")
    binaries = _postgresql_bin()
    if binaries is None:
        pytest.skip("no PostgreSQL on this machine: apt-get install postgresql")
    server = Server(binaries)
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty dataset may be made: a file, and a PostgreSQL database."""
    if request.param == "sqlite":
        return str(tmp_path / "a.tocsin")
    server: Server = request.getfixturevalue("server")
    return server.new_database()


@pytest.fixture
def opened(place: str, tmp_path: Path) -> Iterator[Callable[[], Dataset]]:
    """Opens the dataset anew each time, as another program would; all are closed at the end."""
    datasets = list[Dataset]()

    def open_() -> Dataset:
        datasets.append(Dataset(place, originals=tmp_path / "originals"))
        return datasets[-1]

    yield open_
    for dataset in datasets:
        dataset.close()


@pytest.fixture
def dataset(opened: Callable[[], Dataset]) -> Dataset:
    """A new dataset."""
    return opened()
