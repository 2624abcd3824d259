"""Start the web server."""

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

from kreislotse.cli.database import database_in_use
from kreislotse.kernel.refusals import DomainError


class NoDemonstration(DomainError):
    """The passwords of the demonstration must not open the data of an office."""

    message = "Diese Datenbank ist keine Vorführung. Starten Sie ohne KREISLOTSE_DEMO=1."


class NotForOthers(DomainError):
    """Everybody knows the passwords of the demonstration."""

    message = "Die Vorführung hört nur auf diesem Rechner. Lassen Sie --host weg."


class Server(BaseApplication):
    """Gunicorn with threads, configured here instead of in a file."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": self.address,
            "workers": 1,
            "threads": 8,
            "worker_class": "gthread",
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self):
        return get_wsgi_application()


def serve(port: int, host: str) -> int:
    """Serve until interrupted."""
    import django

    django.setup()
    refuse_unless_servable(host)
    forget_connections()
    print(f"Kreislotse läuft: http://{host}:{port}/  (Beenden mit Strg+C)", flush=True)
    Server(f"{host}:{port}").run()
    return 0


def forget_connections() -> None:
    """Let the workers make connections of their own.

    The threads that fill a pool do not survive the fork; a worker that inherits the pool would wait
    for a second connection in vain.
    """
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):  # PostgreSQL
            connection.close_pool()


def refuse_unless_servable(host: str) -> None:
    """A demonstration shows its own data only, and on this machine only."""
    from django.conf import settings

    from kreislotse.access.installation import is_demo

    with database_in_use():
        filled = is_demo()
    if settings.DEMO and not filled:
        raise NoDemonstration
    # Without the switch as well: the passwords stand in the database, not in the environment.
    if filled and host not in ("127.0.0.1", "localhost", "::1"):
        raise NotForOthers
