"""Finds a Chromium for the browser tests: the machine's own, else the one of an npm package."""

import os
import shutil
import subprocess
from pathlib import Path

from setup import ROOT, SetupError, node_program

PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = ROOT / ".cache" / "chromium"

# The package keeps its files brotli-compressed, which Python's standard library cannot read.
DECOMPRESS = """
const [source, target] = process.argv.slice(1);
const { createReadStream, createWriteStream } = require("node:fs");
const { createBrotliDecompress } = require("node:zlib");
const { pipeline } = require("node:stream/promises");
pipeline(createReadStream(source), createBrotliDecompress(), createWriteStream(target));
"""


def _missing() -> SetupError:
    return SetupError(
        "Chromium fehlt: Bitte Debians Paket chromium einrichten oder CHROMIUM setzen. – "
        "Chromium is missing: please install Debian's chromium or set CHROMIUM."
    )


def unpack() -> Path:
    """Unpacks the packaged browser once per version; complete or not there at all."""
    version = (PACKAGE / "package.json").read_bytes()
    stamp = UNPACKED / "package.json"
    if not (stamp.is_file() and stamp.read_bytes() == version):
        shutil.rmtree(UNPACKED, ignore_errors=True)
        UNPACKED.mkdir(parents=True)
        for packed in sorted((PACKAGE / "bin").glob("*.br")):
            target = UNPACKED / packed.stem
            subprocess.run([node_program(), "-e", DECOMPRESS, str(packed), str(target)], check=True)
            if target.suffix == ".tar":
                subprocess.run(["tar", "-xf", str(target), "-C", str(UNPACKED)], check=True)
                target.unlink()
        (UNPACKED / "chromium").chmod(0o755)
        stamp.write_bytes(version)
    return UNPACKED / "chromium"


def _lacks_libraries(program: Path) -> bool:
    listed = subprocess.run(
        ["ldd", str(program)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    return "not found" in listed.stdout


def _starts(program: Path, variables: dict[str, str]) -> bool:
    """Not, for one, on another kind of processor than the package was made for."""
    try:
        answer = subprocess.run(
            [str(program), "--version"],
            env={**os.environ, **variables},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return False
    return answer.returncode == 0


def environment() -> dict[str, str]:
    """The variables with which the tests find a browser that starts."""
    own = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if own:
        if shutil.which(own) is None:
            raise _missing()
        return {"CHROMIUM": own}
    if not PACKAGE.is_dir():
        raise _missing()
    program = unpack()
    variables = {"CHROMIUM": str(program)}
    if _lacks_libraries(program):
        known = os.environ.get("LD_LIBRARY_PATH", "")
        variables["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, [str(UNPACKED / "lib"), known]))
    if not _starts(program, variables):
        raise _missing()
    return variables
