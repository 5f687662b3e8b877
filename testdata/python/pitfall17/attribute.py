"""A synchronous client in an attribute."""

import anthropic


class Blocking:
    def __init__(self):
        self.c = anthropic.Anthropic()

    async def ask(self, prompt):
        return self.c.messages.create(model="m", max_tokens=10, messages=[{"role": "user", "content": prompt}])  # want "CL502"


class Awaited:
    def __init__(self):
        self.c = anthropic.AsyncAnthropic()

    async def ask(self, prompt):
        return await self.c.messages.create(model="m", max_tokens=10, messages=[{"role": "user", "content": prompt}])  # ok: awaited
