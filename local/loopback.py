"""HTTP servers on this machine alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from threading import Thread
from typing import Self


class LoopbackServer(ThreadingHTTPServer):
    @contextmanager
    def running(self) -> Iterator[Self]:
        """Serve on a thread of its own until the block ends."""
        thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.shutdown()
            self.server_close()
            thread.join()
