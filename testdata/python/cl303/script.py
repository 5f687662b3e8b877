"""A script: what it does in loops is one batch."""

import httpx

URL = "https://tracker.example"


class Tracker:
    def label(self, number):
        with httpx.Client() as client:  # ok: a note, one batch of a script
            return client.get(f"{URL}/{number}")


def work(numbers):
    tracker = Tracker()
    for number in numbers:
        tracker.label(number)


if __name__ == "__main__":
    work([1, 2, 3])
