"""uvicorn's WebSocket, with a way to be rid of a client that does not read."""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from api.live.socket import CLOSE_NOW

__all__ = ["Protocol"]

FLUSH_SECONDS = 2.0


class Protocol(WebSocketsSansIOProtocol):
    """Its closing waits for what was sent to be read, as long as it takes; `close_now` does not."""

    async def run_asgi(self) -> None:
        self.scope[CLOSE_NOW] = self.close_now  # type: ignore[typeddict-unknown-key]
        await super().run_asgi()

    def close_now(self, code: int, reason: str) -> None:
        """Say why, if that is read within moments, and be gone."""
        if not self.close_sent:
            self.conn.send_close(code, reason)
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.close_sent = True
        self.transport.close()
        self.loop.call_later(FLUSH_SECONDS, self.transport.abort)
