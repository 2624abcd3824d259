"""Start the web server."""

import sys

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication


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
    """Serve until interrupted; a demo listens on this machine only."""
    import django

    django.setup()
    from django.conf import settings

    from kreislotse.access.installation import is_demo

    if settings.DEMO and not is_demo():
        print("Diese Datenbank ist keine Vorführung. Starten Sie ohne KREISLOTSE_DEMO=1.")
        return 2
    if settings.DEMO and host not in ("127.0.0.1", "localhost", "::1"):
        print("Die Vorführung hört nur auf diesem Rechner. Lassen Sie --host weg.")
        return 2
    print(f"Kreislotse läuft: http://{host}:{port}/  (Beenden mit Strg+C)", flush=True)
    sys.stdout.flush()
    Server(f"{host}:{port}").run()
    return 0
