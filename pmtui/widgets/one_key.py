"""Keys one at a time: each key has done its work before the next is delivered.

After a stall of the network many keys arrive in one read. Textual hands them all to the widget
that has the focus at that moment, so that text typed after a Tab lands in the field before it,
and a command that reads a field runs before the keys typed into it. Here a key waits until the
queues of the application, the screen and the focused widget have run empty.
"""

import asyncio
from collections import deque
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

ROUNDS = 8
"""Messages beget messages: this many passes over the queues are made at most."""

PAINTING = 0.008
"""Seconds that the last key there is has for itself, to be seen before anything else is asked."""

PATIENCE = 2.0
"""Seconds after which a key is delivered even though a widget is still at work."""


class OneKeyAtATime(App[int]):
    """An application that delivers keys and pastes strictly one after the other."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._waiting_keys: deque[events.Key | events.Paste] = deque()
        self._delivery: asyncio.Task[None] | None = None
        self._may_deliver = asyncio.Event()
        self._may_deliver.set()

    def hold_keys(self, hold: bool) -> None:
        """Let keys wait until there is something to type them into, or deliver them again."""
        (self._may_deliver.clear if hold else self._may_deliver.set)()

    def post_message(self, message: Message) -> bool:
        """Queue keys that come from the terminal; pass on everything else at once."""
        if not isinstance(message, events.Key | events.Paste) or message.is_forwarded:
            return super().post_message(message)
        self._waiting_keys.append(message)
        if self._delivery is None or self._delivery.done():
            self._delivery = asyncio.create_task(self._deliver())
        return True

    def deliver_again(self, key: events.Key) -> None:
        """Deliver a key to what has the focus by then, before those that wait."""
        self._waiting_keys.appendleft(events.Key(key.key, key.character))
        if self._delivery is None or self._delivery.done():
            self._delivery = asyncio.create_task(self._deliver())

    def key_comes(self) -> None:
        """Called before each key or paste is delivered; here nothing comes of it."""

    async def delivered(self) -> None:
        """Wait until every key that has come so far has done its work."""
        if self._delivery is not None:
            await asyncio.shield(self._delivery)

    async def _deliver(self) -> None:
        while self._waiting_keys:
            await self._may_deliver.wait()
            self.key_comes()
            super().post_message(self._waiting_keys.popleft())
            if not self._waiting_keys:
                await asyncio.sleep(PAINTING)
            await self._settled()

    async def _settled(self) -> None:
        """Wait until a key, and whatever it set going, has been dealt with."""
        for _ in range(ROUNDS):
            before = self._concerned()
            for pump in before:
                await idle(pump)
            after = self._concerned()
            if after == before and not any(pump.message_queue_size for pump in after):
                return

    def _concerned(self) -> list[MessagePump]:
        """The application, the screen, the focused widget and what lies between."""
        if not self._screen_stack:
            return [self]
        focused = self.screen.focused
        chain = list(focused.ancestors_with_self) if focused is not None else [self.screen]
        return [self, *(pump for pump in chain if pump is not self)]


def hold_keys(screen: Screen[Any], hold: bool) -> None:
    """Let keys wait while a screen is not ready for them, or deliver them again."""
    assert isinstance(screen.app, OneKeyAtATime)
    screen.app.hold_keys(hold)


async def idle(pump: MessagePump) -> None:
    """Wait until a pump has dealt with everything that is in its queue now."""
    reached = asyncio.Event()
    if pump.is_running and pump.call_later(reached.set):
        try:
            async with asyncio.timeout(PATIENCE):
                await reached.wait()
        except TimeoutError:
            return
